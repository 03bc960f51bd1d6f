"""Searches for other programs: a calendar, a news feed and a table hold what the page holds."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import Any

from lxml import etree

from portal.feed_writing import calendar, table
from portal.store.consultations import Tender
from portal.wiring import Services
from procurement import clock
from procurement.models import Buyer, NoticeKind
from tests.portal.conftest import PASSWORD
from tests.portal.examples import fill, school

STAMP = datetime(2026, 11, 24, 12, 0)


def unfolded(text: str) -> list[str]:
    """The lines of a calendar."""
    assert text.endswith("\r\n") and all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_the_calendar_holds_the_deadlines_of_the_search(client: Any, services: Services) -> None:
    """Three open tenders, three events; the deadline in force is the correction's."""
    fill(services)
    answer = client.get("/marches.ics?commune=62268")
    assert answer.mimetype == "text/calendar"
    lines = unfolded(answer.text)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "UID:boamp:26-1001@tremplin" in lines
    day = (clock.local_now() + timedelta(days=14)).date()
    noon = datetime(day.year, day.month, day.day, 12).replace(tzinfo=clock.PARIS)
    start = next(line for line in lines if line.startswith("DTSTART:"))
    assert datetime.strptime(start, "DTSTART:%Y%m%dT%H%M%SZ").timestamp() - noon.replace(tzinfo=None).timestamp() == (
        -noon.utcoffset().total_seconds()  # type: ignore[union-attr]
    )
    assert unfolded(client.get("/marches.ics").text).count("BEGIN:VEVENT") == 3


def test_a_calendar_escapes_and_folds_what_buyers_write(services: Services) -> None:
    """Commas, semicolons, accents and long titles; a cancelled procedure is marked."""
    title = "Réfection ; peinture, sols\net façades " + "é" * 200
    notice = school(title=title, deadline=datetime(2026, 12, 4, 12, 0))
    ended = school(id="boamp:26-9", kind=NoticeKind.CANCELLATION, lots=())
    lines = unfolded(calendar(services.settings, "Essai", [Tender(notice), Tender(notice, (ended,))], STAMP))
    assert "DTSTART:20261204T110000Z" in lines, "noon in Paris in winter is eleven in universal time"
    summary = next(line for line in lines if line.startswith("SUMMARY:"))
    assert summary.startswith(r"SUMMARY:Date limite : Réfection \; peinture\, sols et façades éé")
    assert lines.count("STATUS:CANCELLED") == 1 and lines.count("BEGIN:VALARM") == 1


def test_the_feed_is_read_by_a_program(client: Any, services: Services) -> None:
    """Well-formed, its items link to the pages, and odd words in the address stay words."""
    fill(services)
    answer = client.get("/marches.rss?commune=62268")
    assert answer.mimetype == "application/rss+xml"
    channel = etree.fromstring(answer.data).find("channel")
    assert [item.findtext("link") for item in channel.findall("item")] == ["http://localhost/marches/boamp:26-1001"]
    odd = client.get("/marches.rss", query_string={"q": "<b>&\"'"})
    assert etree.fromstring(odd.data).findtext("channel/title").endswith("« <b>&\"' »")


def test_the_table_opens_in_a_spreadsheet(client: Any, services: Services) -> None:
    """Same results as the page; no cell is a formula."""
    fill(services)
    answer = client.get("/marches.csv?etat=tous")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert answer.text.startswith("\ufeffIdentifiant;Objet;Acheteur;") and len(rows) == 5
    assert {row[0] for row in rows[1:]} == {f"boamp:26-100{n}" for n in (1, 3, 4, 6)}, "one line a tender"
    risky = table(services.settings, [Tender(school(title='=HYPERLINK("x")', buyer=Buyer("+33")))])
    [_, row] = csv.reader(io.StringIO(risky), delimiter=";")
    assert row[1] == '\'=HYPERLINK("x")' and row[2] == "'+33"


def test_followed_tenders_have_a_secret_calendar(client: Any, services: Services, sign_in: Any, app: Any) -> None:
    """It needs no session, knows only its owner's tenders, and changes with the password."""
    fill(services)
    sign_in(email="entreprise@exemple.fr")
    page = client.post("/suivis", data={"notice_id": "boamp:26-1002", "next": "/alertes"}, follow_redirects=True)
    assert "école Jean-Macé" in page.text, "following a correction follows its tender"
    address = page.text.split('href="/suivis/')[1].split('"')[0]
    visitor = app.test_client()
    lines = unfolded(visitor.get(f"/suivis/{address}").text)
    assert lines.count("BEGIN:VEVENT") == 1 and "UID:boamp:26-1001@tremplin" in lines
    feed = etree.fromstring(visitor.get(f"/suivis/{address[:-4]}.rss").data)
    assert {one.text for one in feed.findall("channel/item/guid")} == {"boamp:26-1001", "boamp:26-1002"}
    assert visitor.get("/suivis/forged.ics").status_code == 404
    changed = {"mdp-current": PASSWORD, "mdp-password": "une autre mouette 59"}
    assert client.post("/compte/mot-de-passe", data=changed).status_code == 302
    assert visitor.get(f"/suivis/{address}").status_code == 404


def test_following_asks_for_an_account(client: Any, services: Services) -> None:
    """A visitor is led to the sign-in page and back."""
    fill(services)
    assert "/connexion" in client.post("/suivis", data={"notice_id": "boamp:26-1001"}).location
    assert "Suivre ce marché" in client.get("/marches/boamp:26-1001").text


def test_followed_tenders_are_spoken_of_by_mail_when_they_change(
    client: Any, services: Services, sign_in: Any, mails: Any
) -> None:
    """A correction, a cancellation, a result: to those who follow, once; to nobody else."""
    from tests.portal.test_alerts import arrive, send

    fill(services)
    sign_in(email="entreprise@exemple.fr")
    client.post("/suivis", data={"notice_id": "boamp:26-1003"})
    later = (clock.local_now() + timedelta(days=9)).replace(hour=16, minute=0)
    arrive(services, school(id="boamp:26-1007", kind=NoticeKind.CORRECTION, related=("boamp:26-1003",), deadline=later, lots=()))  # fmt: skip
    assert send(services).sent == 1 and send(services).sent == 0
    [(to, subject, text)] = mails()
    assert to == "entreprise@exemple.fr" and subject == "Du nouveau : Entretien des espaces verts et des cimetières"
    assert "La date limite change : " in text and "à 16\u00a0h\u00a000" in text
    arrive(services, school(id="boamp:26-1008", kind=NoticeKind.CANCELLATION, related=("boamp:26-1003",), lots=()))
    assert send(services, days=1).sent == 1
    assert "La procédure est annulée" in mails()[-1][2]
    client.post("/suivis/retirer", data={"notice_id": "boamp:26-1003"})
    arrive(services, school(id="boamp:26-1009", kind=NoticeKind.AWARD, related=("boamp:26-1003",), lots=()))
    assert send(services, days=2).sent == 0
