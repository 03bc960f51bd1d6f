"""Aucun de vos documents ne porte en tête le nom d'un autre acheteur public.

Sans objet si aucun acheteur n'est nommé en tête de vos documents.

Indécidable si l'autre nom apparaît aussi dans les documents de l'acheteur (mandataire, groupement de commandes).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.buyers import heading_buyers, repeated_buyer, same_place
from checker.rules.support.reading import fold
from checker.rules.support.texts import sources
from procurement.law import LawAtDay

RULE = Rule(
    code="B04",
    family="perimetre",
    severity=Severity.BLOQUANT,
    title="Vos documents citent l'acheteur de cette consultation",
    source="TA Paris 5 janv. 2024 n°2328772 (mémoire générique)",
    status="v page marche-public.fr",
    how_to_mend="Remplacez les mentions issues d'un ancien mémoire.",
    checked=date(2026, 11, 22),
)
_OURS = frozenset({"memoire_technique", "cadre_reponse", "acte_engagement", "dc1", "dc2", "bpu", "dqe", "dpgf"})


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    buyer = dossier.consultation.buyer
    texts = fold(" ".join(source.document.text for source in sources(dossier).all))
    seen = False
    for file in dossier.files if buyer else ():
        if not file.kinds & _OURS or buyer is None:
            continue
        named = list(heading_buyers(file))
        if not named and file.kind == "memoire_technique" and (old := repeated_buyer(file, str(buyer.value))):
            named = [old]
        others = [(name, place, where) for name, place, where in named if not same_place(place, str(buyer.value))]
        if not named:
            continue
        seen = True
        words: dict[str, object] = {"about": file.kind, "file": file.name, "expected": str(buyer.value)}
        if not others:
            yield RULE.holds(f"{file.name} cite le bon acheteur.", **words)
            continue
        name, place, where = others[0]
        words |= {"found": name, "evidence": (where, buyer.evidence)}
        if fold(place) in texts or len(others) < len(named) or buyer.confidence < 0.5:
            yield RULE.unsure(f"{file.name} cite « {name} » : est-ce voulu ?", **words)
        else:
            text = f"{file.name} parle de « {name} » alors que la consultation est lancée par « {buyer.value} »."
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Aucun acheteur n'est nommé en tête de vos documents.")
