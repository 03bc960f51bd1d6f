"""The definitions of indicators for the page of method: the committed pages of `docs/indicators`, else the code's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import observatory

PAGES = Path(observatory.__file__).resolve().parents[1] / "docs" / "indicators"
_PART = re.compile(r"^\*\*(.+?)\.\*\* (.+)$")
_MARK = re.compile(r"\[((?:V|NV|C)\b[^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator: what its page says, part by part (formula, unit…), then its notes with their marks."""

    code: str
    label: str
    parts: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]


@cache
def definitions() -> tuple[Definition, ...]:
    """Every indicator in the order of reports."""
    return tuple(_definition(code, label, doc) for code, label, doc in observatory.indicator_labels())


def _definition(code: str, label: str, doc: str) -> Definition:
    path = PAGES / f"{code}.md"
    if not path.is_file():
        return Definition(code, label, (("Définition", " ".join(doc.split())),), ())
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = tuple(
        (m[1], _plain(m[2])) for line in lines if (m := _PART.match(line)) and m[1] not in ("À savoir", "Requête")
    )
    return Definition(code, label, parts, tuple(_note(line[2:]) for line in lines if line.startswith("- ")))


def _note(text: str) -> tuple[str, str]:
    marks = " ; ".join(_MARK.findall(text))
    return _plain(_MARK.sub("", text)).strip(), marks


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("**", "").replace("`", "")).replace(" .", ".").strip()
