"""The file store keeps each content once, and a sent name never leaves its place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files import FileStore, TooLarge, clean_name


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    first = store.put(io.BytesIO(b"abc"), 10)
    second = store.put(io.BytesIO(b"abc"), 10)
    assert first == second
    # The SHA-256 of "abc", as published in FIPS 180-2.
    assert first.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert store.path(first.sha256).read_bytes() == b"abc"


def test_too_many_bytes_leave_nothing(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    with pytest.raises(TooLarge):
        store.put(io.BytesIO(b"x" * 11), 10)
    assert [one for one in (tmp_path / "files").rglob("*") if one.is_file()] == []


def test_a_false_digest_never_reaches_the_disk(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="empreinte"):
        FileStore(tmp_path).path("../../etc/passwd")


@given(st.text(min_size=0, max_size=400))
def test_any_sent_name_is_one_plain_name(name: str) -> None:
    cleaned = clean_name(name)
    assert cleaned and len(cleaned) <= 200
    assert "/" not in cleaned and "\\" not in cleaned and "\x00" not in cleaned
    assert cleaned not in (".", "..")


def test_the_extension_of_a_long_name_survives() -> None:
    assert clean_name("a" * 300 + ".docx").endswith(".docx")
