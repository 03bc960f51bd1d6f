"""What a person relies on: only what is new, once, with the reason; nothing after closing; one click to stop."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from sqlalchemy import select, update

from portal import alert_service, indexing, liking
from portal.alert_outbox import send_alerts
from portal.mail import Mailer
from portal.store import Alert, AlertItem, AlertMail, SetAside
from portal.store.base import moment
from portal.store.imports import keep
from portal.store.saved import own
from portal.wiring import Services
from procurement import clock
from procurement.models import Buyer, Notice, NoticeKind, Place
from tests.portal.conftest import PASSWORD
from tests.portal.examples import fill, school

ADDRESS = "visiteuse@exemple.fr"


def arrive(services: Services, *notices: Notice) -> None:
    """An import: the notices are kept and indexed."""
    with services.store.session() as session:
        keep(session, notices)
    indexing.rebuild(services)


def painting(number: str, **changes: Any) -> Notice:
    """A painting call of Desvres."""
    return school(**{"id": f"boamp:26-{number}", "title": f"Peinture de la salle {number}"} | changes)


def subscribe(services: Services, often: str = "daily", email: str = ADDRESS, **params: str) -> str:
    """A confirmed alert, two hours old."""
    with services.store.session() as session:
        alert, _ = alert_service.save(session, email, params or {"q": "peinture"}, often, confirmed=True)
        alert.confirmed = alert.told = moment() - timedelta(hours=2)
        return alert.public_id


def send(services: Services, days: int = 0) -> Any:
    """The nightly run, some days from now."""
    return send_alerts(services, Mailer(services.settings), clock.local_now() + timedelta(days=days))


def letters(services: Services) -> list[Any]:
    """Every mail written, oldest first."""
    paths = sorted(services.settings.mails.glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def text_of(letter: Any) -> str:
    return str(letter.get_body(("plain",)).get_content())


def path_of(letter: Any, start: str) -> str:
    """The path of the first link of a mail that begins so."""
    found = re.search(rf"http://localhost({start}\S+)", text_of(letter))
    assert found, text_of(letter)
    return found[1]


def test_a_visitor_saves_a_search_and_confirms_it_by_mail(client: Any, services: Services) -> None:
    """Nothing is sent before the address answered; then the alert is in « Mes alertes »."""
    fill(services)
    page = client.get("/marches?q=peinture&autour=Desvres&rayon=20")
    assert 'href="/alertes/nouvelle?q=peinture&amp;autour=Desvres&amp;rayon=20"' in page.text
    page = client.get("/alertes/nouvelle?q=peinture&autour=Desvres&rayon=20")
    assert "école Jean-Macé" in page.text, "the preview shows what the search finds today"
    data = {"email": "Visiteuse@Exemple.fr", "frequency": "daily"}
    answer = client.post("/alertes/nouvelle?q=peinture&autour=Desvres&rayon=20", data=data)
    assert answer.status_code == 302 and client.get(answer.location).status_code == 200
    [letter] = letters(services)
    assert letter["To"] == ADDRESS and "« peinture », à 20\u00a0km de Desvres" in text_of(letter)
    arrive(services, painting("2001"))
    assert send(services).sent == 0, "not confirmed: not a word"
    link = path_of(letter, "/alertes/confirmer/")
    assert "Confirmer mon alerte" in client.get(link).text
    page = client.post(link, follow_redirects=True)
    assert "« peinture », à 20\u00a0km de Desvres" in page.text and "chaque jour" in page.text


def test_the_mail_tells_what_is_new_and_why_once(services: Services) -> None:
    """One tender, the words that matched, the search it answers; the next run and the next day say nothing more."""
    fill(services)
    subscribe(services)
    arrive(services, painting("2001"), painting("2002", title="Fourniture de repas", cpv=("55523100",), lots=(), description=None))  # fmt: skip
    assert send(services).sent >= 1
    first = letters(services)
    text = "".join(map(text_of, first))
    assert text.count("Peinture de la salle 2001") == 1 and "Fourniture de repas" not in text
    assert "Correspond par : " in text and "Pour votre alerte : « peinture »" in text
    send(services)
    send(services, days=1)
    assert len(letters(services)) == len(first)


def test_what_was_there_before_the_alert_is_not_new(services: Services) -> None:
    """The page showed it when the alert was saved."""
    fill(services)
    with services.store.session() as session:
        alert_service.save(session, ADDRESS, {"q": "peinture"}, "daily", confirmed=True)
    assert send(services, days=1).sent == 0


def test_a_tender_that_answers_three_alerts_comes_once_with_the_three(services: Services) -> None:
    """One line, three reasons."""
    for params in ({"q": "peinture"}, {"commune": "62268"}, {"cpv": "45"}):
        subscribe(services, **params)
    arrive(services, painting("2001"))
    assert send(services).sent == 1
    [letter] = letters(services)
    assert text_of(letter).count("Peinture de la salle 2001\n") == 1
    assert text_of(letter).count("Pour votre alerte : ") == 3
    assert letter["Subject"] == "Nouveau marché : Peinture de la salle 2001"


def test_nothing_is_told_after_closing(services: Services) -> None:
    """Neither a tender closed when the mail is prepared, nor one that closed before it could leave."""
    subscribe(services)
    arrive(services, painting("2001", deadline=moment() - timedelta(days=1)), painting("2002", deadline=moment() + timedelta(days=2)))  # fmt: skip
    late = clock.local_now() + timedelta(days=3)
    from portal.alert_outbox import prepare

    assert prepare(services, clock.local_now()) == 1
    tally = send_alerts(services, Mailer(services.settings), late)
    assert (tally.sent, tally.dropped) == (0, 1) and letters(services) == []


def test_a_cancelled_or_awarded_tender_is_not_announced(services: Services) -> None:
    """The notice that ends it is known: the call is no news."""
    subscribe(services)
    ended = painting("2009", kind=NoticeKind.CANCELLATION, related=("boamp:26-2001",), lots=())
    arrive(services, painting("2001"), ended)
    assert send(services).prepared == 0


def test_a_weekly_alert_writes_once_a_week(services: Services) -> None:
    """Seven days after it was saved, then seven days after that; nothing in between is lost."""
    subscribe(services, often="weekly")
    far = moment() + timedelta(days=60)
    arrive(services, painting("2001", deadline=far))
    assert [send(services, days=day).sent for day in range(7)] == [0] * 7
    arrive(services, painting("2002", deadline=far))
    assert send(services, days=7).sent == 1
    [letter] = letters(services)
    assert "salle 2001" in text_of(letter) and "salle 2002" in text_of(letter)


def test_one_click_stops_without_signing_in(client: Any, services: Services) -> None:
    """The header mail programs use, the button for people; then nothing is kept of the address."""
    subscribe(services)
    arrive(services, painting("2001"))
    send(services)
    [letter] = letters(services)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<http://localhost(/alertes/arret/\S+)>", letter["List-Unsubscribe"])
    assert address and address[1] == path_of(letter, "/alertes/arret/")
    assert "Arrêter ces messages" in client.get(address[1]).text
    with services.store.session() as session:
        assert len(own(session, ADDRESS)) == 1, "looking stops nothing: mail robots open links"
    answer = client.post(address[1], data={"List-Unsubscribe": "One-Click"}, csrf=False)
    assert answer.status_code == 200
    with services.store.session() as session:
        for model in (Alert, AlertMail, AlertItem):
            assert session.scalars(select(model)).all() == []
    assert "plus rien à arrêter" in client.get(address[1]).text
    assert client.post("/alertes/arret/forged", csrf=False, examine=False).status_code == 200


def test_set_aside_with_a_reason_lowers_its_like(client: Any, services: Services) -> None:
    """« Trop gros » : what is as big comes last and says why, in the mail; the tender itself is told no more."""
    from decimal import Decimal

    subscribe(services)
    arrive(services, painting("2001", amount=Decimal(200000)))
    send(services)
    link = path_of(letters(services)[0], "/suivis/ecarter/")
    assert "C&#39;est trop gros pour nous" in client.get(link).text
    assert client.post(link, data={"reason": "nimporte"}).status_code == 422
    assert client.post(link, data={"reason": "taille"}).status_code == 302
    arrive(services, painting("2002", amount=Decimal(300000)), painting("2003", amount=Decimal(20000)))
    send(services, days=1)
    text = text_of(letters(services)[-1])
    assert "salle 2001" not in text
    assert text.index("salle 2003") < text.index("salle 2002")
    assert "aussi gros qu'un marché que vous avez trouvé trop gros" in text
    assert client.get("/suivis/ecarter/boamp:26-2002").status_code == 403


@pytest.mark.parametrize(
    ("reason", "like", "unlike"),
    [
        ("metier", {"cpv": ("45442110",)}, {"cpv": ("77310000",)}),
        ("acheteur", {}, {"buyer": Buyer("Commune de Samer", siren="216207738")}),
        ("lieu", {}, {"place": Place(commune="62041")}),
        ("delai", {"deadline": moment() + timedelta(days=8)}, {"deadline": moment() + timedelta(days=30)}),
    ],
)
def test_each_reason_looks_at_its_own_trait(
    services: Services, reason: str, like: dict[str, Any], unlike: dict[str, Any]
) -> None:
    """Same CPV class, same buyer, near the same place (Arras is far from Desvres), as few days."""
    now = moment()
    with services.store.session() as session:
        liking.set_aside(session, ADDRESS, painting("1", cpv=("45442100",)), reason, now)
        session.flush()
        aside = liking.all_set_aside(session, ADDRESS)
        assert liking.lowered(painting("2", **({"cpv": ("45442100",)} | like)), aside, now) == reason
        assert liking.lowered(painting("3", **({"cpv": ("45442100",)} | unlike)), aside, now) is None


def test_the_page_of_alerts_serves_its_owner_alone(client: Any, services: Services, sign_in: Any) -> None:
    """Pause, modify, preview, delete; a stranger's alert does not exist."""
    fill(services)
    strange = subscribe(services, email="autre@exemple.fr")
    sign_in(email="entreprise@exemple.fr")
    client.post("/alertes/nouvelle?q=peinture", data={"frequency": "weekly"})
    with services.store.session() as session:
        [mine] = own(session, "entreprise@exemple.fr")
    assert mine.confirmed and mine.frequency == "weekly", "the account's address is confirmed already"
    for path in ("apercu", "modifier"):
        assert client.get(f"/alertes/{mine.public_id}/{path}").status_code == 200
        assert client.get(f"/alertes/{strange}/{path}").status_code == 404
    for path in ("pause", "supprimer"):
        assert client.post(f"/alertes/{strange}/{path}").status_code == 404
    assert "suspendue" in client.post(f"/alertes/{mine.public_id}/pause", follow_redirects=True).text
    arrive(services, painting("2001"))
    send(services)
    assert [one["To"] for one in letters(services)] == ["autre@exemple.fr"], "a paused alert is silent"
    assert "en route" in client.post(f"/alertes/{mine.public_id}/pause", follow_redirects=True).text
    data = {"q": "nettoyage", "autour": "62240", "rayon": "50", "frequency": "daily"}
    page = client.post(f"/alertes/{mine.public_id}/modifier", data=data, follow_redirects=True)
    assert "« nettoyage », à 50\u00a0km de " in page.text
    wrong = client.post(f"/alertes/{mine.public_id}/modifier", data=data | {"autour": "Zzzz"})
    assert wrong.status_code == 422 and "Nous ne reconnaissons pas" in wrong.text
    page = client.post(f"/alertes/{mine.public_id}/supprimer", follow_redirects=True)
    assert "pas encore d&#39;alerte" in page.text


def test_a_visitor_finds_her_alerts_again_by_mail(client: Any, services: Services) -> None:
    """The page answers the same for an unknown address, which gets nothing."""
    subscribe(services)
    for email in (ADDRESS, "inconnue@exemple.fr"):
        assert client.post("/alertes/acces", data={"email": email}).location == "/alertes/courriel-envoye"
    [letter] = letters(services)
    page = client.get(path_of(letter, "/alertes/acces/"), follow_redirects=True)
    assert "« peinture »" in page.text and ADDRESS in page.text


def test_an_address_keeps_ten_alerts_and_three_requests(services: Services, client: Any) -> None:
    """A stranger fills nobody's letter box; the page answers the same."""
    for word in ("peinture", "carrelage", "plomberie", "toiture", "toiture", "peinture"):
        answer = client.post(f"/alertes/nouvelle?q={word}", data={"email": ADDRESS, "frequency": "daily"})
        assert answer.location == "/alertes/courriel-envoye"
    assert len(letters(services)) == 3
    for word in range(alert_service.QUOTA):
        subscribe(services, email="b@exemple.fr", q=f"mot{word}")
    with pytest.raises(alert_service.Refused):
        subscribe(services, email="b@exemple.fr", q="un de trop")
    subscribe(services, email="b@exemple.fr", q="mot0")


def test_requests_never_confirmed_are_forgotten(services: Services) -> None:
    """After seven days the address is gone."""
    with services.store.session() as session:
        alert_service.save(session, ADDRESS, {"q": "peinture"}, "daily", confirmed=False)
        session.execute(update(Alert).values(created=moment() - timedelta(days=8)))
    assert send(services).purged == 1
    with services.store.session() as session:
        assert own(session, ADDRESS) == []


def test_the_account_takes_its_alerts_with_it(client: Any, services: Services, sign_in: Any) -> None:
    """The export holds them; the deletion of the account deletes them."""
    import io
    import json
    import zipfile

    sign_in(email="entreprise@exemple.fr")
    fill(services)
    subscribe(services, email="entreprise@exemple.fr")
    client.post("/suivis", data={"notice_id": "boamp:26-1001"})
    client.post("/suivis/ecarter/boamp:26-1006", data={"reason": "metier"})
    with zipfile.ZipFile(io.BytesIO(client.get("/compte/export").data)) as archive:
        kept = json.loads(archive.read("donnees.json"))
    assert kept["alerts"][0]["search"] == {"q": "peinture"} and kept["followed"] == ["boamp:26-1001"]
    assert kept["set_aside"] == [{"tender": "boamp:26-1006", "reason": "metier"}]
    assert client.post("/compte/suppression", data={"suppression-current": PASSWORD}).status_code == 302
    with services.store.session() as session:
        for model in (Alert, AlertItem, SetAside):
            assert session.scalars(select(model)).all() == []


def test_alerts_follow_an_account_to_its_new_address(services: Services) -> None:
    """What was told under the old address is not told again under the new one."""
    from portal.store import saved

    subscribe(services)
    arrive(services, painting("2001"))
    send(services)
    with services.store.session() as session:
        saved.move(session, ADDRESS, "nouvelle@exemple.fr")
        session.execute(update(Alert).values(told=moment() - timedelta(days=1)))
    assert send(services, days=1).sent == 0
    arrive(services, painting("2002"))
    send(services, days=2)
    assert letters(services)[-1]["To"] == "nouvelle@exemple.fr"
