"""What happens to the files of the Whoosh engine when things go wrong: nothing is lost, and it is said."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from whoosh import index, query  # type: ignore[import-untyped]

from search import storage
from search.columns import row
from search.contract import BrokenIndex, SearchRequest
from search.segment import Segment
from search.whoosh_engine import WhooshEngine
from tests.search.examples import NOTICES, notice

SPAWN = multiprocessing.get_context("spawn")


def indexed(folder: Path) -> WhooshEngine:
    """An engine that holds the examples."""
    engine = WhooshEngine(folder)
    engine.rebuild(NOTICES)
    return engine


def add(folder: Path, numbers: Sequence[int]) -> None:
    """Add notices one by one, in another process."""
    for number in numbers:
        WhooshEngine(folder).update([notice(number, f"Curage du fossé {number}")], [])


def die_at(folder: Path, step: str) -> None:
    """Start an update in another process and be killed at a step of it."""

    def die(*_args: Any, **_given: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    owner, name = {"segment": (storage, "pack"), "commit": (Path, "replace"), "cleaning": (storage.shutil, "rmtree")}[
        step
    ]
    setattr(owner, name, die)
    engine = WhooshEngine(folder)
    engine.update([notice(200, "Curage du fossé")], ["T-1"])
    engine.rebuild(NOTICES)
    engine.rebuild(NOTICES)  # now the first segments go


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    indexed(tmp_path)
    writers = [SPAWN.Process(target=add, args=(tmp_path, range(100 * at, 100 * at + 4))) for at in (1, 2)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)
    found = {hit.id for hit in WhooshEngine(tmp_path).search(SearchRequest(per_page=100)).hits}
    assert found == {one.id for one in NOTICES} | {f"T-{100 * at + more}" for at in (1, 2) for more in range(4)}


def test_two_threads_writing_lose_nothing(tmp_path: Path) -> None:
    engine = indexed(tmp_path)
    writers = [threading.Thread(target=engine.update, args=([notice(at, "Curage")], [])) for at in range(50, 54)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert engine.status()["notices"] == len(NOTICES) + 4


@pytest.mark.parametrize("step", ["segment", "commit", "cleaning"])
def test_a_writer_killed_in_the_middle_loses_nothing(tmp_path: Path, step: str) -> None:
    engine = indexed(tmp_path)
    victim = SPAWN.Process(target=die_at, args=(tmp_path, step))
    victim.start()
    victim.join(60)
    assert victim.exitcode == -signal.SIGKILL
    found = {hit.id for hit in engine.search(SearchRequest(per_page=100)).hits}
    assert found >= {one.id for one in NOTICES[1:]}
    if step != "cleaning":
        assert found == {one.id for one in NOTICES}
    engine.update([notice(300, "Curage du fossé")], [])  # the dead writer holds no lock
    assert "T-300" in {hit.id for hit in engine.search(SearchRequest(text="curage")).hits}
    left = {path.name for path in tmp_path.glob("seg-*")}
    held = storage.manifest(tmp_path)
    assert held is not None
    assert left == {one.name for one in held.entries} | set(held.before)


def test_readers_answer_while_a_writer_works(tmp_path: Path) -> None:
    engine, other = indexed(tmp_path), WhooshEngine(tmp_path)
    other.search(SearchRequest())
    done = threading.Event()
    totals: list[int] = []

    def read() -> None:
        while not done.is_set():
            totals.append(other.search(SearchRequest()).total)

    reader = threading.Thread(target=read)
    reader.start()
    for batch in range(8):
        engine.update([notice(100 + batch, "Curage")], [])
    engine.rebuild(NOTICES)
    done.set()
    reader.join()
    assert set(totals) <= set(range(7, 16))
    assert other.search(SearchRequest()).total == len(NOTICES)


def test_a_reader_late_by_several_commits_answers(tmp_path: Path) -> None:
    late, engine = indexed(tmp_path), WhooshEngine(tmp_path)
    assert late.search(SearchRequest(text="peinture")).total >= 1
    for _ in range(4):
        engine.rebuild(NOTICES)
    assert late.search(SearchRequest(text="peinture")).total >= 1


@pytest.mark.parametrize("name", ["CURRENT", "columns.npz", "tokens.npy", "vocabulary.npz", "*.seg"])
def test_a_damaged_file_is_said_and_stops_updates(tmp_path: Path, name: str) -> None:
    indexed(tmp_path)
    path = next(tmp_path.rglob(name))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content if name != "CURRENT" else content[: len(content) // 2])
    engine = WhooshEngine(tmp_path)
    assert "tremplin index rebuild" in (engine.search(SearchRequest(text="peinture")).message or "")
    assert engine.status()["ok"] is False
    with pytest.raises(BrokenIndex):  # an index of the new notices alone would hide that the others are missing
        engine.update([notice(9, "Curage")], [])
    engine.rebuild(NOTICES)
    assert engine.status()["notices"] == len(NOTICES)


def test_an_index_of_an_older_version_asks_for_a_rebuild(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("gen-0123456789ab", encoding="ascii")
    assert WhooshEngine(tmp_path).status()["ok"] is False


def test_a_big_rebuild_by_two_processes_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "_WORTH_TWO", 10)
    many = [notice(number, f"Curage du fossé numéro {number}") for number in range(100, 130)]
    engine = WhooshEngine(tmp_path)
    engine.rebuild([*NOTICES, *many])
    assert engine.status()["notices"] == len(NOTICES) + 30


def test_an_ordinary_whoosh_searcher_reads_the_words(tmp_path: Path) -> None:
    indexed(tmp_path)
    held = storage.manifest(tmp_path)
    assert held is not None
    entry = next(one for one in held.entries if one.part == "open")
    with index.open_dir(str(tmp_path / entry.name)).searcher() as searcher:
        assert len(searcher.search(query.Term("title", "couvertur"))) == 1
        assert len(searcher.search(query.Term("text", "ardois"))) == 1


def test_what_is_stored_of_a_notice_comes_back(tmp_path: Path) -> None:
    engine = indexed(tmp_path)
    engine.search(SearchRequest())
    assert engine._state is not None
    segments: Sequence[Segment] = engine._state.segments
    stored = {one.table.ids[at]: one.table.row(at) for one in segments for at in range(len(one.table))}
    for one in NOTICES:
        before, after = row(one), stored[one.id]
        assert (after.trades, after.main, after.study) == (dict(before.trades), before.main, before.study)
        for name in (
            "title",
            "lots",
            "cpv",
            "published",
            "deadline",
            "amount",
            "allotted",
            "reserved",
            "epci",
            "buyer",
        ):
            assert getattr(after.notice, name) == getattr(one, name)


def test_an_update_of_five_hundred_is_quick(tmp_path: Path) -> None:
    engine = indexed(tmp_path)
    fresh = [notice(1_000 + at, f"Entretien de la rue {at}", text="Balayage. " * 20) for at in range(500)]
    start = time.process_time()
    engine.update(fresh, [])
    assert time.process_time() - start < 2


def test_tidying_leaves_few_pieces_of_many(tmp_path: Path) -> None:
    engine = indexed(tmp_path)
    for number in range(100, 120):
        engine.update([notice(number, f"Curage du fossé {number}")], [])
    engine.tidy()
    held = storage.manifest(tmp_path)
    assert held is not None
    assert len(held.entries) <= 3
    assert engine.status()["notices"] == len(NOTICES) + 20
