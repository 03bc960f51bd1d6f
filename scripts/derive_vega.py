"""Writes portal/static/js/vega.js: Vega, Vega-Lite and Vega-Embed as one file, for charts that answer to the pointer.

Run after a new vl-convert is pinned: `python scripts/derive_vega.py`. Source: the libraries that vl-convert carries to draw the same charts on the server
(BSD 3-Clause licence, University of Washington Interactive Data Lab and other contributors).
"""

from __future__ import annotations

from pathlib import Path

import vl_convert

OUT = Path(__file__).resolve().parent.parent / "portal" / "static" / "js" / "vega.js"
HEAD = (
    "/* Vega, Vega-Lite and Vega-Embed. Copyright (c) 2015-2025, University of Washington Interactive Data Lab and other contributors.\n"
    "   BSD 3-Clause licence. Made by scripts/derive_vega.py. */\n"
)

if __name__ == "__main__":
    OUT.write_text(HEAD + vl_convert.javascript_bundle(), encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")
