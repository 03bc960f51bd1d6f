"""L'attestation de vigilance a moins de six mois à la date limite, comptés depuis la date de situation.

Sans objet si aucune attestation de vigilance n'est jointe.

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
    code="H01",
    family="attestations",
    severity=Severity.BLOQUANT,
    title="L'attestation de vigilance est encore valable à la date limite",
    source="C. trav. D8222-5 1°",
    status="v [S01, S04]",
    how_to_mend="Téléchargez-en une nouvelle sur urssaf.fr (immédiat).",
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
            continue
        words["found"] = french_day(one.situation)
        if reference > max(one.good_by_situation, one.good_by_edition):
            end = french_day(one.good_by_situation)
            text = f"{name} : attestation de vigilance périmée le {end}, avant le {french_day(reference)}."
            yield RULE.fails(text, expected=f"moins de {months} mois", **words)
        else:
            yield RULE.holds(f"{name} : moins de {months} mois à la date limite.", **words)
