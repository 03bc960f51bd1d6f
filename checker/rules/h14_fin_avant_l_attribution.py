"""Les attestations valables au dépôt le seront encore à la fin de la validité de l'offre.

Sans objet si la durée de validité des offres n'est pas connue, ou si aucune attestation n'est datée.

Indécidable si la durée de validité a été lue avec peu de certitude.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.validity import end_of, reference_day
from checker.rules.support.writing import french_day, label
from procurement.law import LawAtDay

RULE = Rule(
    code="H14",
    family="attestations",
    severity=Severity.CONSEIL,
    title="Les attestations resteront valables jusqu'à l'attribution",
    source="D8222-5 (tous les 6 mois)",
    status="v [S01]",
    how_to_mend="Prévoyez un renouvellement avant l'attribution.",
    checked=date(2026, 11, 22),
)
_KINDS = ("decennale", "rc_pro", "qualification_pro", "rge", "certif_systeme")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    found, limit, seen = dossier.consultation.offer_validity_days, reference_day(dossier), False
    days = int(str(found.value)) if found and str(found.value).isdigit() else 0
    award = limit + timedelta(days=min(days, 3650))
    for kind in _KINDS if days else ():
        for file in holders(dossier, (kind,)):
            known = end_of(file, kind)
            if known is None or known[0] < limit:
                continue
            seen = True
            words: dict[str, object] = {"about": kind, "file": file.name, "found": french_day(known[0])}
            words |= {"expected": f"après le {french_day(award)}", "evidence": (known[1].evidence,)}
            if known[0] >= award:
                yield RULE.holds(f"{file.name} sera encore valable à l'attribution.", **words)
            elif found and found.confidence < 0.5:
                yield RULE.unsure(
                    f"{file.name} expire le {french_day(known[0])} : peut-être avant l'attribution.", **words
                )
            else:
                text = f"{label(kind).capitalize()} ({file.name}) expirera le {french_day(known[0])}, peut-être avant l'attribution."
                yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Aucune attestation datée à projeter jusqu'à l'attribution.")
