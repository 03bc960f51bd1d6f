"""Le total des montants sous-traités reste inférieur au montant de l'offre.

Sans objet si aucun DC4 ne porte de montant, ou si l'offre n'en a pas.

Indécidable si les montants viennent d'une image qui se lit mal, ou si les lots diffèrent.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.dc4 import amount
from checker.rules.support.prices import priced
from checker.rules.support.reading import blurred, holders
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="I07",
    family="sous_traitance",
    severity=Severity.A_CORRIGER,
    title="La sous-traitance n'est pas totale",
    source="loi 75-1334 ; CCP L2193-3, R2142-...",
    status="nv",
    how_to_mend="Réduisez la part ou répondez en cotraitance.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    offers = priced(dossier, ("acte_engagement",))
    given = [(file, read) for file in holders(dossier, ("dc4",)) if (read := amount(file))]
    if not offers or not given:
        yield RULE.moot("Pas de montant sous-traité à comparer.")
        return
    total = sum((read[0] for _, read in given), Decimal(0))
    offer = sum((deed.amounts[0] for deed in offers), Decimal(0))
    file, read = given[0]
    words: dict[str, object] = {
        "about": "dc4",
        "file": file.name,
        "found": euros(total),
        "expected": f"moins de {euros(offer)}",
    }
    words |= {"evidence": (read[1], offers[0].facts[0].evidence)}
    if total < offer:
        yield RULE.holds(f"Vous sous-traitez {total / offer:.0%} du marché.".replace("%", "\u00a0%"), **words)
    elif any(blurred(one) for one, _ in given) or len(offers) > 1:
        yield RULE.unsure(f"Vous sous-traitez {euros(total)} pour une offre de {euros(offer)} : vérifiez.", **words)
    else:
        text = f"Vous sous-traitez {euros(total)} pour une offre de {euros(offer)} : la sous-traitance totale est interdite."
        yield RULE.fails(text, **words)
