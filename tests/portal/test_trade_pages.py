"""The pages of trades, without a server."""

from portal.observatory_page import coverage_words
from portal.trade_pages import families


def test_trades_with_an_accent_are_not_sent_after_z() -> None:
    works = [trade.label for trade in families()[0][1]]
    accented = next(label for label in works if label.startswith("Électricité"))
    assert works.index(accented) < next(place for place, label in enumerate(works) if label.startswith("Voirie"))


def test_one_contract_is_not_said_in_the_plural() -> None:
    assert coverage_words({"n": 1, "coverage": 1.0}).startswith("sur 1\u00a0contrat,")
    assert coverage_words({"n": 12, "coverage": 1.0}).startswith("sur 12\u00a0contrats,")
