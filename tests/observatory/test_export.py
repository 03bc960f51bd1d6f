"""Exports follow the contract, replay, and name no winner."""

import csv
import io
import json
from copy import deepcopy
from pathlib import Path

from observatory import Report, Snapshot, build_snapshot, headline, replay, report_to_csv, report_to_json
from observatory.headlines import of
from tests.observatory.sample import COMPANIES, A, B, awards

TOP = {"schema", "territory", "year", "local", "establishment", "snapshot", "indicators", "by", "code_version", "query"}
ONE = {
    "code",
    "label",
    "value",
    "low",
    "high",
    "unit",
    "n",
    "coverage",
    "if_unknown_none",
    "if_unknown_all",
    "left_out",
}


def test_json_has_the_keys_of_the_contract(town: Report) -> None:
    document = report_to_json(town)
    assert set(document) == TOP
    assert document["schema"] == "tremplin.observatory/1"
    assert all(set(i) == ONE for i in document["indicators"])
    assert all(i["unit"] in {"share", "euro", "count", "km"} for i in document["indicators"])
    assert set(document["by"]) == {"buyer", "cpv", "size", "year", "epci"}
    cell = document["by"]["buyer"][0]
    assert set(cell) == {"key", "label", "indicators"}
    assert set(cell["indicators"][0]) == {"code", "value", "n", "coverage", "low", "high"}
    assert set(document["snapshot"]) == {"sha256", "awards", "sources"}
    json.dumps(document)


def test_csv_has_one_line_per_figure(town: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(report_to_csv(town))))
    flagship = next(r for r in rows if r["code"] == "PL_nb" and not r["by"])
    assert float(flagship["value"]) == 0.75
    assert {r["by"] for r in rows} == {"", "buyer", "cpv", "size", "year", "epci"}


def test_exports_name_no_winner(town: Report) -> None:
    text = report_to_csv(town) + json.dumps(report_to_json(town), ensure_ascii=False)
    assert not [word for word in ("SECRET", "Firme", A, B, A[:9]) if word in text]


def test_a_report_replays_equal(town: Report, snapshot: Snapshot) -> None:
    document = json.loads(json.dumps(report_to_json(town)))
    again = replay(document, snapshot)
    assert again.equal
    assert again.differences == []


def test_a_changed_figure_is_found_and_named(town: Report, snapshot: Snapshot) -> None:
    document = deepcopy(report_to_json(town))
    document["indicators"][0]["value"] = 0.99
    again = replay(document, snapshot)
    assert not again.equal
    assert "PL_nb" in again.differences[0]


def test_another_snapshot_is_not_equal(town: Report, tmp_path: Path) -> None:
    other = build_snapshot(awards()[:-5], COMPANIES, [], tmp_path)
    assert not replay(report_to_json(town), other).equal


def test_what_is_no_report_is_refused_without_error(snapshot: Snapshot) -> None:
    assert not replay({"schema": "autre"}, snapshot).equal
    assert not replay({"schema": "tremplin.observatory/1"}, snapshot).equal


def test_the_sentence_gives_figure_interval_and_coverage(town: Report) -> None:
    # 10.5 of 14: 75 %; 14 of 16 contracts known: 87.5 %
    sentence = headline(town, "le Boulonnais")
    assert sentence.startswith(
        "En 2025, les TPE-PME du Boulonnais ont remporté 75 contrats publics locaux sur 100 (entre "
    )
    assert sentence.endswith("88\u00a0% des contrats renseignés).")


def test_de_is_contracted_before_names() -> None:
    assert [of(n) for n in ("le Boulonnais", "les Ardennes", "la Somme", "l'Aisne", "Arras", "Lens")] == [
        "du Boulonnais",
        "des Ardennes",
        "de la Somme",
        "de l'Aisne",
        "d'Arras",
        "de Lens",
    ]
