"""Finds the rules: every module of this folder named like a01_offre_complete."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding
from procurement.law import LawAtDay

Examine = Callable[[Dossier, LawAtDay], Iterable[Finding]]
_NAME = re.compile(r"[a-z]\d{2}_[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule of the folder: its papers, its claim (the docstring) and its function."""

    rule: Rule
    claim: str
    examine: Examine
    module: str


@cache
def entries() -> tuple[Entry, ...]:
    """All rules, by code."""
    found = []
    for info in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if _NAME.fullmatch(info.name):
            module = import_module(f"checker.rules.{info.name}")
            found.append(Entry(module.RULE, inspect.cleandoc(module.__doc__ or ""), module.examine, info.name))
    return tuple(sorted(found, key=lambda entry: entry.rule.code))
