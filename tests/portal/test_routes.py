"""The list of routes is a promise: a change shows in a diff."""

from __future__ import annotations

from typing import Any

from tests.portal.freeze_routes import FROZEN, lines


def test_routes_are_those_of_the_frozen_list(app: Any) -> None:
    """Run `python -m tests.portal.freeze_routes` when the change is meant."""
    assert lines(app) == FROZEN.read_text(encoding="utf-8").splitlines()
