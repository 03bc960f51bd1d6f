"""Names and states of firms under the three namings of SIRENE."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procurement.sources.values import line

_HIDDEN = "[ND]"  # how SIRENE writes what a person asked not to publish


def pick(node: Mapping[str, Any], *names: str) -> str | None:
    """The first of the names that says something; what the register hides counts as silence."""
    return next((words for name in names if (words := line(node.get(name))) and words != _HIDDEN), None)


def company_name(unit: Mapping[str, Any]) -> str | None:
    """The name of a legal unit; for a sole trader the trade name comes before first name and surname."""
    whole = pick(unit, "nom_complet", "nomComplet", "denominationUniteLegale", "denomination", "nom_raison_sociale")
    if whole:
        return whole
    trade = pick(unit, "denominationUsuelle1UniteLegale", "denominationUsuelle2UniteLegale", "sigleUniteLegale")
    if trade:
        return trade
    first = pick(unit, "prenomUsuelUniteLegale", "prenom1UniteLegale")
    surname = pick(unit, "nomUsageUniteLegale", "nomUniteLegale")
    return " ".join(part for part in (first, surname) if part) or None


def state(words: str | None) -> bool | None:
    """True for an active firm or establishment, False for a closed one, None when the register does not say."""
    known = {"a": True, "en activité": True, "c": False, "f": False, "fermé": False, "cessée": False}
    return known.get((words or "").lower())
