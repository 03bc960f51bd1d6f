"""Photographs and scans (JPEG, PNG, TIFF...): every frame is a page read by OCR."""

from __future__ import annotations

import io
import warnings
from typing import Any

from PIL import Image, ImageOps

from checker.reading import ocr
from checker.reading.content import Content
from checker.reading.document import Page
from checker.reading.limits import Budget, ReadingProblem

_MAX_PIXELS = 120_000_000
_LONG_SIDE = 4200  # pixels: A4 at some 350 dpi; photographs above that only cost time
_SHORT_SIDE = 1600  # under that, letters are enlarged before OCR


def read_image(data: bytes, budget: Budget) -> Content:
    """Read an image. Raises ReadingProblem corrupt, or bomb for a picture of too many pixels."""
    content = Content()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data))
        if image.width * image.height > _MAX_PIXELS:
            raise ReadingProblem("bomb", f"{image.width} x {image.height} pixels")
        frames = min(getattr(image, "n_frames", 1), budget.limits.max_pages) if image.format == "TIFF" else 1
        _frame(image, 0)  # a truncated picture fails here, not in the middle of OCR
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ReadingProblem("corrupt", f"{type(error).__name__}: {error}"[:200]) from error
    content.pages = [Page(number, "", text_source="none") for number in range(1, frames + 1)]
    ocr.recognise_pages(content, list(range(frames)), lambda index: _frame(image, index), budget)
    return content


def _frame(image: Any, index: int) -> tuple[Any, float]:
    """One frame in grey, the right way up by its EXIF, at a size OCR likes; and pixels per point as if printed on A4."""
    image.seek(index)
    frame = ImageOps.exif_transpose(image)
    if frame.mode in ("RGBA", "LA", "P", "PA"):
        frame = frame.convert("RGBA")
        paper = Image.new("RGBA", frame.size, "white")
        paper.alpha_composite(frame)
        frame = paper
    frame = frame.convert("L")
    long, short = max(frame.size), min(frame.size)
    factor = min(_LONG_SIDE / long, 2.0) if short < _SHORT_SIDE else min(_LONG_SIDE / long, 1.0)
    if factor != 1.0:
        size = max(1, round(frame.width * factor)), max(1, round(frame.height * factor))
        frame = frame.resize(size, Image.Resampling.LANCZOS)
    return frame, max(frame.size) / 842.0
