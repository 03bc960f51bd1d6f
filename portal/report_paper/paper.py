"""Prints the words of a report: Jinja with escaping for HTML, Typst for PDF. Both work without any network."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import typst
from jinja2 import Environment, PackageLoader, StrictUndefined

from portal.report_paper.words import words

_TYPST = Path(__file__).with_name("check.typ")


def to_html(report: dict[str, Any]) -> str:
    """The whole page of a `tremplin.report/1`: styles inside, no script, no image, every text of a file escaped."""
    pages = Environment(loader=PackageLoader("templates", ""), autoescape=True, undefined=StrictUndefined)
    return pages.get_template("report/check.html").render(words(report))


def to_pdf(report: dict[str, Any]) -> bytes:
    """The PDF (A4) of a `tremplin.report/1`; texts reach Typst as data, never as markup."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data.json").write_text(json.dumps(words(report), ensure_ascii=False), encoding="utf-8")
        source = folder / "check.typ"
        source.write_text(_TYPST.read_text(encoding="utf-8"), encoding="utf-8")
        return bytes(typst.compile(str(source), root=str(folder), format="pdf"))
