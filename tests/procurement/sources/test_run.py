"""An import never stops for one record and says in French what it could not read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from procurement.sources import boamp, decp, sirene, ted
from procurement.sources.run import run

BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boum"><!ENTITY c "&b;&b;">]><ANNONCE><A>&c;</A></ANNONCE>'


@pytest.mark.parametrize("source", [boamp.SOURCE, ted.SOURCE, decp.SOURCE, sirene.SOURCE], ids=lambda s: str(s.name))
@pytest.mark.parametrize(
    "name,content",
    [
        ("vide.json", b""),
        ("tronque.json", b'{"marches": [{"id": "1", "objet": "x"'),
        ("tronque.xml", b"<marches><marche><id>1</id>"),
        ("bombe.xml", BOMB.encode()),
        ("autre.csv", b"bonjour\nle monde\n"),
        ("image.json", bytes(range(256))),
        ("autre.xml", b"<html><body>Bonjour</body></html>"),
    ],
)
def test_unreadable_file_is_one_failure_with_a_sentence(source: Any, name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    tally = run(source, [path], lambda record: pytest.fail("nothing can come out"), tmp_path / "kept")
    assert tally.done == 0
    assert tally.failed.total() == 1
    (sentence,) = tally.messages.values()
    assert name in sentence or source.name in sentence
    assert sentence.endswith(".") and "Traceback" not in sentence


def test_absent_file_is_said(tmp_path: Path) -> None:
    tally = run(decp.SOURCE, [tmp_path / "nulle-part.json"], lambda record: None)
    assert dict(tally.failed) == {"fichier_absent": 1}


def test_one_bad_record_among_good_ones_is_kept_raw(tmp_path: Path) -> None:
    good = {
        "idweb": "25-1",
        "objet": "Voirie",
        "dateparution": "2025-01-01",
        "datelimitereponse": None,
        "nomacheteur": "X",
    }
    path = tmp_path / "avis.json"
    path.write_text(json.dumps([good, {"idweb": "25-2", "objet": None}, {**good, "idweb": "25-3"}]), "utf-8")
    records: list[Any] = []
    tally = run(boamp.SOURCE, [path], records.append, tmp_path / "kept")
    assert [record.id for record in records] == ["boamp:25-1", "boamp:25-3"]
    assert (tally.done, tally.failed.total(), tally.total) == (2, 1, 3)
    (kept,) = (tmp_path / "kept" / "boamp-failed.jsonl").read_text("utf-8").splitlines()
    assert json.loads(kept)["raw"]["idweb"] == "25-2"


def test_an_unforeseen_error_does_not_stop_the_import(tmp_path: Path) -> None:
    class Fragile:
        name = "boamp"
        raw_records = staticmethod(boamp.SOURCE.raw_records)
        fetch = staticmethod(boamp.SOURCE.fetch)

        def parse(self, raw: Any) -> Any:
            if raw.position == 1:
                raise ZeroDivisionError
            return boamp.SOURCE.parse(raw)

    path = tmp_path / "avis.json"
    path.write_text(json.dumps([{"idweb": "25-1", "objet": "a"}, {"idweb": "25-2", "objet": "b"}]), "utf-8")
    tally = run(Fragile(), [path], lambda record: None)
    assert tally.done == 1 and dict(tally.failed) == {"imprevu": 1}
