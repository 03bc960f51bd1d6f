"""« Je peux y aller »: counts a firm can check, no percentage on few cases, and what is not known said so."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from portal import award_facts
from portal.chances import chances
from portal.comparable import Share
from portal.firm_sizes import size_class
from portal.nearby import communes_within
from portal.store import AwardFact, Firm
from portal.store.consultations import Tender
from portal.store.imports import keep
from portal.wiring import Services
from procurement import clock
from procurement.models import Award, Company, Establishment, Place, Winner
from procurement.nomenclature import places
from tests.portal.examples import fill, school

NOW = datetime(2026, 11, 24, 12, 0)
BUYER = "21620268900012"  # the commune of Desvres, CC de Desvres-Samer
LOCAL, FAR = "40483304800022", "55208131766522"


def award(number: int, **changes: Any) -> Award:
    """A painting contract of Desvres, won by the local firm."""
    fields: dict[str, Any] = {
        "uid": f"{BUYER}{number}", "id": str(number), "source": "decp", "buyer_siret": BUYER, "buyer_name": None, "object": "Peinture",
        "cpv": "45442100", "notified": date(2026, 3, 1), "amount": Decimal(30000), "winners": (Winner(siret=LOCAL),), "offers_received": 3,
    }  # fmt: skip
    return Award(**(fields | changes))


def register() -> list[Company]:
    """A firm of Desvres with 10 to 19 employees, one of Arras with 3 to 5."""
    return [
        Company(siret[:9], name, staff_band=band, establishments=(Establishment(siret, place=Place(commune=commune)),))
        for siret, name, band, commune in (
            (LOCAL, "Peinture de l'Essai", "11", "62268"),
            (FAR, "Arras Déco", "02", "62041"),
        )
    ]


def facts(services: Services, *awards: Award) -> None:
    with services.store.session() as session:
        keep(session, [*register(), *awards])
    award_facts.rebuild(services)


def panel(services: Services, firm: Firm | None = None, **changes: Any) -> Any:
    notice = school(**({"cpv": ("45442100",), "lots": (), "amount": None} | changes))
    with services.store.session() as session:
        keep(session, [notice])
        session.flush()
        return chances(session, Tender(notice), firm, NOW)


def test_awards_become_facts_without_guessing(services: Services) -> None:
    """Size and place from the register; unknown stays unknown; concessions and undated contracts are left out."""
    unknown = (Winner(siret="35600000000048"),)
    facts(
        services,
        award(1),
        award(2, winners=(Winner(siret=FAR),)),
        award(3, winners=unknown, offers_received=0),
        award(4, concession=True),
        award(5, notified=None),
        award(6, winners=(*unknown, Winner(siret=LOCAL))),
    )
    with services.store.session() as session:
        found = {row.uid[14:]: (row.size, row.local, row.offers) for row in session.query(AwardFact)}
    assert found == {"1": ("10-49", True, 3), "2": ("0-9", False, 3), "3": (None, None, None), "6": (None, True, 3)}
    with services.store.session() as session:
        row = session.get_one(AwardFact, f"{BUYER}1")
        assert (row.family, row.departement) == ("454", "62")


def test_counts_shares_and_offers_of_comparable_awards(services: Services) -> None:
    """Fifteen contracts near: nine to firms of 10 to 49, six to smaller; other purchases and old ones do not count."""
    near = [award(n, offers_received=2 if n < 5 else None) for n in range(9)]
    other = [award(20 + n, winners=(Winner(siret=FAR),), offers_received=5) for n in range(6)]
    facts(services, *near, *other, award(40, cpv="77310000"), award(41, notified=date(2019, 1, 1)))
    found = panel(services).comparable
    assert (found.count, found.same_size, found.local) == (15, Share(9, 15), Share(9, 15))
    assert (found.offers, found.offers_known) == (5, 11)
    assert "travaux de parachèvement de bâtiment" in found.scope and "à moins de 30\u00a0km de Desvres" in found.scope
    small = Firm(siret=LOCAL, name="x", staff_band="02", commune="62160", naf="43.34Z")
    assert panel(services, small).comparable.same_size == Share(6, 15)


def test_the_amount_is_compared_when_enough_remain(services: Services) -> None:
    """Twelve contracts of 30 000 € and twelve of 900 000 €: a tender of 40 000 € looks at the first."""
    facts(services, *(award(n) for n in range(12)), *(award(30 + n, amount=Decimal(900000)) for n in range(12)))
    found = panel(services, amount=Decimal(40000)).comparable
    assert found.count == 12 and "montants du tiers au triple" in found.scope
    wide = panel(services, amount=Decimal(200)).comparable
    assert wide.count == 24 and "montants" not in wide.scope


DUNKERQUE, ARRAS = (
    {"place_code": "59183", "place_code_type": "Code commune"},
    {"place_code": "62041", "place_code_type": "Code commune"},
)


@pytest.mark.parametrize(("near", "far", "count", "words"), [
    # Dunkerque is some 55 km from Desvres, in another département; Arras is some 80 km away, in the same.
    (12, 12, 12, "à moins de 60\u00a0km de Desvres"),
    (9, 12, 12, "Pas-de-Calais"),
    (4, 5, 9, "toute la France connue ici"),
])  # fmt: skip
def test_near_is_told_in_kilometres_and_widened_while_few(
    services: Services, near: int, far: int, count: int, words: str
) -> None:
    """30 km, then 60 km whatever the département, then the département, then all."""
    arras = {"buyer_siret": "21620041000010", **ARRAS}
    dunkerque = {"buyer_siret": "21590183000013", **DUNKERQUE}
    facts(services, *(award(n, **dunkerque) for n in range(near)), *(award(50 + n, **arras) for n in range(far)))
    found = panel(services).comparable
    assert found.count == count and found.scope.endswith(words if words.startswith(("à", "t")) else f"{words} (62)")


@pytest.mark.parametrize(("place", "commune"), [
    (DUNKERQUE, "59183"),
    ({"place_code": "62240", "place_code_type": "Code postal"}, "62268"),  # many communes: the buyer's
    ({"place_code": "62", "place_code_type": "Code département"}, "62268"),
    ({}, "62268"),
])  # fmt: skip
def test_a_contract_is_where_it_is_done_else_at_its_buyer(services: Services, place: Any, commune: str) -> None:
    """A postcode of several communes is no place."""
    facts(services, award(1, **place))
    with services.store.session() as session:
        assert session.get_one(AwardFact, f"{BUYER}1").commune == commune


def test_communes_within_are_told_exactly() -> None:
    """Outreau touches Boulogne-sur-Mer; Calais is some 29 km away; a place without centre is near itself only."""
    boulogne = places.commune("62160")
    assert boulogne is not None
    assert "62643" in communes_within(boulogne, 5) and "62193" not in communes_within(boulogne, 20)
    assert "62193" in communes_within(boulogne, 35)
    assert communes_within(replace(boulogne, latitude=None), 30) == ("62160",)


@pytest.mark.parametrize(("share", "words"), [
    (Share(3, 9), "3 sur 9"),
    # Wilson, 95 %: 14 of 26 is 0.538, between 0.355 and 0.712.
    (Share(14, 26), "14 sur 26 (54\u00a0%, entre 35\u00a0% et 71\u00a0%)"),
])  # fmt: skip
def test_under_ten_known_cases_no_percentage(share: Share, words: str) -> None:
    """A share of nine contracts says nothing."""
    assert share.words == words


def test_a_notice_without_code_is_known_by_its_object(services: Services) -> None:
    """Notices under 90 000 € state no CPV; the panel says where the nature comes from."""
    facts(services, *(award(n) for n in range(12)))
    found = panel(services, cpv=(), title="Travaux de peinture de la mairie", description=None).comparable
    assert found.count == 12 and "d'après l'objet" in found.scope
    assert panel(services, cpv=(), title="Zzz", description=None).comparable.count == 0


def test_requirements_already_met_or_not(services: Services) -> None:
    """Reserved, distance, activity, lots: as far as the profile tells."""
    facts(services)
    painter = Firm(siret=LOCAL, name="x", staff_band="11", commune="62160", naf="43.34Z")
    words = [one.words for one in panel(services, painter, reserved=True, lots=school().lots).points]
    assert "Réservé aux structures d'insertion ou du handicap." in words
    assert "2\u00a0lots : vous pouvez répondre à un seul." in words
    assert "La nature d'achat est bien celle de votre activité." in words
    # Boulogne-sur-Mer and Desvres are some fifteen kilometres apart.
    assert any(one.startswith("Desvres est à 1") and one.endswith("km de chez vous.") for one in words)
    baker = Firm(siret=LOCAL, name="x", staff_band="11", commune="62160", naf="43.22A")
    assert any("n'est pas celle de votre activité principale" in one.words for one in panel(services, baker).points)


def test_the_usual_delay_needs_ten_notices(services: Services) -> None:
    """Twelve notices that leave 21 days: the median is 21; nine say nothing."""

    def many(count: int) -> None:
        with services.store.session() as session:
            keep(session, [school(id=f"boamp:26-7{n:03}", published=date(2026, 9, 1), deadline=datetime(2026, 9, 22, 12)) for n in range(count)])  # fmt: skip

    many(8)
    assert panel(services, published=date(2026, 9, 1), deadline=datetime(2026, 9, 22, 12)).usual_days is None
    many(12)
    found = panel(services, published=date(2026, 9, 1), deadline=datetime(2026, 9, 22, 12))
    assert (found.usual_days, found.usual_known) == (21, 13)


@pytest.mark.parametrize(
    ("band", "size"), [("NN", "0-9"), ("03", "0-9"), ("11", "10-49"), ("31", "50-249"), ("53", "250+"), (None, None)]
)
def test_bands_of_staff_become_classes(band: str | None, size: str | None) -> None:
    """Unknown is not small."""
    assert size_class(band) == size


def test_the_page_shows_the_panel_while_the_tender_is_open(client: Any, services: Services, sign_in: Any) -> None:
    """For a visitor, a firm of ten people; for a firm, its own size; nothing on a closed tender."""
    fill(services)
    facts(services, *(award(n, notified=clock.today() - timedelta(days=90)) for n in range(12)))
    page = client.get("/marches/boamp:26-1001").text
    assert "Je peux y aller" in page and "une entreprise de 10 personnes" in page and "12 sur 12" in page
    assert "Je peux y aller" not in client.get("/marches/boamp:26-1004").text
    sign_in()
    assert client.get("/marches/boamp:26-1001").status_code == 200


def test_the_panel_is_quick_among_many_awards(services: Services) -> None:
    """Twenty thousand contracts: the query is indexed. The bound is four times what is promised, for busy machines."""
    with services.store.session() as session:
        session.add_all(
            AwardFact(uid=str(n), family=f"{n % 60 + 400}", departement="62" if n % 8 else "59", commune="62160" if n % 8 else "59183", notified=date(2025, n % 12 + 1, 1),
                      amount=Decimal(n), size="10-49" if n % 3 else None, local=bool(n % 2), offers=n % 7 or None)
            for n in range(20000)
        )  # fmt: skip
    panel(services, cpv=("45442100",))
    started = time.perf_counter()
    found = panel(services, cpv=("45442100",))
    assert found.comparable.count > 100 and time.perf_counter() - started < 0.2
