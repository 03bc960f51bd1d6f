"""Le certificat de qualification est valable à la date limite.

Sans objet si l'attestation n'est pas jointe.

Indécidable si sa période n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.reading import as_day, deadline, facts, holders
from checker.rules.writing import french_day
from procurement.law import LawAtDay

RULE = Rule(
    code="G07",
    family="capacite",
    severity=Severity.A_CORRIGER,
    title="La qualification est en cours à la date limite",
    source="certificat (date imprimée)",
    status="v [S05]",
    how_to_mend="Joignez le nouveau certificat ou la preuve de renouvellement.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("qualification_pro",))
    limit = (deadline(dossier) or dossier.day).date()
    if not files:
        yield RULE.moot("Aucune attestation de ce type n'est jointe.")
    for file in files:
        ends = [(as_day(fact), fact) for fact in facts(file, "qualification_pro", "valid_until")]
        known = sorted([(day, fact) for day, fact in ends if day], key=lambda pair: pair[0])
        words: dict[str, object] = {
            "about": "qualification_pro",
            "file": file.name,
            "expected": f"en cours au {french_day(limit)}",
        }
        if not known:
            yield RULE.unsure(f"Nous n'avons pas pu lire la fin de validité de {file.name}.", **words)
            continue
        end, fact = known[-1]
        words |= {"found": french_day(end), "evidence": (fact.evidence,)}
        if end >= limit:
            yield RULE.holds(f"{file.name} est valable jusqu'au {french_day(end)}.", **words)
        elif fact.confidence < 0.5:
            yield RULE.unsure(f"{file.name} semble finir le {french_day(end)} : à relire.", **words)
        else:
            text = f"{file.name} finit le {french_day(end)}, avant la date limite ({french_day(limit)})."
            yield RULE.fails(text, **words)
