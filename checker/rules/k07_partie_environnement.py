"""Quand l'environnement est noté, une pièce de l'offre en parle.

Sans objet si aucun critère environnemental n'a été lu, ou si aucun mémoire n'est joint.

Indécidable si une pièce de l'offre n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.criteria import GREEN, judged_on_writing, readable_offer
from checker.rules.support.reading import fold, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="K07",
    family="memoire",
    severity=Severity.CONSEIL,
    title="Le critère environnemental a sa partie dans l'offre",
    source="loi 2021-1104 art. 35 ; décret 2022-767",
    status="v [T]",
    how_to_mend="Déchets, transport, matériaux, carbone : des engagements mesurables.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    judged = [(one, weight) for one, weight in judged_on_writing(dossier) if GREEN.search(fold(one.name))]
    memo = holders(dossier, ("memoire_technique", "cadre_reponse", "annexe_environnement"))
    files, hidden = readable_offer(dossier)
    if not judged or not memo:
        yield RULE.moot("L'environnement n'est pas noté, ou aucun mémoire n'est joint.")
        return
    criterion, weight = judged[0]
    words: dict[str, object] = {"about": memo[0].kind, "file": memo[0].name, "evidence": (criterion.evidence,)}
    mark = f" ({weight:g} %)" if weight else ""
    if any(GREEN.search(fold(file.document.text)) for file in files):
        yield RULE.holds("Votre offre parle d'environnement.", **words)
    elif hidden or any(file.document.text_source == "ocr" for file in memo):
        yield RULE.unsure(f"L'environnement est noté{mark} : vérifiez qu'une pièce y répond.", **words)
    else:
        yield RULE.fails(f"L'environnement est noté{mark} et votre offre n'en parle pas.", **words)
