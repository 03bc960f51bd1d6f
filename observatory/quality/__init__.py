"""Rules of quality: one file each. A rule names what looks wrong; it never repairs."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from observatory.quality.model import Rule

__all__ = ["Rule", "rules"]


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of this folder, by code."""
    names = (m.name for m in iter_modules(__path__) if m.name != "model")
    found = [import_module(f"{__name__}.{name}").RULE for name in names]
    return tuple(sorted(found, key=lambda rule: str(rule.code)))
