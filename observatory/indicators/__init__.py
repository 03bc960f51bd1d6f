"""Indicators: one file each, found by folder."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from observatory.indicators.model import AtLeastOne, Figure, Indicator, Kind, Query, Share

__all__ = ["AtLeastOne", "Figure", "Indicator", "Kind", "Query", "Share", "indicator_labels", "indicators"]


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every indicator of this folder, in the order of reports."""
    names = (m.name for m in iter_modules(__path__) if m.name != "model")
    found = [import_module(f"{__name__}.{name}").INDICATOR for name in names]
    return tuple(sorted(found, key=lambda i: (int(i.order), str(i.code))))


def indicator_labels() -> tuple[tuple[str, str, str], ...]:
    """Code, French label and French definition (the words of its file) of every indicator, in the order of reports."""
    modules = (import_module(f"{__name__}.{m.name}") for m in iter_modules(__path__) if m.name != "model")
    words = {module.INDICATOR.code: module.__doc__ or "" for module in modules}
    return tuple((one.code, one.label, words[one.code]) for one in indicators())
