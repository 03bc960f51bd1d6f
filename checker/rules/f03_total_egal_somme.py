"""Le total hors taxes du tableau de prix est la somme de ses lignes.

Sans objet si aucun total n'a été lu.

Indécidable si des options, des tranches ou plusieurs feuilles expliquent peut-être l'écart, ou si le tableau vient
d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.frames import tables
from checker.rules.support.sums import closest, grand_totals, line_sum
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="F03",
    family="prix",
    severity=Severity.A_CORRIGER,
    title="Les totaux sont la somme des lignes",
    source="arithmétique",
    status="v",
    how_to_mend="Vérifiez les formules du tableur (ligne oubliée dans la somme).",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    euro, seen = Decimal(str(law.value("controles.tolerance_total_eur"))), False
    for file, kind, lines in tables(dossier, ("dqe", "dpgf", "bpu", "devis")):
        totals = grand_totals(lines)
        added, certain = line_sum(lines)
        if not totals or not added:
            continue
        seen = True
        total = closest(totals, added)
        words: dict[str, object] = {"about": kind, "file": file.name, "lot": file.lot, "evidence": (total.evidence,)}
        stated = total.amount or Decimal(0)
        words |= {"found": euros(stated), "expected": euros(added)}
        text = f"{file.name} : le total écrit est {euros(stated)}, la somme des lignes est {euros(added)}."
        if abs(stated - added) <= euro:
            yield RULE.holds(f"{file.name} : le total est la somme des lignes ({euros(added)}).", **words)
        elif not certain or len(totals) > 1 or file.document.text_source == "ocr":
            yield RULE.unsure(f"À recalculer : {text}", **words)
        else:
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Aucun total à recalculer.")
