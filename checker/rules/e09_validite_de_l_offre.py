"""La durée de validité écrite dans l'acte d'engagement n'est pas inférieure à celle du règlement.

Sans objet si l'un des deux ne dit rien.

Indécidable si la durée du règlement a été lue avec peu de certitude.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.delays import asked_validity, validity
from checker.rules.support.reading import blurred, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="E09",
    family="ae",
    severity=Severity.A_CORRIGER,
    title="Votre offre est valable aussi longtemps que l'acheteur le demande",
    source="RC ; CCP R2151-...",
    status="nv",
    how_to_mend="Portez la durée de validité à celle que demande le règlement.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked, wanted, shown = asked_validity(dossier)
    seen = False
    for file in holders(dossier, ("acte_engagement", "devis")) if wanted else ():
        for delay in validity(file):
            seen = True
            words: dict[str, object] = {"about": file.kind, "file": file.name, "lot": file.lot, "found": delay.text}
            words |= {"expected": shown, "evidence": (delay.evidence, asked.evidence) if asked else ()}
            if delay.days >= wanted:
                yield RULE.holds(f"Votre offre est valable {delay.text}, comme demandé.", **words)
            elif asked and (asked.confidence < 0.5 or blurred(file)):
                yield RULE.unsure(
                    f"{file.name} : votre offre est valable {delay.text}, à comparer au règlement.", **words
                )
            else:
                text = f"Votre offre est valable {delay.text} dans {file.name}, l'acheteur demande {shown}."
                yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Aucune durée de validité à comparer.")
