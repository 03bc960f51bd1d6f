"""The rules of tables in a scanned page: long dark runs, found row by row and column by column."""

from __future__ import annotations

import re

from PIL import Image

from checker.reading.grid import Edge

_INK = 0.76  # of the shade of the paper: darker is ink
_LONG = 30.0  # points: no letter is that long
_THICK = 4.0  # points: thicker is a band of colour or the edge of the sheet


def rules_in(image: Image.Image, scale: float, slope: float = 0.0) -> tuple[list[Edge], list[Edge]]:
    """Horizontal rules as (y, x0, x1) and vertical ones as (x, y0, y1), in points; `scale` is pixels per point.

    `slope` is how much the sheet leans (see skew.py): the rules are those of the sheet put level."""
    factor = max(1, round(scale / 2))
    small = image.convert("L").reduce(factor)
    if abs(slope) > 0.001:
        turn = (1.0, -slope, 0.0, slope, 1.0, 0.0)
        small = small.transform(small.size, Image.Transform.AFFINE, turn, Image.Resampling.BILINEAR, fillcolor=255)
    shades = small.histogram()
    dark = _INK * max(range(256), key=lambda shade: shades[shade])
    ink = small.point(lambda shade: 0 if shade < dark else 255)
    ratio = scale / factor
    return _runs(ink, ratio), _runs(ink.transpose(Image.Transpose.TRANSPOSE), ratio)


def _runs(ink: Image.Image, ratio: float) -> list[Edge]:
    """Dark runs along the rows of `ink`; runs of neighbouring rows are one rule."""
    pattern = re.compile(rb"\x00{%d,}" % max(20, int(_LONG * ratio)))
    data, (width, height) = ink.tobytes(), ink.size
    open_runs: list[list[float]] = []  # first row, last row, start, end
    closed: list[list[float]] = []
    for row in range(height):
        line = data[row * width : (row + 1) * width]
        for match in pattern.finditer(line):
            start, end = match.span()
            for run in open_runs:
                if start <= run[3] + 3 and end >= run[2] - 3:
                    run[1], run[2], run[3] = row, min(run[2], start), max(run[3], end)
                    break
            else:
                open_runs.append([row, row, start, end])
        closed.extend(run for run in open_runs if row - run[1] > 2)
        open_runs = [run for run in open_runs if row - run[1] <= 2]
    closed.extend(open_runs)
    thin = [run for run in closed if run[1] - run[0] + 1 <= max(_THICK * ratio, 0.02 * (run[3] - run[2]))]
    return [((run[0] + run[1] + 1) / 2 / ratio, run[2] / ratio, run[3] / ratio) for run in thin]
