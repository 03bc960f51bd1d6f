"""A page becomes a picture with its passage framed; what cannot be drawn says so and harms nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from checker.reading.picture import NoPicture, page_picture
from tests.checker.reading.makers import letter

FRAME = (200, 64, 27)


@pytest.fixture
def reglement(tmp_path: Path) -> Path:
    path = tmp_path / "RC.pdf"
    path.write_bytes(letter("Date limite de réception des offres", "Pièces à fournir"))
    return path


def test_the_passage_is_framed_where_it_stands(reglement: Path) -> None:
    drawn = Image.open(io.BytesIO(page_picture(reglement, 1, (100.0, 200.0, 300.0, 220.0)))).convert("RGB")
    scale = drawn.width / 595.28  # A4 in points
    assert drawn.width == 1000
    assert drawn.getpixel((round(200 * scale), round(200 * scale) - 5)) == FRAME
    plain = Image.open(io.BytesIO(page_picture(reglement, 1))).convert("RGB")
    assert FRAME not in {color for _count, color in plain.getcolors(1_000_000) or ()}


def test_a_photograph_is_shown_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rib.jpg"
    Image.new("RGB", (300, 150), "navy").save(path)
    assert Image.open(io.BytesIO(page_picture(path, 1))).size == (1000, 500)


@pytest.mark.parametrize(
    ("body", "page"), [(b"", 1), (b"%PDF-1.4 broken", 1), (b"MZ program", 1), (b"plain words", 1)], ids=repr
)
def test_what_has_no_pages_has_no_picture(tmp_path: Path, body: bytes, page: int) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(body)
    with pytest.raises(NoPicture):
        page_picture(path, page)


def test_a_page_that_does_not_exist_has_no_picture(reglement: Path) -> None:
    with pytest.raises(NoPicture):
        page_picture(reglement, 99)
