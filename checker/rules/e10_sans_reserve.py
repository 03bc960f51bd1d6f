"""Ni l'acte d'engagement ni les pièces de prix ne contiennent de réserve ou de conditions générales du candidat.

Sans objet si aucune de ces pièces n'est jointe.

Indécidable si la phrase vient peut-être du modèle de l'acheteur, ou figure dans le mémoire.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.reserves import reserves
from procurement.law import LawAtDay

RULE = Rule(
    code="E10",
    family="ae",
    severity=Severity.BLOQUANT,
    title="Votre offre ne contient ni réserve ni condition",
    source="CCP L2152-2",
    status="v [S15] définition",
    how_to_mend="Supprimez la réserve, ou posez une question à l'acheteur avant la date limite.",
    checked=date(2026, 11, 22),
)
_FIRM = ("acte_engagement", "devis", "bpu", "dqe", "dpgf", "ae_repartition")
_SOFT = ("memoire_technique", "cadre_reponse", "planning")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, _FIRM + _SOFT)
    if not files:
        yield RULE.moot("Aucune pièce de l'offre à relire.")
    for file in files:
        found = reserves(dossier, file, strict=bool(file.kinds & set(_FIRM)))
        words: dict[str, object] = {"about": file.kind, "file": file.name, "lot": file.lot}
        if not found:
            yield RULE.holds(f"{file.name} : pas de réserve vue.", **words)
            continue
        evidence, sure = max(found, key=lambda pair: pair[1])
        quote = evidence.quote.rstrip(".")
        words |= {"found": evidence.quote, "evidence": (evidence,)}
        if sure:
            text = f"{file.name} contient une réserve ou une condition : « {quote} »."
            yield RULE.fails(f"{text} Elle peut rendre l'offre irrégulière.", **words)
        else:
            yield RULE.unsure(f"{file.name} contient peut-être une réserve : « {quote} ».", **words)
