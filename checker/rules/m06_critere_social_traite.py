"""Quand l'insertion ou le social est noté, une pièce de l'offre en décrit les moyens.

Sans objet si aucun critère social n'a été lu, ou si aucun mémoire n'est joint.

Indécidable si une pièce de l'offre n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.criteria import SOCIAL, judged_on_writing, readable_offer
from checker.rules.support.reading import fold, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="M06",
    family="insertion",
    severity=Severity.A_CORRIGER,
    title="Le critère social a sa réponse dans l'offre",
    source="CCP R2152-7",
    status="nv",
    how_to_mend="Décrivez tutorat, formation, accompagnement, partenaires.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    judged = [(one, weight) for one, weight in judged_on_writing(dossier) if SOCIAL.search(fold(one.name))]
    memo = holders(dossier, ("memoire_technique", "cadre_reponse", "engagement_insertion"))
    files, hidden = readable_offer(dossier)
    if not judged or not memo:
        yield RULE.moot("Aucun critère social n'est noté, ou aucun mémoire n'est joint.")
        return
    criterion, weight = judged[0]
    words: dict[str, object] = {"about": memo[0].kind, "file": memo[0].name, "evidence": (criterion.evidence,)}
    mark = f" ({weight:g} %)" if weight else ""
    if any(SOCIAL.search(fold(file.document.text)) for file in files):
        yield RULE.holds("Votre offre répond au critère social.", **words)
    elif hidden or any(file.document.text_source == "ocr" for file in memo):
        yield RULE.unsure(f"Le critère social est noté{mark} : vérifiez qu'une pièce y répond.", **words)
    else:
        yield RULE.fails(f"Le critère « {criterion.name} »{mark} n'est pas traité dans votre offre.", **words)
