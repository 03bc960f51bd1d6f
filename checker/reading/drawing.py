"""Draws one page: `python -m checker.reading.drawing`, loading nothing but what draws.

It reads one JSON object on standard input (path, page from 1, box in points or null) and writes a PNG on standard output; any failure
is another exit status than 0.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import orjson

from checker.evidence import Box
from checker.reading.limits import Limits, bound_all

WIDTH = 1000  # pixels
LIMITS = Limits(seconds=20.0, max_seconds=20.0)
_MAX_PIXELS = 60_000_000
_MARK = (200, 64, 27)


def _drawn(path: Path, number: int) -> tuple[Any, float]:
    """The page as an image, and its pixels per point."""
    if path.read_bytes()[:1024].lstrip().startswith(b"%PDF"):
        import pypdfium2

        page = pypdfium2.PdfDocument(str(path))[number - 1]
        scale = WIDTH / max(page.get_width(), 1.0)
        if page.get_width() * page.get_height() * scale * scale > _MAX_PIXELS:
            raise ValueError("page too long")
        return page.render(scale=scale).to_pil(), scale
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    with Image.open(path) as image:
        image.seek(number - 1)
        upright = ImageOps.exif_transpose(image).convert("RGB")
    shown = upright.resize((WIDTH, max(1, round(upright.height * WIDTH / upright.width))))
    return shown, 0.0


def _marked(image: Any, scale: float, box: Box) -> Any:
    """The image with a frame around `box`, a little larger than the words."""
    from PIL import ImageDraw

    drawn = image.convert("RGB")
    left, top, right, bottom = (side * scale for side in box)
    ImageDraw.Draw(drawn).rectangle((left - 6, top - 6, right + 6, bottom + 6), outline=_MARK, width=4)
    return drawn


def main() -> None:
    """Draw the page that was asked for."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil the picture
    request = orjson.loads(sys.stdin.buffer.read())
    bound_all(LIMITS)
    image, scale = _drawn(Path(request["path"]), request["page"])
    if request["box"] and scale:
        image = _marked(image, scale, tuple(request["box"]))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    answer.write(out.getvalue())


if __name__ == "__main__":
    main()
