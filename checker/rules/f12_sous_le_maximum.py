"""Le montant de l'offre ne dépasse pas le maximum annoncé par l'acheteur.

Sans objet si l'acheteur n'annonce pas de maximum, ou si l'offre n'a pas de montant.

Indécidable si plusieurs maximums sont annoncés (lots, années).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.prices import priced, stated_amounts
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="F12",
    family="prix",
    severity=Severity.CONSEIL,
    title="Votre offre ne dépasse pas le maximum annoncé",
    source="CCP L2152-3",
    status="v page richeravocats.fr",
    how_to_mend=(
        "Une offre au-dessus des crédits peut être écartée (inacceptable) : vérifiez la période et le lot comparés."
    ),
    checked=date(2026, 11, 22),
)
_MOST = r"(montant|valeur)s? (total |global |annuel )?max\w+|maximum (de commandes?|du marche|de l'accord)"
_OTHER = r"avance|penalit|retenue|prime|caution|assuranc|garanti|sinistre|sous-trait|indemnit"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    bounds = stated_amounts(dossier, _MOST, unless=_OTHER)
    offers = priced(dossier, ("acte_engagement", "devis"))
    if not bounds or not offers:
        yield RULE.moot("Pas de maximum annoncé à comparer à un montant.")
        return
    most = max(amount for amount, _ in bounds)
    for offer in offers:
        words: dict[str, object] = {"about": offer.kind, "file": offer.file.name, "lot": offer.file.lot}
        words |= {"found": euros(offer.amounts[0]), "expected": euros(most), "evidence": (bounds[0][1],)}
        if offer.amounts[0] <= min(amount for amount, _ in bounds):
            yield RULE.holds(f"Votre offre reste sous le maximum annoncé ({euros(most)}).", **words)
        elif offer.amounts[0] <= most or most < Decimal(1000):
            yield RULE.unsure(
                f"Plusieurs maximums sont annoncés : comparez-les à votre offre ({words['found']}).", **words
            )
        else:
            yield RULE.fails(f"Votre offre ({words['found']}) dépasse le maximum annoncé ({euros(most)}).", **words)
