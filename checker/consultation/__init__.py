"""Reads what THIS buyer asks: from the RC, the notice, the CCAP and the acte d'engagement to one Consultation.

The names are looked up when asked for: a web process that only keeps corrections does not load the readers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.consultation.read import read_consultation
    from checker.consultation.to_json import consultation_to_json

__all__ = ["consultation_to_json", "read_consultation"]
_HOMES = {"consultation_to_json": "to_json", "read_consultation": "read"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
