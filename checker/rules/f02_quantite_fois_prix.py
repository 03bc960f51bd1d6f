"""Sur chaque ligne chiffrée, la quantité multipliée par le prix unitaire donne le montant, à l'arrondi près.

Sans objet si aucune ligne ne porte les trois nombres.

Indécidable si le tableau vient d'une image, ou si l'écart peut venir d'un prix unitaire affiché arrondi.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.frames import tables
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="F02",
    family="prix",
    severity=Severity.A_CORRIGER,
    title="Quantité × prix unitaire = montant, ligne par ligne",
    source="arithmétique",
    status="v",
    how_to_mend="Recalculez la ligne.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    cents, seen = Decimal(str(law.value("controles.tolerance_arrondi_eur"))), False
    for file, kind, lines in tables(dossier, ("dqe", "dpgf", "bpu")):
        full = [one for one in lines if not one.is_total and one.quantity and one.price and one.amount is not None]
        if not full:
            continue
        seen = True
        gaps = [
            (abs(one.quantity * one.price - one.amount), one)
            for one in full
            if one.quantity and one.price and one.amount is not None
        ]
        rounding = [(gap, one) for gap, one in gaps if gap > cents + (one.quantity or 0) * Decimal("0.005")]
        words: dict[str, object] = {"about": kind, "file": file.name, "lot": file.lot}
        if not [gap for gap, _ in gaps if gap > cents]:
            yield RULE.holds(f"{file.name} : {len(full)} lignes recalculées, toutes justes.", **words)
            continue
        _, worst = max(rounding or gaps, key=lambda pair: pair[0])
        product = euros((worst.quantity or Decimal(0)) * (worst.price or Decimal(0)))
        words |= {"found": euros(worst.amount or Decimal(0)), "expected": product, "evidence": (worst.evidence,)}
        text = f"{file.name}, ligne {worst.name} : quantité × prix unitaire font {product}, le montant écrit est {words['found']}."
        if rounding and file.document.text_source == "layer":
            yield RULE.fails(text, **words)
        else:
            yield RULE.unsure(f"À recalculer : {text}", **words)
    if not seen:
        yield RULE.moot("Aucune ligne ne porte quantité, prix unitaire et montant.")
