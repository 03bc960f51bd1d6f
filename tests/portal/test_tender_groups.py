"""One tender from several notices: put together when sure, left apart in doubt, changed by what came after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from portal.grouping import Card, memberships
from portal.store.buyers import restored
from portal.store.consultations import Tender
from portal.wiring import Services
from procurement import clock
from procurement.models import Buyer, Company, Lot, Notice, NoticeKind, Winner
from tests.portal.examples import fill, school
from tests.portal.test_alerts import arrive, painting

CALL = Card(
    id="boamp:26-1", source="boamp", kind="call", title="Travaux de peinture de l'école Jean-Macé", buyer="Commune de Desvres",
    siren="216202689", reference="2026-014", published=date(2026, 11, 2), deadline=datetime(2026, 12, 4, 12, 0),
    imported=datetime(2026, 11, 3, 6, 0),
)  # fmt: skip
EUROPEAN = replace(
    CALL, id="ted:700-2026", source="ted", title="France – Desvres – Travaux de peinture – Travaux de peinture de l'école Jean-Macé",
    imported=datetime(2026, 11, 4, 6, 0),
)  # fmt: skip


def together(*cards: Card, **links: set[str]) -> set[tuple[str, str]]:
    """(tender, other notice) pairs found."""
    return {(tender, notice) for tender, notice, _ in memberships(cards, links)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"reference": None},
        {"siren": None},
        {"title": "Marché de travaux", "reference": "2026/014"},
        {"deadline": None},
        {"published": date(2026, 11, 5)},
    ],
)
def test_the_same_consultation_in_two_sources_is_one_tender(changes: dict[str, Any]) -> None:
    """Same buyer and deadline, and the reference or the title; or the reference and the title without a deadline."""
    assert together(CALL, replace(EUROPEAN, **changes)) == {("boamp:26-1", "ted:700-2026")}


@pytest.mark.parametrize(
    "changes",
    [
        {"siren": "216201608"},
        {"deadline": datetime(2026, 12, 11, 12, 0)},
        {"reference": "2026-015", "title": "Travaux de peinture de l'école Jean-Macé et du gymnase"},
        {"reference": None, "title": "Nettoyage des vitres des écoles"},
        {"reference": None, "title": "Travaux de peinture de l'école Jean-Macé, phase 2", "deadline": None},
        {"published": date(2026, 9, 1)},
        {"source": "boamp"},
        {"kind": "prior"},
        {"siren": None, "buyer": "Acheteur non précisé"},
    ],
)
def test_in_doubt_two_notices_stay_apart(changes: dict[str, Any]) -> None:
    """Another buyer, deadline, reference or object; months apart; the same source; not a call."""
    assert together(CALL, replace(EUROPEAN, **changes)) == set()


def test_numbers_that_differ_keep_lots_and_years_apart() -> None:
    """« lot 1 » and « lot 2 » published the same day are two consultations."""
    one = replace(CALL, title="Rénovation du gymnase municipal, lot 1", reference=None)
    other = replace(EUROPEAN, title="Rénovation du gymnase municipal, lot 2", reference=None)
    assert together(one, other) == set()


def test_two_equal_candidates_are_none() -> None:
    """When two European notices fit equally well, choosing would be guessing."""
    assert together(CALL, EUROPEAN, replace(EUROPEAN, id="ted:701-2026")) == set()


def test_links_are_followed_through_corrections_but_not_through_prior_notices() -> None:
    """A correction of a correction speaks of the call; a préinformation may announce several calls."""
    first = replace(CALL, id="boamp:26-2", kind="correction")
    second = replace(CALL, id="boamp:26-3", kind="correction")
    prior = replace(CALL, id="boamp:26-0", kind="prior")
    links = {"boamp:26-2": {"boamp:26-1"}, "boamp:26-3": {"boamp:26-2"}, "boamp:26-1": {"boamp:26-0"}}
    found = {(tender, notice) for tender, notice, _ in memberships([CALL, first, second, prior], links)}
    assert found == {("boamp:26-1", "boamp:26-2"), ("boamp:26-1", "boamp:26-3")}


def test_a_result_without_link_is_found_by_the_buyers_reference() -> None:
    """Same buyer, reference and object, in the same source, afterwards; not when the reference says too little."""
    award = replace(CALL, id="boamp:27-1", kind="award", published=date(2027, 2, 1), deadline=None)
    assert together(CALL, award) == {("boamp:26-1", "boamp:27-1")}
    assert together(CALL, replace(award, published=date(2026, 1, 1))) == set()
    assert together(replace(CALL, reference="1"), replace(award, reference="1")) == set()


def tender(*others: Notice) -> Tender:
    return Tender(school(deadline=datetime(2026, 12, 4, 12, 0)), others)


def after(kind: NoticeKind, **changes: Any) -> Notice:
    fields = {"id": "boamp:26-9", "kind": kind, "lots": (), "deadline": None, "related": ("boamp:26-1001",)}
    return school(**(fields | changes))


def test_the_deadline_in_force_is_the_last_one_stated() -> None:
    """Two corrections move it; the second counts."""
    moved = [after(NoticeKind.CORRECTION, id=f"boamp:26-{n}", deadline=datetime(2026, 12, n, 12)) for n in (9, 16)]
    found = tender(*moved)
    assert found.deadline == datetime(2026, 12, 16, 12) and found.correction is moved[1]
    assert found.open_at(datetime(2026, 12, 15)) and not found.open_at(datetime(2026, 12, 17))


def test_a_cancelled_lot_does_not_cancel_the_procedure() -> None:
    """One lot of two is cancelled: the other can still be answered; both: nothing can."""
    lots = (Lot("1", "Peinture", status="cancelled"), Lot("2", "Sols souples", status="cancelled"))
    some = tender(after(NoticeKind.CANCELLATION, lots=lots[:1]))
    assert some.cancelled is None and [lot.status for lot in some.lots] == ["cancelled", None]
    assert some.open_at(datetime(2026, 12, 1))
    assert tender(after(NoticeKind.CANCELLATION, lots=lots)).cancelled
    assert not tender(after(NoticeKind.CANCELLATION)).open_at(datetime(2026, 12, 1))


def test_a_result_closes_the_tender_and_names_who_won_each_lot() -> None:
    """Even a call without a deadline."""
    won = Lot("2", "Sols souples", status="awarded", winners=(Winner(name="Sols de la Liane"),))
    found = tender(after(NoticeKind.AWARD, lots=(won,)))
    assert not found.open_at(datetime(2026, 12, 1)) and found.in_force().kind is NoticeKind.AWARD
    assert [lot.winners for lot in found.lots] == [(), won.winners]


def test_lists_show_one_card_and_the_pages_lead_to_each_other(client: Any, services: Services) -> None:
    """BOAMP and TED: one result, one page with the history; the other notice says where the tender is."""
    fill(services)
    european = painting("x", id="ted:700-2026", source="ted", title="France – Desvres – Travaux de peinture et de sols souples de l'école Jean-Macé", deadline=school().deadline)  # fmt: skip
    arrive(services, european)
    page = client.get("/marches?commune=62268").text
    assert "1\u00a0marché ouvert" in page and page.count("Jean-Macé</a></h3>") == 1
    assert "date limite changée" in page
    told = client.get("/marches/boamp:26-1001").text
    assert "autre publication du même marché" in told and "/marches/ted:700-2026" in told
    other = client.get("/marches/ted:700-2026").text
    assert "publié sous plusieurs avis" in other and "il reste 14\u00a0jours" in other, "the correction is the BOAMP's"


def test_a_cancelled_tender_leaves_the_list_and_says_so(client: Any, services: Services) -> None:
    """No answer can be begun."""
    fill(services)
    arrive(services, after(NoticeKind.CANCELLATION, published=clock.today()))
    assert "Jean-Macé" not in client.get("/marches").text and "Jean-Macé" not in client.get("/").text
    assert "procédure annulée" in client.get("/marches?etat=tous&q=peinture").text
    page = client.get("/marches/boamp:26-1001").text
    assert "n'envoyez plus d'offre" in page and "Préparer ma réponse" not in page


def test_a_correction_reaches_whoever_prepares_an_answer(
    client: Any, services: Services, sign_in: Any, mails: Any
) -> None:
    """The dossier's countdown moves, and the firm is told; a deadline of the firm's own stays."""
    from portal.store import Dossier
    from tests.portal.test_alerts import send

    fill(services)
    sign_in()
    for notice_id in ("boamp:26-1003", "boamp:26-1006"):
        client.post("/dossiers", data={"notice_id": notice_id})
    own = datetime(2030, 1, 1, 9, 0)
    with services.store.session() as session:
        session.query(Dossier).filter(Dossier.notice_id == "boamp:26-1006").one().deadline = own
    moved = (clock.local_now() + timedelta(days=20)).replace(hour=17, minute=0, second=0, microsecond=0)
    changes = [after(NoticeKind.CORRECTION, id=f"{related}9", related=(related,), deadline=moved) for related in ("boamp:26-1003", "boamp:26-1006")]  # fmt: skip
    arrive(services, *changes)
    with services.store.session() as session:
        found = {row.notice_id: row.deadline for row in session.query(Dossier)}
    assert found == {"boamp:26-1003": moved, "boamp:26-1006": own}
    assert send(services).sent == 1 and "La date limite change" in mails()[-1][2]


def test_a_name_is_completed_and_never_replaced() -> None:
    """« …du Boulonna » becomes the whole name; a name that begins otherwise is another body."""
    cut = "Communauté d'agglomération du Boulonna"
    assert len(cut) == 38
    assert restored(cut, ["COMMUNAUTE D AGGLOMERATION DU BOULONNAIS"]) == "COMMUNAUTE D AGGLOMERATION DU BOULONNAIS"
    whole = "Communauté d'agglomération du Boulonnais"
    assert restored(cut, ["COMMUNAUTE D AGGLOMERATION DU BOULONNAIS", whole, "CA DU BOULONNAIS"]) == whole
    assert restored(cut, ["CA DU BOULONNAIS"]) == cut


def test_pages_show_the_whole_name_of_a_buyer(client: Any, services: Services) -> None:
    """The register knows the SIREN of a name cut at 38 characters."""
    buyer = Buyer("Syndicat intercommunal des eaux de la L", siren="200099999")
    buyer = replace(buyer, name=buyer.name[:38])
    assert len(buyer.name) == 38
    from portal.store.imports import keep

    with services.store.session() as session:
        keep(session, [Company("200099999", "Syndicat intercommunal des eaux de la Liane")])
    arrive(services, painting("2001", buyer=buyer))
    for page in ("/marches", "/marches/boamp:26-2001", "/marches.csv"):
        assert "des eaux de la Liane" in client.get(page).text, page


def test_the_banner_names_the_source_that_failed(client: Any, services: Services) -> None:
    """With the day of its last success; no banner when all is well or nothing was ever imported."""
    from portal.store import ImportRun

    fill(services)
    assert "Des avis récents peuvent manquer" not in client.get("/marches").text
    now = clock.local_now()
    with services.store.session() as session:
        session.add(ImportRun(source="ted", started=now - timedelta(hours=9), finished=now - timedelta(hours=9)))
        session.add(ImportRun(source="boamp", started=now - timedelta(days=2), finished=now - timedelta(days=2)))
    assert "Des avis récents peuvent manquer" not in client.get("/marches").text
    with services.store.session() as session:
        session.add(ImportRun(source="boamp", started=now - timedelta(hours=8), error="pas de réponse"))
    page = client.get("/marches").text
    assert "Les avis du BOAMP sont ceux du" in page and "la source n&#39;a pas répondu depuis" in page.replace(
        "'", "&#39;"
    )
    assert "Les avis du TED" not in page
