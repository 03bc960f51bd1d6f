"""How a query is read: never an error, whatever was typed."""

from __future__ import annotations

import time

import pytest

from search.analysis import terms
from search.contract import Engine, SearchRequest
from search.query import parse
from tests.search.examples import NOTICES


def test_quotes_of_every_keyboard_make_phrases() -> None:
    for typed in ('"sols souples"', "« sols souples »", "“sols souples”"):
        assert parse(typed).phrases == (("sol", "soupl"),)


def test_words_with_hyphens_and_elisions() -> None:
    assert parse("l'élagage d’arbres").stems == parse("elagage arbres").stems
    assert parse("sous-traitance").stems == parse("traitance").stems  # « sous » tells nothing
    assert parse("peinture - sols").excluded == ()


def test_a_star_is_a_beginning() -> None:
    assert parse("Menuis*").prefixes == ("menuis",)
    assert parse("porte-fen*").prefixes == ("fen",)
    assert parse("porte-fen*").text == "porte"
    assert parse("*").prefixes == ()


def test_what_is_not_wanted() -> None:
    read = parse('peinture -amiante -"plomb dur" -menuis* -commune:Calais –bardage')
    assert read.excluded == (tuple(terms("amiante")), ("plomb", "dur"), ("menuis*",), ("bardag",))
    assert read.barred == (("commune", "Calais"),)
    assert read.stems == ("peintur",)


def test_fields_take_quotes_and_a_missing_value_is_nothing() -> None:
    read = parse('acheteur:"Ville de Calais" commune : Desvres CPV:45 acheteur:')
    assert read.fields == (("buyer", "Ville de Calais"), ("commune", "Desvres"), ("cpv", "45"))
    assert read.stems == ()


def test_exclusions_reach_the_results(engine: Engine) -> None:
    def ids(text: str) -> set[str]:
        return {hit.id for hit in engine.search(SearchRequest(text=text)).hits}

    assert ids("travaux*") >= {"T-1", "T-6", "T-7"}
    assert ids("travaux* -plomb*") & {"T-1", "T-7"} == {"T-1"}
    assert ids("travaux* -acheteur:outreau") == set()
    assert "T-5" not in ids('couverture -"repose d\'ardoises"')


HOSTILE = {
    "a megabyte": "peinture " * 120_000,
    "a megabyte without a space": "a" * 1_000_000,
    "ten thousand words": " ".join(f"mot{number}" for number in range(10_000)),
    "control characters": "".join(map(chr, range(32))) * 100 + "peinture",
    "deep nesting": "(" * 50_000 + "peinture" + ")" * 50_000,
    "quotes": '"' * 9_999,
    "stars": "* " * 5_000 + "a* ab* " * 50,
    "minus": "-" * 9_999,
    "fields": "acheteur:" * 5_000,
    "lone surrogates": "\ud800\udfff peinture \udc00",
    "commands": "'; drop table word; -- & | ! <-> :*",
    "wide characters": "\u202e𝔭𝔢𝔦𝔫𝔱𝔲𝔯𝔢 ﷽ 中文 \u0000" * 500,
    "misspelt words": " ".join(f"menuizerye{letter}" for letter in "abcdefghijklmnopqrst"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_gets_an_answer_at_once(engine: Engine, name: str) -> None:
    engine.search(SearchRequest(text="zzzz"))  # what is read once is read
    start = time.process_time()
    found = engine.search(SearchRequest(text=HOSTILE[name]))
    assert time.process_time() - start < 0.2
    assert found.message is None or found.message[-1] in ".!)"
    assert found.message is None or "illisible" not in found.message


@pytest.mark.parametrize(
    "name", ["commune", "epci", "departement", "centre", "buyer", "cpv", "procedure", "trade", "kind"]
)
def test_a_hostile_filter_finds_nothing_and_says_so(engine: Engine, name: str) -> None:
    for value in ("\x00", "' or 1=1", "9" * 100_000, "\ud800"):
        found = engine.search(SearchRequest(**{name: value}))  # type: ignore[arg-type]
        assert found.total == (
            len(NOTICES) if name == "centre" else 0
        )  # an unknown centre without radius filters nothing
        assert "illisible" not in (found.message or "")


def test_far_pages_and_odd_sizes(engine: Engine) -> None:
    assert engine.search(SearchRequest(page=10**12)).hits == ()
    assert len(engine.search(SearchRequest(page=-3, per_page=0)).hits) == 1
    assert len(engine.search(SearchRequest(per_page=10**9)).hits) == len(NOTICES)


def test_a_long_query_says_that_it_was_cut(engine: Engine) -> None:
    assert "premiers mots" in (engine.search(SearchRequest(text="peinture " * 200)).message or "")
