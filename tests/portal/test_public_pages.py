"""What a visitor relies on: pages that examine well, a search that fits in an address, a notice that says what to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from portal import search_request
from portal.store import Role
from tests.portal.examining import faults
from tests.portal.examples import fill

NOW = datetime(2026, 11, 24, 15, 0)


@pytest.mark.parametrize("path", ["/", "/marches", "/observatoire", "/aide", "/mentions-legales", "/accessibilite", "/confidentialite", "/connexion", "/inscription", "/mot-de-passe-oublie"])  # fmt: skip
def test_every_public_page_examines_well_when_there_is_nothing(client: Any, path: str) -> None:
    """An empty instance shows pages, not holes."""
    assert client.get(path).status_code == 200


def test_the_examination_sees_what_it_must() -> None:
    """The examining client is itself examined."""
    bad = '<html lang="en"><title></title><h1>a</h1><h1 id="x" style="color:red">b</h1><input id="x" name="n"><script>1</script><p onclick="1"><a href="#y">z</a><form method="POST"></form>'
    assert len(faults(bad)) == 10


def test_the_home_page_shows_the_figures_and_the_open_tenders(client: Any, services: Any) -> None:
    """Three figures with their coverage; no closed tender."""
    fill(services)
    page = client.get("/").text
    assert "41\u00a0%" in page and "87\u00a0% des contrats sont assez renseignés" in page
    assert "école Jean-Macé" in page and "cantine de Samer" not in page


def test_an_address_is_a_request() -> None:
    """Shared addresses mean the same for everyone; what is not understood is left out."""
    asked = search_request.from_args(
        MultiDict(
            {
                "q": " peinture ",
                "autour": "Desvres",
                "rayon": "20",
                "delai": "15",
                "clause": "1",
                "page": "3",
                "tri": "distance",
            }
        ),
        NOW,
    )
    assert (asked.text, asked.centre, asked.within_km, asked.sort, asked.page) == (
        "peinture",
        "62268",
        20.0,
        "distance",
        3,
    )
    assert asked.open_on == NOW and asked.kind == "call" and asked.social_clause is True
    assert asked.deadline_to == datetime(2026, 12, 9, 15, 0)
    odd = search_request.from_args(
        MultiDict({"page": "-1", "rayon": "x", "tri": "<", "delai": "9999", "autour": "zz"}), NOW
    )
    assert (odd.page, odd.centre, odd.sort, odd.deadline_to) == (1, None, "deadline", None)
    assert search_request.from_args(MultiDict({"etat": "tous"}), NOW).open_on is None


def test_removing_a_filter_goes_back_to_the_first_page() -> None:
    """A chip's address holds everything but its own filter."""
    args = MultiDict({"q": "peinture", "commune": "62268", "page": "4"})
    assert search_request.address(args, commune=None) == "/marches?q=peinture"
    assert search_request.page_address(args, 2) == "/marches?q=peinture&commune=62268&page=2"
    assert search_request.page_address(MultiDict(), 2) == "/marches?page=2"


def test_searching_finds_shows_why_and_keeps_closed_ones_apart(client: Any, services: Any) -> None:
    """Open tenders by default, the closed ones on demand."""
    fill(services)
    page = client.get("/marches?q=peinture").text
    assert "école Jean-Macé" in page and "Retirer le filtre « peinture »" in page
    everything = client.get("/marches").text
    assert "cantine de Samer" not in everything
    # Open calls close in 3, 12 and 40 days: one within 5 days, two within 15.
    assert "dans les 5 jours (1)" in everything and "dans les 15 jours (2)" in everything
    assert "cantine de Samer" in client.get("/marches?etat=tous&q=cantine").text


def test_no_result_offers_ways_on(client: Any, services: Any) -> None:
    """Never a dead end."""
    fill(services)
    page = client.get("/marches?q=hydravion&autour=Desvres&rayon=10").text
    assert "Chercher plus loin" in page and "Voir tous les marchés ouverts" in page
    assert "Nous ne reconnaissons pas la commune" in client.get("/marches?autour=Zzzz").text


@pytest.mark.parametrize("query", ["'\"><script>alert(1)</script>", "a" * 5000, "AND OR (", "\x00", "*", "🎨"])
def test_whatever_is_typed_is_answered(client: Any, services: Any, query: str) -> None:
    """What a person types is text, never code, never a failure."""
    fill(services)
    answer = client.get("/marches", query_string={"q": query})
    assert answer.status_code == 200 and "<script>alert" not in answer.text


def test_a_notice_says_until_when_and_what_to_do(client: Any, services: Any, sign_in: Any) -> None:
    """The deadline in force is the correction's; one primary button."""
    fill(services)
    page = client.get("/marches/boamp:26-1001").text
    assert "à 12\u00a0h\u00a000" in page and "il reste 14\u00a0jours" in page and "a changé la date limite" in page
    assert "/connexion?next=/marches/boamp:26-1001" in page.replace("%2F", "/").replace("%3A", ":")
    assert "38\u202f000\u00a0€" in page and "Valeur technique" in page and "Commune de Desvres" in page
    sign_in(Role.FIRM)
    assert 'action="/dossiers?notice_id=boamp:26-1001"' in client.get("/marches/boamp:26-1001").text


def test_a_closed_notice_names_the_winner_and_offers_others(client: Any, services: Any) -> None:
    """No answer can be begun; the award is one step away."""
    fill(services)
    page = client.get("/marches/boamp:26-1004").text
    assert "Préparer ma réponse" not in page and "clos depuis" in page and "Résultat du marché" in page
    assert "Traiteur de la Liane" in client.get("/marches/boamp:26-1005").text


def test_the_observatory_shows_its_definition_and_coverage(client: Any, services: Any) -> None:
    """A figure never goes without its coverage; a share under ten contracts is not published."""
    fill(services)
    page = client.get("/observatoire").text
    assert (
        "remporté 41 contrats publics locaux sur 100 (entre 36 et 46\u00a0; 87\u00a0% des contrats renseignés)" in page
    )
    assert "non publié" in page and "Comment lire ces chiffres" in page and "l&#39;intercommunalité de l" in page
    assert "le département de l" in client.get("/observatoire?annee=2025&local=departement").text


def test_the_observatory_gives_its_figures_to_a_spreadsheet(client: Any, services: Any) -> None:
    """A label that begins like a formula stays a label."""
    fill(services)
    answer = client.get("/observatoire.csv?annee=2025&local=epci")
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    assert "'=Commune de Desvres" in answer.text and "PL_nb;0,41;" in answer.text
    assert client.get("/observatoire.json").json["schema"] == "tremplin.observatory/1"
    assert client.get("/observatoire/graphique/year.svg").mimetype == "image/svg+xml"
    assert client.get("/observatoire/graphique/rien.svg").status_code == 404
    assert (
        client.get("/observatoire/graphique/year.json")
        .get_json()["description"]
        .startswith("Part des TPE-PME locales par année")
    )
    assert client.get("/observatoire.csv?annee=1999").status_code == 404
