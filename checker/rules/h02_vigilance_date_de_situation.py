"""L'attestation de vigilance est valable d'après sa date de situation, pas seulement d'après sa date d'édition.

Sans objet si aucune attestation de vigilance n'est jointe, ou si elle est périmée (règle H01).

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

        if end < reference <= last:
            text = f"{file.name} : la date de situation ({french_day(start)}) compte. Fin le {french_day(end)}."
            yield RULE.fails(text, found=french_day(start), expected=f"moins de {months} mois", **words)
        elif reference <= end:
            yield RULE.holds(f"{file.name} : valable d'après sa date de situation.", **words)
