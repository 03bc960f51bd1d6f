"""The reading process: same results, and a bad file costs that file alone."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path

import pytest
from PIL import Image

from checker.reading import Limits, close_workers, isolate, read, read_isolated
from checker.reading.codec import decode, encode
from tests.checker.reading import makers


@pytest.fixture
def files(tmp_path: Path) -> list[tuple[Path, str]]:
    contents = {"a.pdf": makers.letter(makers.SENTENCE), "b.xlsx": makers.workbook(), "c.docx": makers.word("Objet")}
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return [(tmp_path / name, name) for name in contents]


def test_the_same_documents_as_in_process(files: list[tuple[Path, str]]) -> None:
    assert read_isolated(files) == tuple(document for path, name in files for document in read(path, name))


def test_json_carries_everything(files: list[tuple[Path, str]]) -> None:
    documents = tuple(document for path, name in files for document in read(path, name))
    assert decode(encode(documents)) == documents


def test_a_killed_process_costs_one_file(files: list[tuple[Path, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    original = isolate.Worker._message

    def dies_on_second(self: isolate.Worker, deadline: float) -> dict[str, object]:
        seen.append(1)
        if len(seen) == 3:
            self.process.kill()
            self.process.wait()
        return original(self, deadline)

    seen: list[int] = []
    close_workers()
    monkeypatch.setattr(isolate.Worker, "_message", dies_on_second)
    documents = read_isolated(files)
    assert sorted(str(document.problem) for document in documents) == ["None", "None", "crashed"]


def test_a_file_that_takes_too_long_costs_itself_alone(files: list[tuple[Path, str]], tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(makers.many_pages_pdf(900))
    read_isolated(files)  # a warm process, so that the limit is not spent on starting
    (late,) = read_isolated([(tmp_path / "long.pdf", "long.pdf")], Limits(seconds=0.02))
    assert late.problem == "timeout" and late.sha256
    assert [document.problem for document in read_isolated(files)] == [None, None, None]


def test_a_file_that_wants_too_much_memory_costs_itself_alone(files: list[tuple[Path, str]], tmp_path: Path) -> None:
    close_workers()
    Image.new("L", (10_500, 10_500), 255).save(tmp_path / "affiche.png")
    limits = Limits(memory=300 * 1024 * 1024)
    documents = read_isolated([(tmp_path / "affiche.png", "affiche.png"), *files], limits)
    assert documents[0].problem in ("crashed", "too_large")
    assert [document.problem for document in documents[1:]] == [None, None, None]
    close_workers()


def test_an_absent_file_and_a_total_too_large(files: list[tuple[Path, str]], tmp_path: Path) -> None:
    documents = read_isolated([(tmp_path / "absent.pdf", "absent.pdf"), *files], Limits(max_total=1))
    assert [document.problem for document in documents] == ["missing", "too_large", "too_large", "too_large"]


def test_no_temporary_folder_is_left(files: list[tuple[Path, str]]) -> None:
    close_workers()
    before = set(Path(tempfile.gettempdir()).glob("reading-*"))
    read_isolated(files)
    close_workers()
    assert set(Path(tempfile.gettempdir()).glob("reading-*")) <= before


def test_several_threads_and_a_forked_process(files: list[tuple[Path, str]]) -> None:
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(len(read_isolated(files)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [3, 3, 3]
    child = os.fork()
    if child == 0:
        os._exit(0 if len(read_isolated(files[:1])) == 1 and isolate._POOL.owner == os.getpid() else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert read_isolated(files[:1])[0].problem is None
