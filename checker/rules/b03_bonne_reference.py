"""Aucune pièce ne porte la référence d'une autre consultation.

Sans objet si le règlement ne donne pas de référence, ou si aucune pièce n'en porte.

Indécidable si la référence lue est peut-être un autre numéro (plateforme, Boamp, dossier interne).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import fold
from procurement.law import LawAtDay

RULE = Rule(
    code="B03",
    family="perimetre",
    severity=Severity.BLOQUANT,
    title="Chaque pièce porte la référence de cette consultation",
    source="CCP L2152-4 (offre inappropriée)",
    status="v page richeravocats.fr",
    how_to_mend="Corrigez l'en-tête ou remplacez le fichier.",
    checked=date(2026, 11, 22),
)
_OURS = frozenset({"acte_engagement", "memoire_technique", "cadre_reponse", "dc1", "dc2", "dpgf", "bpu", "dqe"})


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = dossier.consultation.reference
    read = [(file, file.first("reference")) for file in dossier.files]
    carried = [(file, fact) for file, fact in read if fact is not None]
    if asked is None or not carried:
        yield RULE.moot("Aucune référence à comparer.")
        return
    warned = fold(" ".join(dossier.consultation.warnings)).replace(" ", "")
    for file, fact in carried:
        values = [fold(str(one.value)).replace(" ", "") for one in file.all("reference")]
        wanted = fold(str(asked.value)).replace(" ", "")
        own = file.kinds & _OURS
        evidence = (fact.evidence, asked.evidence)
        words: dict[str, object] = {
            "file": file.name,
            "about": file.kind,
            "found": str(fact.value),
            "expected": str(asked.value),
        }
        if any(value in wanted or wanted in value or value in warned for value in values):
            yield RULE.holds(f"{file.name} porte la bonne référence.", evidence=evidence, **words)
        elif not own or fact.confidence < 0.7 or file.document.text_source == "ocr" or asked.confidence < 0.6:
            text = f"{file.name} porte le numéro {fact.value} : est-ce bien cette consultation ({asked.value}) ?"
            yield RULE.unsure(text, evidence=evidence, **words)
        else:
            text = f"{file.name} porte la référence {fact.value} au lieu de {asked.value}."
            yield RULE.fails(text + " Vous avez peut-être repris un ancien dossier.", evidence=evidence, **words)
