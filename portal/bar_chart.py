"""A bar chart of shares as SVG: no script, no style sheet, legible when printed. Its figures are always in a table too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, ROW, LABEL, BAR = 760, 34, 320, 280
FONT = "font-family='system-ui, sans-serif' font-size='15'"


def bar_chart(title: str, bars: Sequence[tuple[str, float, int]]) -> str:
    """Horizontal bars of (label, share between 0 and 1, number of contracts); the axis always runs from 0 to 100 %."""
    height = 44 + ROW * len(bars)
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' width='{WIDTH}' height='{height}' role='img'>",
        f"<title>{escape(title)}</title><rect width='{WIDTH}' height='{height}' fill='#ffffff'/>",
        f"<text x='0' y='20' {FONT} font-weight='600' fill='#14212b'>{escape(title)}</text>",
    ]
    for row, (label, share, count) in enumerate(bars):
        parts.append(_bar(40 + ROW * row, label, min(max(share, 0.0), 1.0), count))
    return "".join([*parts, "</svg>"])


def _bar(top: int, label: str, share: float, count: int) -> str:
    short = label if len(label) <= 34 else f"{label[:33].rstrip()}…"
    width = round(BAR * share, 1)
    words = f"{share * 100:.0f} % ({count} contrats)"
    return (
        f"<text x='{LABEL - 12}' y='{top + 17}' {FONT} text-anchor='end' fill='#14212b'>{escape(short)}</text>"
        f"<rect x='{LABEL}' y='{top + 3}' width='{BAR}' height='20' fill='#f7f3ec'/>"
        f"<rect x='{LABEL}' y='{top + 3}' width='{width}' height='20' fill='#0b3c5d'/>"
        f"<text x='{LABEL + BAR + 10}' y='{top + 17}' {FONT} fill='#14212b'>{words}</text>"
    )
