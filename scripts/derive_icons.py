"""Writes portal/static/css/icons.css: the Bootstrap Icons the pages use, and no other (the whole font weighs 200 KB).

Run after using a new `bi-…` name: `python scripts/derive_icons.py`. Source: the sprite shipped by Bootstrap-Flask (MIT licence).
"""

from __future__ import annotations

import re
from pathlib import Path

import flask_bootstrap

ROOT = Path(__file__).resolve().parent.parent
SPRITE = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg"
OUT = ROOT / "portal" / "static" / "css" / "icons.css"
BASE = """/* Made by scripts/derive_icons.py from Bootstrap Icons (MIT licence). */
.bi::before { content: ""; display: inline-block; width: 1em; height: 1em; vertical-align: -.125em;
  background: currentColor; -webkit-mask: var(--bi) center / contain no-repeat; mask: var(--bi) center / contain no-repeat; }
"""


def drawings() -> dict[str, str]:
    """Every icon of the sprite by name: its drawing as SVG text."""
    text = SPRITE.read_text(encoding="utf-8")
    found = re.findall(r"<symbol([^>]*)>(.*?)</symbol>", text, re.DOTALL)
    return {re.search(r'id="([^"]+)"', head).group(1): body.strip() for head, body in found}  # type: ignore[union-attr]


def used(names: set[str]) -> set[str]:
    """Those of `names` that a template, or a module that draws, writes: quoted or after bi-."""
    files = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "portal" / name for name in ("navigation.py", "presentation.py")),
        *(path for path in (ROOT / "portal/static/js").glob("*.js") if path.name != "vega.js"),  # not ours
    ]
    words: set[str] = set()
    for path in files:
        text = path.read_text(encoding="utf-8")
        words |= set(re.findall(r"\bbi-([a-z0-9-]+)", text)) | set(
            re.findall(r"[\"']([a-z0-9]+(?:-[a-z0-9]+)*)[\"']", text)
        )
    return words & names


def stylesheet() -> str:
    """The text of icons.css."""
    known = drawings()
    lines = [BASE]
    for name in sorted(used(set(known))):
        drawing = known[name].replace('"', "'").replace("#", "%23").replace("\n", "")
        drawing = re.sub(r"\s+", " ", drawing)
        svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{drawing}</svg>"
        svg = svg.replace("<", "%3C").replace(">", "%3E")
        lines.append(f'.bi-{name} {{ --bi: url("data:image/svg+xml,{svg}"); }}\n')
    return "".join(lines)


if __name__ == "__main__":
    OUT.write_text(stylesheet(), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size} bytes")
