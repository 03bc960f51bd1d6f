"""From attribution notices to awards: one per contract, in its latest state, and nothing invented."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procurement.attribution import REASONS, attributions
from procurement.models import Buyer, Decision, Lot, Notice, NoticeKind, Outcome, Winner
from procurement.sources.boamp.award_text import decisions_in
from procurement.sources.decided import lots_of
from tests.observatory.sample import TOWN, A, B

SME = Winner(id=A, id_type="SIRET", siret=A, name="Essai")


def won(lot: str = "", winner: Winner = SME, amount: int | None = 50_000, **more: Any) -> Decision:
    """An awarded lot."""
    fields: dict[str, Any] = {
        "lots": (lot,) if lot else (),
        "outcome": Outcome.AWARDED,
        "winners": (winner,),
        "amount": None if amount is None else Decimal(amount),
        "concluded": date(2026, 1, 15),
    }
    return Decision(**(fields | more))


def notice(number: str, *decisions: Decision, **more: Any) -> Notice:
    """An attribution notice of the town."""
    fields: dict[str, Any] = {
        "id": f"boamp:{number}",
        "source": "boamp",
        "kind": NoticeKind.AWARD,
        "title": "Réfection d'une école",
        "buyer": Buyer("Ville d'essai", TOWN, TOWN[:9]),
        "published": date(2026, 2, 1),
        "cpv": ("45210000",),
        "procedure": "AOO",
        "decisions": decisions,
    }
    return Notice(**(fields | more))


def test_each_awarded_lot_is_an_award_that_says_where_it_was_read() -> None:
    peinture = Lot("2", "Peinture", cpv=("45442100",))
    found = attributions([notice("26-1", won("1"), won("2", contract="M-7", offers_received=4), lots=(peinture,))])
    first, second = found.awards
    assert (first.uid, first.notice_id, first.source) == ("boamp:26-1#1", "boamp:26-1", "boamp")
    assert (second.id, second.cpv, second.offers_received) == ("M-7", "45442100", 4)
    assert second.object == "Réfection d'une école, lot 2 : Peinture"
    assert (second.buyer_siret, second.notified, second.amount) == (TOWN, date(2026, 1, 15), Decimal(50_000))
    assert second.procedure == "Appel d'offres ouvert"
    assert found.refused == {}


def test_a_lot_without_title_of_its_own_takes_that_of_the_decision() -> None:
    made = attributions([notice("26-1", won("2", title="Toiture"), lots=(Lot("1", "Lot 1"), Lot("2", "Lot 2")))]).awards
    assert made[0].object == "Réfection d'une école, lot 2 : Toiture"


def test_what_is_unknown_stays_unknown_and_is_flagged() -> None:
    (made,) = attributions([notice("26-1", won(amount=None, amount_nature="range", concluded=None))]).awards
    assert (made.amount, made.notified) == (None, None)
    assert {"amount_missing", "notice_amount_range", "notified_missing"} <= set(made.flags)


def test_what_makes_no_contract_is_refused_by_reason() -> None:
    empty = [Decision(("2",), outcome) for outcome in (Outcome.UNSUCCESSFUL, Outcome.CANCELLED)]
    others = [Decision(("3",), outcome, (SME,)) for outcome in (Outcome.PRIZE, Outcome.INTENDED)]
    nobody = Decision(("4",), Outcome.AWARDED)
    found = attributions([notice("26-1", *empty, *others, nobody), notice("26-2")])
    assert found.awards == []
    reasons = ("infructueux", "sans_suite", "concours", "ex_ante", "titulaire_absent", "sans_decision")
    assert found.refused == {"boamp": Counter(dict.fromkeys(reasons, 1))}
    assert set(reasons) <= set(REASONS)


def test_a_framework_is_named_and_a_concession_too() -> None:
    framework, concession = attributions([notice("26-1", won("1", framework=True), won("2", concession=True))]).awards
    assert (framework.techniques, framework.nature) == (("Accord-cadre",), "Accord-cadre")
    assert concession.concession


def test_a_correction_that_states_the_decision_replaces_the_notice() -> None:
    first = notice("26-1", won(amount=5_000_000))
    mended = notice(
        "26-2", won(amount=50_000), kind=NoticeKind.CORRECTION, related=("boamp:26-1",), published=date(2026, 2, 9)
    )
    for order in ([first, mended], [mended, first]):
        found = attributions(order)
        assert [award.amount for award in found.awards] == [Decimal(50_000)]
        assert found.refused == {"boamp": Counter(corrige=1)}


def test_a_correction_without_decision_leaves_the_award_and_a_cancellation_withdraws_it() -> None:
    first = notice("26-1", won())
    wordy = notice("26-2", kind=NoticeKind.CORRECTION, related=("boamp:26-1",))
    assert len(attributions([first, wordy]).awards) == 1
    gone = notice("26-3", kind=NoticeKind.CANCELLATION, related=("boamp:26-1",), published=date(2026, 3, 1))
    found = attributions([first, wordy, gone])
    assert (found.awards, found.refused) == ([], {"boamp": Counter(annule=1)})


def test_the_cancellation_of_a_call_touches_no_award() -> None:
    gone = notice("26-3", kind=NoticeKind.CANCELLATION, related=("boamp:25-9",))
    assert len(attributions([notice("26-1", won(), related=("boamp:25-9",)), gone]).awards) == 1


def test_one_procedure_told_by_two_journals_gives_each_lot_once() -> None:
    """eForms name the procedure: the BOAMP and the TED carry the very same notice."""
    here = notice("26-1", won("1"), won("2"), procedure_id="p-1")
    there = notice("", won("1"), procedure_id="p-1", id="ted:1-2026", source="ted", published=date(2026, 2, 3))
    found = attributions([here, there])
    assert sorted(award.uid for award in found.awards) == ["boamp:26-1#2", "ted:1-2026#1"]
    assert found.refused == {"boamp": Counter(republie=1)}


def test_an_eforms_correction_replaces_the_lots_it_tells_anew() -> None:
    first = notice("26-1", won("1"), won("2"), procedure_id="p-1")
    other = Winner(siret=B, name="Autre")
    mended = notice("26-5", won("1", other), procedure_id="p-1", kind=NoticeKind.CORRECTION, published=date(2026, 3, 1))
    found = attributions([first, mended])
    assert {award.uid: award.winners[0].siret for award in found.awards} == {"boamp:26-1#2": A, "boamp:26-5#1": B}


def test_a_correction_of_a_call_is_no_award() -> None:
    assert attributions([notice("26-1", kind=NoticeKind.CORRECTION, related=("boamp:25-1",))]).awards == []


def test_lots_as_buyers_write_them() -> None:
    assert lots_of("Lot n° 02") == ("2",)
    assert lots_of("3, 4 et 5") == ("3", "4", "5")
    assert lots_of("Macro lot A") == ("Macro lot A",)
    assert lots_of(None) == ()


def test_a_sentence_that_names_the_firm_and_its_number() -> None:
    (told,) = decisions_in(
        f"Le marché n° 26-004 a été attribué à l'entreprise ESSAI VERT - SIRET {A}\nMontant HT : 12 345,60 euros"
    )
    assert (told.winners[0].siret, told.amount, told.contract) == (A, Decimal("12345.60"), "26-004")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Marché attribué à Firme Inventée, SIRET : en cours", "Firme Inventée"),
        ("Le marché a été attribué le 12/03/2025 à SARL Peinture du Port, 62200 Boulogne", "SARL Peinture du Port"),
        ("Marché attribué à la société Bâti Nord pour un montant de 12 000 € HT", "Bâti Nord"),
        ("Le lot a été attribué à Émile Peinture pour 3 000 euros", "Émile Peinture"),
        ("Marché notifié à l'entreprise Durand (62200)", "Durand"),
        ("Le marché sera attribué à l'offre la mieux-disante", None),
        ("Marché attribué à une entreprise locale", None),
        ("Attribué à la suite d'une négociation", None),
    ],
)
def test_the_firm_of_a_sentence_has_its_capital(words: str, name: str | None) -> None:
    assert [winner.name for told in decisions_in(words) for winner in told.winners] == ([name] if name else [])


def test_an_amount_with_tax_is_not_the_amount() -> None:
    (told,) = decisions_in("Titulaire : ESSAI VERT\nMontant TTC : 12 000,00 euros")
    assert (told.winners[0].name, told.amount) == ("ESSAI VERT", None)


def test_a_text_that_names_nobody_decides_nothing() -> None:
    assert decisions_in("Les montants indiqués sont les maximums de l'accord-cadre, 75001 Paris") == []
    assert decisions_in(None) == []
