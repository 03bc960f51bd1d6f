"""What buyers of all sorts ask: invented extracts, with the list a careful reader would make by hand.

In the expectations « kind » is required, « kind? » due in some case only, « kind~ » left to the candidate.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.consultation.blocks import blocks
from checker.consultation.model import Requirement
from checker.consultation.piles import Piles, piles
from checker.consultation.sources import Source, Sources
from checker.reading.document import Document, Page

CASES = sorted((Path(__file__).parent / "asked").glob("*.yaml"))
SIGNS = {"required": "", "if_applicable": "?", "optional": "~"}


def document(text: str, name: str = "RC.pdf") -> Document:
    pages = tuple(Page(number, page) for number, page in enumerate(text.split("\f"), start=1))
    return Document(name, "0" * 64, len(text), "application/pdf", pages)


def asked(*texts: tuple[str, str]) -> Piles:
    made = tuple(Source(one := document(text, f"{kind}.pdf"), kind, blocks(one)) for kind, text in texts)
    return piles(Sources(made))


def signs(items: tuple[Requirement, ...]) -> list[str]:
    return sorted(f"{item.kind}{SIGNS[item.obligation]}" for item in items)


def case(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_three_piles_are_those_a_careful_reader_makes(path: Path) -> None:
    wanted = case(path)
    found = asked((wanted.get("kind", "rc"), wanted["text"]))
    assert {
        "candidature": signs(found.candidature),
        "offer": signs(found.offer),
        "award": signs(found.award),
    } == {pile: sorted(wanted[pile].split()) for pile in ("candidature", "offer", "award")}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_quote_is_verbatim(path: Path) -> None:
    wanted = case(path)
    found = asked((wanted.get("kind", "rc"), wanted["text"]))
    plain = " ".join(wanted["text"].split())
    for item in (*found.candidature, *found.offer, *found.award):
        assert item.evidence.quote in plain


@pytest.mark.parametrize(
    ("path", "kind"), [(path, kind) for path in CASES for kind in case(path).get("details", {})], ids=str
)
def test_what_is_said_of_a_document_is_kept(path: Path, kind: str) -> None:
    wanted = case(path)
    found = asked((wanted.get("kind", "rc"), wanted["text"]))
    item = next(one for one in (*found.candidature, *found.offer, *found.award) if one.kind == kind)
    for name, value in wanted["details"][kind].items():
        value = tuple(value) if isinstance(value, list) else value
        assert getattr(item, name) == value, f"{name} of {item.as_worded}"
