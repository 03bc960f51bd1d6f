"""Tesseract through its command line, page by page; absent, pages say that nobody could read them."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageFilter, ImageStat

from checker.reading.compose import compose
from checker.reading.content import Content
from checker.reading.document import Page, Word
from checker.reading.image_rules import rules_in
from checker.reading.limits import Budget
from checker.reading.pictures import strokes_in
from checker.reading.skew import slope_of, straightened
from checker.reading.textual import check_boxes_in, clean

DPI = 280
PAGE_SECONDS = 45
GOOD = 60.0  # mean confidence under which another orientation is tried


_FORM = re.compile(r"^DC[Il|](?=\W|$)")  # the form DC1, whose digit looks like a letter to every OCR

_RULE = re.compile(r"[|¦_]+$")  # a rule of a table taken for a letter


@dataclass(frozen=True, slots=True)
class Recognised:
    """What OCR saw in an image: words boxed in pixels, mean confidence 0 to 100, degrees turned."""

    words: tuple[Word, ...] = ()
    confidence: float = 0.0
    turned: int = 0
    size: tuple[int, int] = (0, 0)
    upright: Image.Image | None = None  # the image as read, turned the right way
    level: tuple[Word, ...] = ()  # the same words as if the sheet had lain straight, for reading order
    slope: float = 0.0


@cache
def languages() -> tuple[str, ...]:
    """The languages of the Tesseract of this machine; empty without Tesseract."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(line.strip() for line in done.stdout.splitlines()[1:] if line.strip())


def has_ocr() -> bool:
    """Whether this machine can read images: Tesseract with French or English data."""
    return bool({"fra", "eng"} & set(languages()))


Render = Callable[[int], tuple[Any, float]]


def recognise_pages(content: Content, indexes: list[int], render: Render, budget: Budget) -> None:
    """Replace the scanned pages of `content` by what OCR reads in them; `render` gives (image, pixels per point)."""
    if not indexes:
        return
    if not budget.limits.ocr or not has_ocr():
        for index in indexes:
            content.pages[index] = dataclasses.replace(content.pages[index], text_source="none")
        if not any(page.text.strip() for page in content.pages):
            content.problem = content.problem or "no_ocr"
        return
    deadline = time.monotonic() + budget.limits.max_seconds * 0.8
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        waiting: list[tuple[int, float, Future[Recognised]]] = []
        for index in indexes:
            image, scale = _rendered(render, index)
            budget.ocr_pages += 1
            if image is None or budget.ocr_pages > budget.limits.max_ocr_pages or time.monotonic() > deadline:
                content.pages[index] = dataclasses.replace(content.pages[index], text_source="none")
                continue
            defects = _defects(image)
            if "blank" in defects:
                content.pages[index] = dataclasses.replace(content.pages[index], defects=defects)
                continue
            content.pages[index] = dataclasses.replace(content.pages[index], defects=defects)
            waiting.append((index, scale, pool.submit(recognise, image)))
            if len(waiting) >= 4:
                _settle(content, waiting.pop(0), budget)
        for item in waiting:
            _settle(content, item, budget)


def _rendered(render: Render, index: int) -> tuple[Any, float]:
    try:
        return render(index)
    except Exception:  # an image that cannot be decoded leaves its page unread
        return None, 1.0


def _settle(content: Content, item: tuple[int, float, Future[Recognised]], budget: Budget) -> None:
    index, scale, future = item
    content.pages[index] = _page_from(content.pages[index], future.result(), scale)
    budget.alive()


def _page_from(page: Page, seen: Recognised, scale: float) -> Page:
    words = [Word(word.text, _points(word.box, scale)) for word in seen.words]
    level = [Word(word.text, _points(word.box, scale)) for word in seen.level]
    rules = rules_in(seen.upright, scale, seen.slope) if seen.upright is not None and words else ([], [])
    text, tables = compose(level, *rules)
    if len(text) <= 1.3 * len(page.text):  # the exact layer is worth more than the same words read in a picture
        return page
    defects = page.defects + (("upside_down",) if seen.turned == 180 else ("sideways",) if seen.turned else ())
    if text and seen.confidence < GOOD and "blurred" not in defects:
        defects += ("blurred",)
    width, height = (side / scale for side in seen.size)
    strokes = strokes_in(seen.upright, scale, words) if seen.upright is not None else ()
    return dataclasses.replace(
        page, text=text, words=tuple(words), tables=tables, check_boxes=check_boxes_in(text), text_source="ocr" if text else "none",
        ocr_confidence=round(seen.confidence / 100, 3), defects=defects, width=round(width, 2), height=round(height, 2), pictures=strokes,
    )  # fmt: skip


def _points(box: tuple[float, float, float, float], scale: float) -> tuple[float, float, float, float]:
    return round(box[0] / scale, 2), round(box[1] / scale, 2), round(box[2] / scale, 2), round(box[3] / scale, 2)


def _defects(image: Image.Image) -> tuple[str, ...]:
    """blank: a page of one shade. blurred: no sharp edge anywhere."""
    small = image.convert("L")
    small.thumbnail((1000, 1000))
    low, high = ImageStat.Stat(small).extrema[0]
    if high - low < 25 or ImageStat.Stat(small).stddev[0] < 1.5:
        return ("blank",)
    edges = ImageStat.Stat(small.filter(ImageFilter.FIND_EDGES))
    return ("blurred",) if edges.stddev[0] < 4.0 else ()


def recognise(image: Image.Image) -> Recognised:
    """Read an image, turned the right way round. An image nobody can read gives no words. Never raises."""
    grey = image.convert("L")
    first = _run(grey, 0)
    sideways = _lies_down(first)
    if first.confidence >= GOOD and len(first.words) >= 5 and not sideways:
        return first
    tries = [] if sideways else [first]
    for turned in (90, 270) if sideways else (180, 90, 270):
        seen = _run(grey.rotate(-turned, expand=True), turned)
        if _lies_down(seen):
            continue
        if seen.confidence >= GOOD + 10 and len(seen.words) >= 5:
            return seen
        tries.append(seen)
    return max(tries, key=lambda seen: seen.confidence * min(len(seen.words), 50), default=first)


def _lies_down(seen: Recognised) -> bool:
    """Whether most long words are taller than wide: Tesseract reads a page laid on its side word by word."""
    long = [word.box for word in seen.words if len(word.text) >= 4]
    return len(long) >= 3 and sum(y1 - y0 > x1 - x0 for x0, y0, x1, y1 in long) > 0.6 * len(long)


def _run(image: Image.Image, turned: int) -> Recognised:
    """One pass of Tesseract over an image already turned by `turned` degrees."""
    wanted = [language for language in ("fra", "eng") if language in languages()]
    with tempfile.TemporaryDirectory(prefix="ocr-") as folder:
        path = Path(folder) / "page.png"
        try:
            image.save(path, compress_level=1)
            command = ["tesseract", str(path), "stdout", "-l", wanted[0], "--dpi", str(DPI), "--psm", "3", "tsv"]
            environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
            done = subprocess.run(command, capture_output=True, timeout=PAGE_SECONDS, check=False, env=environment)
        except (OSError, subprocess.SubprocessError):
            return Recognised(turned=turned, size=image.size)
    seen = _parse(done.stdout.decode("utf-8", "replace"), turned, image.size)
    return dataclasses.replace(seen, upright=image)


def _parse(tsv: str, turned: int, size: tuple[int, int]) -> Recognised:
    words: list[Word] = []
    keys: list[tuple[str, ...]] = []
    weighted = letters = 0.0
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        confidence = float(cells[10])
        text = _FORM.sub("DC1", clean(cells[11]).strip())
        if not text or _RULE.match(text) or (confidence < 15 and not re.fullmatch(r"[\w.,:;/'’()%€°-]{2,}", text)):
            continue
        left, top, width, height = (float(cell) for cell in cells[6:10])
        words.append(Word(text, (left, top, left + width, top + height)))
        keys.append(tuple(cells[2:5]))
        weighted += confidence * len(text)
        letters += len(text)
    slope = slope_of(words, keys)
    return Recognised(
        tuple(words),
        weighted / letters if letters else 0.0,
        turned,
        size,
        None,
        tuple(straightened(words, keys, slope)),
        slope,
    )
