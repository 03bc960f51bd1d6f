"""Chaque critère ou sous-critère technique a au moins un passage qui en parle dans le mémoire ou une pièce de l'offre.

Sans objet si le règlement n'a pas de critère technique lu, ou si aucun mémoire n'est joint.

Indécidable si une pièce n'a pas pu être lue, ou si quelques mots seulement du critère y figurent.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.criteria import GREEN, SOCIAL, judged_on_writing, readable_offer, roots, share
from checker.rules.support.passages import best, passages
from checker.rules.support.reading import fold, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="K01",
    family="memoire",
    severity=Severity.A_CORRIGER,
    title="Chaque critère noté est traité dans l'offre",
    source="CCP L2152-7, R2152-7",
    status="nv (pratique de notation)",
    how_to_mend="Ajoutez une partie portant le même titre que le critère.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files, hidden = readable_offer(dossier)
    memo = holders(dossier, ("memoire_technique", "cadre_reponse"))
    judged = [(one, weight) for one, weight in judged_on_writing(dossier) if roots(one.name)]
    judged = [
        (one, weight) for one, weight in judged if not (GREEN.search(fold(one.name)) or SOCIAL.search(fold(one.name)))
    ]
    if not judged or not memo:
        yield RULE.moot("Pas de critère technique à comparer à un mémoire.")
        return
    read = tuple(passages(files))
    for criterion, weight in judged:
        held = share(criterion.name, files)
        mark = f" ({weight:g} %)" if weight else ""
        words: dict[str, object] = {"about": memo[0].kind, "file": memo[0].name, "evidence": (criterion.evidence,)}
        words |= {"expected": criterion.name, "lot": criterion.lot}
        if held > 0.5 or (held == 0.5 and len(roots(criterion.name)) > 3):
            words["evidence"] = (criterion.evidence, *best(criterion.name, read))
            yield RULE.holds(f"Le critère « {criterion.name} » est abordé dans votre offre.", **words)
        elif hidden or held > 0 or len(roots(criterion.name)) < 2 or any(f.document.text_source == "ocr" for f in memo):
            yield RULE.unsure(f"Vérifiez que votre mémoire répond au critère « {criterion.name} »{mark}.", **words)
        else:
            yield RULE.fails(f"Le critère « {criterion.name} »{mark} n'est pas traité dans votre mémoire.", **words)
