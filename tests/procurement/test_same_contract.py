"""The same contract in several sources: recognised when enough agrees, left alone in doubt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procurement.models import Award, Winner
from procurement.same_contract import alike, firm_key, mark_twins, match
from tests.observatory.sample import TOWN, A, B, siret

OBJECT = "Réfection de la toiture de l'école Jules-Exemple"


def decp(number: str = "1", **more: Any) -> Award:
    """A DECP record of the town."""
    fields: dict[str, Any] = {
        "uid": f"{TOWN}{number}",
        "id": number,
        "source": "decp",
        "buyer_siret": TOWN,
        "buyer_name": None,
        "object": OBJECT,
        "cpv": "45261210",
        "notified": date(2026, 1, 20),
        "amount": Decimal("80000"),
        "winners": (Winner(id=A, siret=A),),
    }
    return Award(**(fields | more))


def told(number: str = "26-1", **more: Any) -> Award:
    """The same as a notice tells it, five days before the notification."""
    fields = {"uid": f"boamp:{number}#1", "id": "26-1#1", "source": "boamp", "notified": date(2026, 1, 15)}
    return decp(**(fields | {"published": date(2026, 2, 10)} | more))


def why(one: Award, other: Award, **more: Any) -> str | None:
    found = match(one, other, **more)
    return found.why if found else None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "amount"),
        ({"amount": Decimal("80000.40")}, "amount"),
        ({"amount": None}, "object"),
        ({"amount": Decimal("91000")}, None),  # two lots of one firm
        ({"amount": None, "object": "Peinture des salles du gymnase municipal"}, None),
        ({"amount": None, "notified": date(2025, 12, 1)}, None),  # alike, but fifty days apart
        ({"notified": date(2025, 9, 1)}, None),  # the same price another year
        ({"winners": (Winner(id=B, siret=B),)}, None),
        ({"winners": (Winner(id=A, siret=A), Winner(id=B, siret=B))}, "amount"),  # a group, told whole
        ({"cpv": "90910000"}, None),  # the same price for something else
        ({"buyer_siret": siret("21620002")}, None),
        ({"buyer_siret": None}, None),
        ({"notified": None}, "amount"),  # dated by its publication, within the year after
        ({"notified": None, "published": date(2028, 1, 1)}, None),
    ],
)
def test_what_tells_the_same_contract(changes: dict[str, Any], reason: str | None) -> None:
    assert why(told(**changes), decp()) == reason
    assert why(decp(), told(**changes)) == reason


def test_the_number_of_the_contract_settles_amounts_that_differ() -> None:
    assert why(told(id="2026-014 ", amount=Decimal(91_000)), decp(id="2026014")) == "number"
    for vague in ("1", "2026", "26-1#1"):  # a lot, a year, no number at all
        assert why(told(id=vague, amount=Decimal(91_000)), decp(id=vague)) is None


def test_a_name_stands_for_a_missing_number_only() -> None:
    named = told(winners=(Winner(name="SARL Toitures de l'Essai"),))
    assert why(named, decp()) is None
    assert why(named, decp(), names=lambda siren: "TOITURES DE L'ESSAI" if siren == A[:9] else None) == "amount"
    numbered = told(winners=(Winner(siret=B, name="Toitures de l'Essai"),))
    assert why(numbered, decp(winners=(Winner(siret=A, name="Toitures de l'Essai"),))) is None


def test_a_name_of_legal_words_alone_names_nobody() -> None:
    assert firm_key("SAS Entreprise") == ""
    assert firm_key("S. Été (mandataire)") == "s ete"


def test_short_objects_are_never_alike() -> None:
    assert not alike("Travaux de voirie", "Travaux de voirie")
    assert alike("Réfection toiture école Exemple", "Travaux de réfection de la toiture de l'école Exemple, lot 1")


def test_the_decp_come_first_then_the_ted_then_the_boamp() -> None:
    ted = told(uid="ted:1-2026#1", source="ted")
    other = told("26-9", amount=Decimal(50_000))
    also = told(uid="ted:2-2026#1", source="ted", amount=Decimal(50_000))
    found = {award.uid: award for award in mark_twins([told(), ted, other, also], lambda siren: [decp()])}
    assert found["ted:1-2026#1"].same_as == f"{TOWN}1"
    assert "same_contract_decp" in found["ted:1-2026#1"].flags
    assert found["boamp:26-1#1"].same_as == f"{TOWN}1"
    assert found["ted:2-2026#1"].same_as is None
    assert found["boamp:26-9#1"].same_as == "ted:2-2026#1"
    assert "same_contract_notice" in found["boamp:26-9#1"].flags


def test_two_lots_of_one_price_are_not_one() -> None:
    """One DECP contract is the twin of one award of a source: the second lot remains known by its notice."""
    lots = [told(uid="boamp:26-1#1"), told(uid="boamp:26-1#2")]
    found = mark_twins(lots, lambda siren: [decp()])
    assert sorted(award.same_as is None for award in found) == [False, True]
    assert all(award.same_as for award in mark_twins(lots, lambda siren: [decp("1"), decp("2")]))
