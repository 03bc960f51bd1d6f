"""L'attestation de vigilance a moins de six mois à la date limite, comptés depuis la date de situation.

Sans objet si aucune attestation de vigilance n'est jointe.

Indécidable si sa date n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import as_day, deadline, facts, holders
from checker.rules.support.writing import french_day, months_after
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
    files = holders(dossier, ("vigilance_urssaf",))
    limit = deadline(dossier)
    reference = (limit or dossier.day).date()
    months = int(law.value("validite_pieces.vigilance_urssaf"))
    if not files:
        yield RULE.moot("Aucune attestation de vigilance jointe.")
    for file in files:
        situation = next(iter(facts(file, "vigilance_urssaf", "situation_date")), None)
        issue = next(iter(facts(file, "vigilance_urssaf", "issue_date")), None)
        start, edited = as_day(situation) or as_day(issue), as_day(issue) or as_day(situation)
        words: dict[str, object] = {"about": "vigilance_urssaf", "file": file.name}
        words |= {"evidence": tuple(fact.evidence for fact in (situation, issue) if fact)}
        if start is None or edited is None:
            yield RULE.unsure(f"Nous n'avons pas pu lire la date de {file.name}.", **words)
            continue
        end, last = months_after(start, months), months_after(edited, months)

        if reference > end and reference > last:
            text = f"{file.name} : attestation de vigilance périmée le {french_day(end)}, avant le {french_day(reference)}."
            yield RULE.fails(text, found=french_day(start), expected=f"moins de {months} mois", **words)
        else:
            yield RULE.holds(
                f"{file.name} : moins de {months} mois à la date limite.", found=french_day(start), **words
            )
