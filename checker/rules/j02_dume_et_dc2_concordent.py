"""Un DUME et un DC2 de la même entreprise n'annoncent pas des chiffres d'affaires différents.

Sans objet si les deux ne sont pas joints ensemble.

Indécidable si les chiffres n'ont pas été lus des deux côtés.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from checker.rules.support.reading import holders
from checker.rules.support.turnover import turnovers
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="J02",
    family="dume",
    severity=Severity.A_CORRIGER,
    title="Le DUME et le DC2 disent la même chose",
    source="le DUME remplace le DC2",
    status="v [S12]",
    how_to_mend="Fournissez l'un ou l'autre, pas les deux.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    pairs = [
        (one, two) for one in holders(dossier, ("dume",)) for two in holders(dossier, ("dc2",)) if one.name != two.name
    ]
    if not pairs:
        yield RULE.moot("DUME et DC2 ne sont pas joints ensemble.")
    for one, two in pairs:
        ours, theirs = identity.sirens(one, "dume"), identity.sirens(two, "dc2")
        words: dict[str, object] = {"about": "dume", "file": one.name}
        if ours and theirs and not set(ours) & set(theirs):
            yield RULE.moot(f"{one.name} et {two.name} concernent deux entreprises.", **words)
            continue
        first, second = turnovers(one, "dume"), turnovers(two, "dc2")
        if not first or not second:
            text = f"Vous joignez un DUME ({one.name}) et un DC2 ({two.name}) : un seul suffit, vérifiez qu'ils concordent."
            yield RULE.unsure(text, **words)
        elif set(first) & set(second):
            yield RULE.holds(f"{one.name} et {two.name} annoncent les mêmes chiffres d'affaires.", **words)
        else:
            text = f"Votre DUME et votre DC2 ne disent pas la même chose : {euros(first[0])} et {euros(second[0])}."
            yield RULE.fails(text, found=euros(first[0]), expected=euros(second[0]), **words)
