"""Trades of building works: those a lot is about, those an insurer covers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from checker.folding import fold


@cache
def _table() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))


def trades(text: str, side: str) -> frozenset[str]:
    """The trades named in a text; `side` is "lot" (the title of a lot) or "activity" (what an insurer covers)."""
    plain = fold(text)
    return frozenset(name for name, words in _table().items() if re.search(words[side], plain))
