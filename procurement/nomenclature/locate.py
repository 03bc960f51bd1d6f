"""Where a notice is, for the map and for « près de chez vous »."""

from __future__ import annotations

from procurement.models import Commune, Notice
from procurement.nomenclature import places


def commune_of(notice: Notice) -> Commune | None:
    """The commune a notice speaks of: its place of performance, else its buyer's; None rather than a guess between two.

    By INSEE code, then by a postcode that names one commune alone, then by name within the département, then by the buyer's SIREN.
    """
    for place in (notice.place, notice.buyer.place):
        if place.commune and (found := places.commune(place.commune)):
            return found
        candidates = places.by_postcode(place.postcode) if place.postcode else ()
        if len(candidates) == 1:
            return candidates[0]
        departement = place.departement or departement_of_postcode(place.postcode)
        if place.city and (found := places.by_name(place.city, departement)):
            return found
    body = places.by_siren(notice.buyer.siren or (notice.buyer.siret or "")[:9])
    return body if isinstance(body, Commune) else None


def departement_of_postcode(postcode: str | None) -> str | None:
    """The département a postcode of five digits is delivered from (Corsica: 200 and 201 are 2A, the others 2B)."""
    if not postcode or len(postcode) != 5:
        return None
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
