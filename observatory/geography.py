"""Where buyers and winners are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from procurement.models.company import Establishment
from procurement.models.place import Commune, Epci, Place
from procurement.nomenclature import places

FAR_KM = 2000  # beyond: overseas to mainland, where a distance says nothing of locality


@dataclass(frozen=True, slots=True)
class Spot:
    """A place at the finest level known: INSEE commune, SIREN of EPCI, département, centroid in degrees."""

    commune: str | None = None
    epci: str | None = None
    departement: str | None = None
    latitude: float | None = None
    longitude: float | None = None


NOWHERE = Spot()


def of_commune(commune: Commune) -> Spot:
    """The spot of a commune; a centre known to some kilometres only is no ground for a published distance."""
    if commune.approximate:
        return Spot(commune.insee, commune.epci, commune.departement)
    return Spot(commune.insee, commune.epci, commune.departement, commune.latitude, commune.longitude)


@lru_cache(maxsize=200_000)
def of_place(place: Place) -> Spot:
    """The spot of a stated place: commune code first, then postcode and city, then département alone."""
    found = places.commune(place.commune)
    if found is None and place.postcode:
        near = places.by_postcode(place.postcode)
        named = places.by_name(place.city, near[0].departement) if near and place.city else None
        found = near[0] if len(near) == 1 else named
        if found is None and near:
            return _common(near)
    if found is None and place.city and place.departement:
        found = places.by_name(place.city, place.departement)
    if found:
        return of_commune(found)
    return of_departement(place.departement)


def of_departement(code: str | None) -> Spot:
    """A spot known at the level of the département only."""
    found = places.departement(code) if code else None
    return Spot(departement=found.code) if found else NOWHERE


def of_establishment(establishment: Establishment | None) -> Spot:
    """The spot of an establishment."""
    return of_place(establishment.place) if establishment else NOWHERE


def of_buyer(siren: str | None, establishment: Establishment | None, departement: str | None) -> Spot:
    """The buyer: its own SIREN when it is a commune or an EPCI, else its establishment, else its département."""
    known = places.by_siren(siren) if siren else None
    if isinstance(known, Commune):
        return of_commune(known)
    seat = of_establishment(establishment)
    if isinstance(known, Epci):
        return _of_epci(known, seat)
    return seat if seat.departement else of_departement(departement)


def _of_epci(epci: Epci, seat: Spot) -> Spot:
    members = places.communes_of_epci(epci.siren)
    spot = _common(members)
    return Spot(seat.commune, epci.siren, seat.departement or spot.departement, spot.latitude, spot.longitude)


def _common(communes: tuple[Commune, ...]) -> Spot:
    """What several communes share: EPCI and département when the same, mean centroid."""
    epcis, departements = {c.epci for c in communes}, [c.departement for c in communes]
    points = [(c.latitude, c.longitude) for c in communes if c.latitude is not None and c.longitude is not None]
    main = max(sorted(set(departements)), key=departements.count) if departements else None
    latitude = sum(p[0] for p in points) / len(points) if points else None
    longitude = sum(p[1] for p in points) / len(points) if points else None
    return Spot(None, epcis.pop() if len(epcis) == 1 else None, main, latitude, longitude)
