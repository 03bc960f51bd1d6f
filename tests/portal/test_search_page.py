"""The search page: what is new since last time, amounts, reserved tenders, the firm's own search, ways to take it along."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict

from portal import search_request
from portal.store import Firm
from portal.wiring import Services
from procurement import clock
from tests.portal.examples import fill
from tests.portal.test_alerts import arrive, painting

NOW = datetime(2026, 11, 24, 15, 0)


def test_amounts_and_reserved_tenders_are_part_of_the_address() -> None:
    """« 90 000 € » is an amount; words are none."""
    asked = search_request.from_args(
        MultiDict({"montant_min": "90 000 €", "montant_max": "200000,50", "reserve": "1"}), NOW
    )
    assert (asked.amount_min, asked.amount_max, asked.reserved) == (Decimal(90000), Decimal("200000.50"), True)
    odd = search_request.from_args(MultiDict({"montant_min": "-5", "montant_max": "1e9", "depuis": "hier"}), NOW)
    assert (odd.amount_min, odd.amount_max, odd.since) == (None, None, None)


def test_a_search_is_said_in_words() -> None:
    """What the alert is called."""
    args = {"q": "peinture", "autour": "Desvres", "rayon": "20", "reserve": "1", "montant_max": "90000", "page": "3", "tri": "recents", "etat": "tous"}  # fmt: skip
    assert search_request.in_words(args) == (
        "« peinture », à 20\u00a0km de Desvres, réservés à l'insertion ou au handicap, au plus 90\u202f000\u00a0€ hors taxes"
    )
    assert search_request.in_words({"epci": "200018083"}).startswith("CC de Desvres")
    assert search_request.in_words({}) == "tous les marchés ouverts"
    assert search_request.searched(args).keys() == {"q", "autour", "rayon", "reserve", "montant_max"}
    assert search_request.searched({"autour": "Zzzz", "rayon": "20", "q": "a\x00b"}) == {}


def test_what_is_new_since_the_last_visit(client: Any, services: Services) -> None:
    """The first visit offers nothing; a later one offers a list from the day of the one before."""
    fill(services)
    today = clock.today()
    arrive(services, painting("2001", published=today))
    assert "Nouveaux depuis" not in client.get("/marches").text
    assert "Nouveaux depuis" not in client.get("/marches").text, "the same day is the same visit"
    before = today - timedelta(days=2)
    client.set_cookie("tremplin_visite", before.isoformat())
    page = client.get("/marches").text
    assert f"/marches?depuis={before}" in page
    assert client.get_cookie("tremplin_visite").value == f"{today}.{before}"
    fresh = client.get(f"/marches?depuis={before}").text
    assert "Peinture de la salle 2001" in fresh and "Nettoyage des locaux" not in fresh
    client.set_cookie("tremplin_visite", "n'importe.quoi")
    assert client.get("/marches").status_code == 200


def test_the_search_can_be_taken_along(client: Any, services: Services) -> None:
    """Alert, news feed, calendar and table of the same search."""
    fill(services)
    page = client.get("/marches?q=peinture&page=1").text
    for path in ("/alertes/nouvelle", "/marches.rss", "/marches.ics", "/marches.csv"):
        assert f'href="{path}?q=peinture"' in page
        assert client.get(f"{path}?q=peinture").status_code == 200
    assert 'rel="alternate" type="application/rss+xml"' in page


def test_a_firm_is_offered_the_search_of_its_trade(client: Any, services: Services, sign_in: Any) -> None:
    """From its NAF code and its commune, until it searches by itself."""
    fill(services)
    sign_in()
    with services.store.session() as session:
        firm = session.query(Firm).one()
        firm.naf, firm.commune = "43.34Z", "62268"
    page = client.get("/marches").text
    assert "Pour votre activité" in page and "à 30\u00a0km de Desvres" in page and "peinture" in page.split("Pour votre activité")[1][:200]  # fmt: skip
    assert "Pour votre activité" not in client.get("/marches?q=carrelage").text


def test_what_was_set_aside_comes_last_and_says_why(client: Any, services: Services, sign_in: Any) -> None:
    """Nothing is hidden; a way back is offered."""
    fill(services)
    sign_in()
    client.post("/suivis/ecarter/boamp:26-1003", data={"reason": "metier"})
    page = client.get("/marches").text
    assert page.index("Nettoyage des locaux") < page.index("Entretien des espaces verts")
    assert "Placé en fin de page" in page
    assert "Ce n&#39;est pas mon métier" in client.get("/alertes").text
    client.post("/suivis/remettre", data={"tender_id": "boamp:26-1003"})
    assert "Placé en fin de page" not in client.get("/marches").text
