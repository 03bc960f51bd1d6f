"""La somme des parts de l'annexe de répartition est le montant de l'acte d'engagement.

Sans objet si aucune annexe de répartition n'est jointe, ou si l'offre n'a pas de montant.

Indécidable si les parts n'ont pas été lues une par une, ou si le tableau vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.prices import priced
from checker.rules.support.reading import holders
from checker.rules.support.shares import shares
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="I03",
    family="groupement",
    severity=Severity.A_CORRIGER,
    title="Les parts des cotraitants font le montant de l'offre",
    source="CCP R2142-20",
    status="v [S11] principe",
    how_to_mend="Rééquilibrez les parts.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    euro, seen = Decimal(str(law.value("controles.tolerance_total_eur"))), False
    deeds = priced(dossier, ("acte_engagement",))
    for file in holders(dossier, ("ae_repartition",)) if deeds else ():
        read = shares(file)
        seen = True
        words: dict[str, object] = {"about": "ae_repartition", "file": file.name}
        words |= {"expected": euros(deeds[0].amounts[0])}
        words |= {"evidence": (*((read[1],) if read else ()), deeds[0].facts[0].evidence)}
        if read is None:
            yield RULE.unsure(f"{file.name} : comparez la somme des parts au montant de l'offre.", **words)
            continue
        total = read[0]
        words |= {"found": euros(total)}
        offers = {amount for deed in deeds for amount in deed.amounts} | {
            sum((d.amounts[0] for d in deeds), Decimal(0))
        }
        text = f"La répartition entre cotraitants fait {euros(total)}, l'offre {words['expected']}."
        if any(abs(total - offer) <= euro for offer in offers):
            yield RULE.holds("La somme des parts est le montant de l'offre.", **words)
        elif file.document.text_source == "ocr" or len(deeds) > 1:
            yield RULE.unsure(f"À vérifier : {text}", **words)
        else:
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Pas de répartition à comparer à une offre.")
