"""Writes routes.txt: the list of routes, frozen so that a diff shows what came or went. `python -m tests.portal.freeze_routes`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Flask

FROZEN = Path(__file__).with_name("routes.txt")


def lines(app: Flask) -> list[str]:
    """One line a route: methods, address, endpoint."""
    return sorted(
        f"{','.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'})):9} {rule.rule} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
    )


def main() -> None:
    """Freeze the routes of today."""
    from portal.app import create_app
    from portal.settings import load
    from portal.wiring import Services

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Services(load(Path(folder))), testing=True)
        FROZEN.write_text("\n".join(lines(app)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
