"""Le montant HT augmenté de la TVA donne le TTC, à l'arrondi près.

Sans objet si un des montants n'a pas été lu.

Indécidable si plusieurs montants ou plusieurs taux figurent dans la pièce.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import as_amount, facts, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="E02",
    family="ae",
    severity=Severity.A_CORRIGER,
    title="HT + TVA = TTC",
    source="arithmétique",
    status="v",
    how_to_mend="Recalculez la TVA, puis le total TTC.",
    checked=date(2026, 11, 22),
)
_KINDS = ("acte_engagement", "dpgf", "dqe", "devis")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    cents = Decimal(str(law.value("controles.tolerance_arrondi_eur")))
    seen = False
    for kind in _KINDS:
        for file in holders(dossier, (kind,)):
            read = [[as_amount(f) for f in facts(file, kind, n)] for n in ("amount_ht", "vat_amount", "amount_ttc")]
            if not all(read):
                continue
            seen = True
            words: dict[str, object] = {"about": kind, "file": file.name, "lot": file.lot}
            if any(
                a + b and abs(a + b - c) <= cents
                for a in read[0]
                for b in read[1]
                for c in read[2]
                if a and c and b is not None
            ):
                yield RULE.holds(f"{file.name} : HT + TVA = TTC.", **words)
            else:
                yield RULE.unsure(f"{file.name} : HT + TVA ne donne pas le TTC que nous lisons. Recalculez.", **words)
    if not seen:
        yield RULE.moot("Pas de montants HT, TVA et TTC lus ensemble.")
