"""Le dernier exercice déclaré n'est pas ancien à la date limite.

Sans objet si aucune déclaration de chiffre d'affaires n'est jointe.

Indécidable si l'année des exercices n'a pas été lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import blurred, holders
from checker.rules.support.turnover import last_year_closed
from checker.rules.support.validity import reference_day
from checker.rules.support.writing import french_day, months_after
from procurement.law import LawAtDay

RULE = Rule(
    code="G03",
    family="capacite",
    severity=Severity.A_CORRIGER,
    title="Les chiffres d'affaires sont ceux des derniers exercices",
    source="annexe 9",
    status="v [S21]",
    how_to_mend="Indiquez les 3 derniers exercices clos.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files, limit = holders(dossier, ("dc2", "declaration_ca")), reference_day(dossier)
    months = int(law.value("controles.exercice_ancien_mois"))
    if not files:
        yield RULE.moot("Aucune déclaration de chiffre d'affaires n'est jointe.")
    for file in files:
        kind = "dc2" if "dc2" in file.kinds else "declaration_ca"
        words: dict[str, object] = {"about": kind, "file": file.name}
        last = last_year_closed(file, kind)
        if last is None:
            yield RULE.unsure(f"Nous n'avons pas lu l'année des chiffres d'affaires de {file.name}.", **words)
        elif months_after(last, months) >= limit:
            yield RULE.holds(
                f"{file.name} : dernier exercice clos le {french_day(last)}.", found=french_day(last), **words
            )
        elif blurred(file):
            yield RULE.unsure(f"{file.name} semble s'arrêter à l'exercice {last.year} : à relire.", **words)
        else:
            text = f"Vos chiffres d'affaires s'arrêtent au {french_day(last)} dans {file.name} : donnez les derniers exercices."
            yield RULE.fails(text, found=french_day(last), **words)
