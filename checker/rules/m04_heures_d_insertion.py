"""L'engagement d'insertion porte au moins les heures que le marché impose pour le lot.

Sans objet si le marché n'impose pas d'heures d'insertion pour les lots visés.

Indécidable si les heures engagées n'ont pas été lues, ou si l'annexe n'est due qu'à l'exécution.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.hours import commitments, committed, required
from checker.rules.support.texts import said
from procurement.law import LawAtDay

RULE = Rule(
    code="M04",
    family="insertion",
    severity=Severity.BLOQUANT,
    title="Votre engagement atteint les heures d'insertion demandées",
    source="CCP L2112-2 ; CCAG 2021 16.1/20.1",
    status="v [S20] contenu ; sanction nv",
    how_to_mend="Remplissez l'annexe avec au moins les heures demandées ; appelez le facilitateur, c'est gratuit.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked, wanted = dossier.consultation.insertion, required(dossier)
    if asked is None or not wanted:
        yield RULE.moot("Aucune heure d'insertion imposée n'a été lue pour ces lots.")
        return
    listed = any(
        item.kind == "engagement_insertion" and item.obligation == "required"
        for item in dossier.consultation.offer_documents
    )
    for lot, hours in wanted.items():
        files = [file for file in commitments(dossier) if lot is None or file.lot in (None, lot)]
        shown = f"{hours.normalize():f}"
        words: dict[str, object] = {"about": "engagement_insertion", "lot": lot, "expected": f"{shown} heures"}
        read = [(file, given, place) for file in files for given, place in committed(file)]
        best = max(read, key=lambda one: one[1], default=None)
        if best and best[1] >= hours:
            yield RULE.holds(f"Vous vous engagez sur {best[1]} heures d'insertion.", file=best[0].name, **words)
        elif best and best[0].document.text_source == "layer":  # fewer for all than for a year is too few
            text = f"Le marché impose {shown} heures d'insertion ; {best[0].name} en porte {best[1]}."
            evidence = (best[2], asked.evidence)
            yield RULE.fails(text, file=best[0].name, found=f"{best[1]} heures", evidence=evidence, **words)
        elif listed and not files and not any(any(said(file, "insertion")) for file in dossier.files):
            text = f"Le marché impose {shown} heures d'insertion : l'engagement demandé n'est pas joint."
            yield RULE.fails(text, evidence=(asked.evidence,), **words)
        elif files or listed:
            text = f"Le marché impose {shown} heures d'insertion : vérifiez l'engagement joint."
            yield RULE.unsure(text, file=files[0].name if files else None, evidence=(asked.evidence,), **words)
        else:
            yield RULE.moot(f"{shown} heures d'insertion : l'engagement vaut par la signature.", **words)
