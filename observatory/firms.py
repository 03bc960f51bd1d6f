"""The firms the observatory knows: sizes and establishments by SIREN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from observatory.geography import NOWHERE, Locality, Spot, locality, of_establishment, of_place
from procurement.identifiers import valid_siren
from procurement.models.award import Winner
from procurement.models.company import Company, Establishment, SizeCategory
from procurement.models.place import Place

MICRO_BANDS = {"NN", "00", "01", "02", "03"}
NO_STAFF = {None, "", "NN", "00"}


@dataclass(frozen=True, slots=True)
class Size:
    """`sme` and `micro` are None when unknown; `source` is "register", "declared" or None."""

    sme: bool | None = None
    micro: bool | None = None
    source: str | None = None
    staff_known: bool = False


class Firms:
    """Companies by SIREN; several records of one SIREN are put together, the order of arrival does not matter."""

    def __init__(self, companies: Iterable[Company] | Mapping[str, Company]) -> None:
        self._companies: dict[str, list[Company]] = {}
        self._establishments: dict[str, Establishment] = {}
        self._listed: dict[str | None, list[Establishment]] = {}
        self._heads: dict[str | None, Establishment | None] = {}
        found = companies.values() if isinstance(companies, Mapping) else companies
        for company in sorted(found, key=repr):
            self._companies.setdefault(company.siren, []).append(company)
            for place in (*company.establishments, *([company.head_office] if company.head_office else [])):
                known = self._establishments.get(place.siret)
                if known is None or of_establishment(known) == NOWHERE:
                    self._establishments[place.siret] = place

    def establishment(self, siret: str | None) -> Establishment | None:
        """The establishment of a SIRET, or None."""
        return self._establishments.get(siret or "")

    def establishments(self, siren: str | None) -> list[Establishment]:
        """Every establishment known of a SIREN, by SIRET."""
        if siren not in self._listed:
            listed = {e.siret for c in self._companies.get(siren or "", ()) for e in c.establishments}
            self._listed[siren] = [self._establishments[siret] for siret in sorted(listed)]
        return self._listed[siren]

    def head_office(self, siren: str | None) -> Establishment | None:
        """The head office of a SIREN, or None."""
        if siren not in self._heads:
            offices = [c.head_office for c in self._companies.get(siren or "", ()) if c.head_office]
            offices += [e for e in self.establishments(siren) if e.is_head_office]
            self._heads[siren] = self._establishments.get(offices[0].siret, offices[0]) if offices else None
        return self._heads[siren]

    def public_name(self, siren: str | None) -> str | None:
        """The name the register gives a legal person; None for a sole trader, and when the legal form is unknown."""
        for company in self._companies.get(siren or "", ()):
            form = (company.legal_form_code or "").strip()
            if form and not form.startswith("1"):
                return company.name
        return None

    def size(self, siren: str | None, winner: Winner) -> Size:
        """The size from the register; without it the declared one, marked; never guessed."""
        companies = self._companies.get(siren or "", ())
        category = next((c.size for c in companies if c.size), None)
        staff = next((c.staff_band for c in companies if c.staff_band), None)
        if category is None:
            declared = winner.declared_sme
            source = None if declared is None else "declared"
            return Size(declared, False if declared is False else None, source, staff is not None)
        if category is not SizeCategory.PME:
            return Size(False, False, "register", staff is not None)
        return Size(True, staff in MICRO_BANDS if staff else None, "register", staff is not None)


def siren_of_winner(winner: Winner) -> str | None:
    """The SIREN of a winner from its SIRET, else from an identifier of nine valid digits."""
    return winner.siret[:9] if winner.siret else valid_siren(winner.id)


def declared_spot(firms: Firms, winner: Winner) -> Spot:
    """Where the declared establishment is: register, then the commune the source states, then its département."""
    spot = of_establishment(firms.establishment(winner.siret))
    if spot.commune or spot.epci:
        return spot
    stated = of_place(Place(commune=winner.commune, departement=winner.departement))
    return stated if stated.commune or not spot.departement else spot


def localities(firms: Firms, buyer: Spot, winner: Winner, day: date | None) -> dict[str, Locality]:
    """Locality under the three conventions: declared SIRET, head office, presence with staff."""
    siren = siren_of_winner(winner)
    office = firms.head_office(siren)
    head = of_establishment(office) if office else NOWHERE
    return {
        "declared": locality(buyer, declared_spot(firms, winner)),
        "head": locality(buyer, head),
        "presence": _presence(firms, buyer, siren, day),
    }


def _presence(firms: Firms, buyer: Spot, siren: str | None, day: date | None) -> Locality:
    working = [e for e in firms.establishments(siren) if _open(e, day) and e.staff_band not in NO_STAFF]
    found = [locality(buyer, of_establishment(e)) for e in working]
    kms = [f.km for f in found if f.km is not None]
    return Locality(
        _any([f.commune for f in found]),
        _any([f.epci for f in found]),
        _any([f.departement for f in found]),
        min(kms) if kms else None,
    )


def _open(establishment: Establishment, day: date | None) -> bool:
    if establishment.closed_on and day:
        return establishment.closed_on > day
    return establishment.active is not False


def _any(answers: list[bool | None]) -> bool | None:
    if any(answers):
        return True
    return None if not answers or None in answers else False


def buyer_establishment(firms: Firms, siret: str | None) -> Establishment | None:
    """The establishment of a buyer: the one declared, else its head office."""
    return firms.establishment(siret) or firms.head_office((siret or "")[:9])
