"""Le chiffre d'affaires déclaré atteint le minimum que le règlement exige.

Sans objet si le règlement n'en exige pas, ou si aucun chiffre d'affaires n'a été lu.

Indécidable si vous répondez en groupement ou avec un tiers, ou si une année seulement atteint le minimum.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.members import groups
from checker.rules.support.minimums import asked_turnover
from checker.rules.support.reading import blurred, holders
from checker.rules.support.turnover import by_file
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="G01",
    family="capacite",
    severity=Severity.BLOQUANT,
    title="Votre chiffre d'affaires atteint le minimum demandé",
    source="CCP R2142-6, R2142-7, R2142-25, R2143-12",
    status="v [S10, S11]",
    how_to_mend="Répondez en groupement ou appuyez-vous sur un autre opérateur (engagement écrit).",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    least, evidence = asked_turnover(dossier)
    read = by_file(dossier)
    if not least or evidence is None or not read:
        yield RULE.moot("Pas de chiffre d'affaires minimal à comparer.")
        return
    helped = groups(dossier) or len(holders(dossier, ("dc2",))) > 1 or holders(dossier, ("engagement_tiers",))
    for file, kind, amounts in read:
        mean = sum(amounts, Decimal(0)) / len(amounts)
        words: dict[str, object] = {"about": kind, "file": file.name, "expected": euros(least), "evidence": (evidence,)}
        words |= {"found": euros(max(amounts))}
        if mean >= least:
            yield RULE.holds(f"Votre chiffre d'affaires atteint le minimum demandé ({euros(least)}).", **words)
        elif helped or max(amounts) >= least or blurred(file) or max(amounts) * 100 < least:
            yield RULE.unsure(
                f"Le minimum demandé est {euros(least)}, {file.name} porte {words['found']} au plus.", **words
            )
        else:
            text = f"Le chiffre d'affaires demandé est {euros(least)}, le vôtre est {words['found']} au plus."
            yield RULE.fails(text, **words)
