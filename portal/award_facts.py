"""Makes the table « Je peux y aller » counts in: one row an awarded contract, with who won it. No Flask here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from portal.firm_sizes import size_class
from portal.store import AwardFact, AwardRow
from portal.store.notices import all_awards, all_companies
from portal.wiring import Services
from procurement.models import Award, Commune, Epci, Winner
from procurement.nomenclature import places

BATCH = 1000
FAMILY_DIGITS = 3


@dataclass
class Register:
    """What the register says of firms: class of staff by SIREN, commune by SIRET, commune of the head office by SIREN."""

    sizes: dict[str, str] = field(default_factory=dict)
    communes: dict[str, str] = field(default_factory=dict)

    def size_of(self, winner: Winner) -> str | None:
        """The class of staff of a winner, None when unknown."""
        return self.sizes.get((winner.siret or "")[:9])

    def epci_of(self, winner: Winner) -> str | None:
        """The EPCI of the establishment that won, None when it is unknown."""
        commune = places.commune(winner.commune or self.communes.get(winner.siret or ""))
        return commune.epci if commune else None


def rebuild(services: Services) -> int:
    """Make the table anew from the awards and companies of the instance; returns how many contracts it holds."""
    with services.store.session() as session:
        register = _register(session)
        session.execute(delete(AwardFact))
        count, rows = 0, list[Mapping[str, object]]()
        for row in _rows(session, register):
            rows.append(row)
            count += 1
            if len(rows) == BATCH:
                session.execute(insert(AwardFact), rows)
                rows = []
        if rows:
            session.execute(insert(AwardFact), rows)
    return count


def fill_if_empty(services: Services) -> None:
    """Make the table when awards were imported before it existed."""
    with services.store.session() as session:
        missing = session.scalar(select(AwardFact.uid).limit(1)) is None
        awards = session.scalar(select(AwardRow.uid).limit(1)) is not None
    if missing and awards:
        rebuild(services)


def _register(session: Session) -> Register:
    found = Register()
    for company in all_companies(session):
        if known := size_class(company.staff_band):
            found.sizes[company.siren] = known
        for place in (*company.establishments, *([company.head_office] if company.head_office else [])):
            if place.place.commune:
                found.communes[place.siret] = place.place.commune
    return found


def _rows(session: Session, register: Register) -> Iterator[Mapping[str, object]]:
    for award in all_awards(session):
        if not award.cpv or not award.notified or award.concession or award.same_as:
            continue
        place = _buyer_place(award, register)
        departement = award.buyer_departement or (place.departement if place else None)
        yield {
            "uid": award.uid,
            "family": award.cpv[:FAMILY_DIGITS],
            "departement": departement,
            "commune": found.insee if (found := _done_at(award) or place) else None,
            "notified": award.notified,
            "amount": award.amount if award.amount is not None and award.amount > 1 else None,
            "size": register.size_of(award.winners[0]) if award.winners else None,
            "local": _local(award, _buyer_epci(award, place), register),
            "offers": award.offers_received if award.offers_received and award.offers_received > 0 else None,
        }


def _buyer_place(award: Award, register: Register) -> Commune | None:
    """The commune of the buyer: itself when it is one, else its establishment, else where the contract is done."""
    body = places.by_siren((award.buyer_siret or "")[:9])
    if isinstance(body, Commune):
        return body
    if found := places.commune(register.communes.get(award.buyer_siret or "")):
        return found
    if isinstance(body, Epci) and body.communes:
        return max(filter(None, map(places.commune, body.communes)), key=lambda one: one.population or 0, default=None)
    return _done_at(award)


def _done_at(award: Award) -> Commune | None:
    """The commune where the contract is done; None when the award names a wider place or a postcode of several communes."""
    code, kind = award.place_code or "", (award.place_code_type or "").lower()
    if len(code) != 5 or any(word in kind for word in ("canton", "arrondissement", "pays")):
        return None
    by_postcode = places.by_postcode(code)
    if "postal" in kind:
        return by_postcode[0] if len(by_postcode) == 1 else None
    found = places.commune(code)
    return (
        found if "commune" in kind or not by_postcode or found in by_postcode else None
    )  # else code or postcode, who knows


def _buyer_epci(award: Award, place: Commune | None) -> str | None:
    body = places.by_siren((award.buyer_siret or "")[:9])
    return body.siren if isinstance(body, Epci) else place.epci if place else None


def _local(award: Award, epci: str | None, register: Register) -> bool | None:
    """Whether a winner is established in the buyer's EPCI; None unless it is known of one, or of all."""
    if epci is None or not award.winners:
        return None
    known = [register.epci_of(winner) for winner in award.winners]
    if epci in known:
        return True
    return None if None in known else False
