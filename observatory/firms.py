"""The firms the observatory knows: sizes and establishments by SIREN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from observatory.geography import NOWHERE, of_establishment
from procurement.models.company import Company, Establishment, SizeCategory

MICRO_BANDS = {"NN", "00", "01", "02", "03"}
NO_STAFF = {None, "", "NN", "00"}


@dataclass(frozen=True, slots=True)
class Size:
    """`sme` and `micro` are None when the register does not say."""

    sme: bool | None = None
    micro: bool | None = None
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

    def size(self, siren: str) -> Size:
        """The size the register gives; never guessed."""
        companies = self._companies.get(siren, ())
        category = next((c.size for c in companies if c.size), None)
        staff = next((c.staff_band for c in companies if c.staff_band), None)
        if category is None:
            return Size(staff_known=staff is not None)
        if category is not SizeCategory.PME:
            return Size(False, False, staff is not None)
        return Size(True, staff in MICRO_BANDS if staff else None, staff is not None)

    def sirens(self) -> list[str]:
        """Every SIREN known, in the order of numbers."""
        return sorted(self._companies)

    def known(self) -> list[tuple[str, Establishment]]:
        """Every establishment known by its SIRET."""
        return sorted(self._establishments.items(), key=lambda pair: pair[0])
