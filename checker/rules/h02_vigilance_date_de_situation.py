"""L'attestation de vigilance est valable d'après sa date de situation, pas seulement d'après sa date d'édition.

Sans objet si aucune attestation de vigilance n'est jointe, ou si elle est périmée (règle H01).

Indécidable si sa date n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import deadline
from checker.rules.support.vigilance import KIND, certificates, months_good
from checker.rules.support.writing import french_day
from procurement.law import LawAtDay

RULE = Rule(
    code="H02",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="C'est la date de situation qui compte",
    source="API Entreprise / Urssaf",
    status="v [S04, S05]",
    how_to_mend="Générez une attestation récente.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    reference, months = (deadline(dossier) or dossier.day).date(), months_good(law)
    found = list(certificates(dossier, law))
    if not found:
        yield RULE.moot("Aucune attestation de vigilance jointe.")
    for one in found:
        name = one.file.name
        words: dict[str, object] = {"about": KIND, "file": name, "evidence": one.evidence}
        if one.situation is None or one.good_by_situation is None or one.good_by_edition is None:
            yield RULE.unsure(f"Nous n'avons pas pu lire la date de {name}.", **words)
        elif one.good_by_situation < reference <= one.good_by_edition:
            start, end = french_day(one.situation), french_day(one.good_by_situation)
            text = f"{name} : la date de situation ({start}) compte. Fin le {end}."
            yield RULE.fails(text, found=start, expected=f"moins de {months} mois", **words)
        elif reference <= one.good_by_situation:
            yield RULE.holds(f"{name} : valable d'après sa date de situation.", **words)
