"""Le montant HT augmenté de la TVA donne le TTC, à l'arrondi près.

Sans objet si un des montants n'a pas été lu.

Indécidable si plusieurs montants ou plusieurs taux figurent dans la pièce, ou si aucun taux n'explique deux des
trois montants.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.deeds import TAXED, agree, taxed
from checker.rules.support.reading import holders
from checker.rules.support.writing import euros
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


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    cents = Decimal(str(law.value("controles.tolerance_arrondi_eur")))
    rates = [Decimal(one.strip()) for one in str(law.value("controles.taux_tva_fr")).split(";")]
    seen = False
    for kind in TAXED:
        for file in holders(dossier, (kind,)):
            read = taxed(file, kind)
            if not all(read):
                continue
            seen = True
            words: dict[str, object] = {"about": kind, "file": file.name, "lot": file.lot}
            if any(abs(a + b - c) <= cents for a in read[0] for b in read[1] for c in read[2]):
                yield RULE.holds(f"{file.name} : HT + TVA = TTC.", **words)
                continue
            net, tax, gross = (amounts[0] for amounts in read)
            text = f"{file.name} : {euros(net)} HT + {euros(tax)} de TVA ne font pas {euros(gross)} TTC."
            words |= {"found": euros(gross), "expected": euros(net + tax)}
            single = all(len(set(amounts)) == 1 for amounts in read)
            if single and agree(net, tax, gross, rates, cents) and file.document.text_source == "layer":
                yield RULE.fails(text, **words)
            else:
                yield RULE.unsure(f"À recalculer : {text}", **words)
    if not seen:
        yield RULE.moot("Pas de montants HT, TVA et TTC lus ensemble.")
