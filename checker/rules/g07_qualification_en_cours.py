"""Le certificat de qualification, l'agrément ou la licence qui imprime une échéance est valable à la date limite.

Sans objet si aucun n'est joint, ou si l'agrément n'imprime pas d'échéance.

Indécidable si sa période n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Outcome, Severity
from checker.rules.support.validity import period
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

_DATED = ("qualification_pro", "qualiopi")  # certificates that always print their end; an approval may have none
_KINDS = (*_DATED, "rge", "certif_systeme", "agrement_profession")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = set()
    for kind in _KINDS:
        for finding in period(RULE, dossier, kind):
            doubt = finding.outcome is Outcome.INDECIDABLE and kind not in _DATED
            if finding.file and finding.file not in seen and not doubt:
                seen.add(finding.file)
                yield finding
    if not seen:
        yield RULE.moot("Aucun certificat à échéance n'est joint.")
