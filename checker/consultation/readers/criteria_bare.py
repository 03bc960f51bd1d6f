"""Criteria written on one line without any unit: « Prix 60 / Valeur technique 40 », « prix (6), délai (4) »."""

from __future__ import annotations

import re

WHOLES = (100.0, 10.0, 20.0, 1.0)  # what weights without a sign must make together to be weights
_CUT = re.compile(r"\s*(?:[/;|]|,(?!\d)|\s[-–—]\s|\bet\b|\bpuis\b)\s*")
_NAMED = re.compile(
    r"\W*(?P<name>[^\W\d][^\d:;]{2,80}?)\s*(?:[:=(]|\bpour\b|\bsur\b|\ba\b|\bcoef\w*\b|\bnotee? sur\b)?\s*[:=(]?\s*"
    r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s*[).]?\s*"
)
_PLACE = re.compile(r"(?:pages?|lots?|articles?|annexes?|tranches?|phases?|postes?|points?)\b")
_LETTERS = re.compile(r"[a-z]{3}")


def weights_without_unit(plain: str, wholes: tuple[float, ...] = WHOLES) -> list[tuple[int, int, float]]:
    """Where each name begins and ends and its weight; [] unless all parts are weighed and make one of `wholes`.

    `plain` is the line in plain letters; what stands before the colon that announces the list is left out.
    """
    found = _weighed(plain, 0)
    if not found and (colon := plain.find(":")) >= 0:  # after the words that announce the list
        found = _weighed(plain, colon + 1)
    return found if len(found) >= 2 and round(sum(weight for _, _, weight in found), 2) in wholes else []


def _weighed(plain: str, start: int) -> list[tuple[int, int, float]]:
    """Every part from `start` on with its weight; [] when one of them has none."""
    found: list[tuple[int, int, float]] = []
    for begin, end in _parts(plain, start):
        match = _NAMED.fullmatch(plain[begin:end])
        if match is None or not _LETTERS.search(match["name"]) or _PLACE.match(match["name"]):
            return []
        found.append((begin + match.start("name"), begin + match.end("name"), float(match["n"].replace(",", "."))))
    return found


def _parts(plain: str, start: int) -> list[tuple[int, int]]:
    end = len(plain.rstrip(" .;"))
    cuts = [cut for cut in _CUT.finditer(plain, start, end) if re.search(r"\d\W*$", plain[start : cut.start()])]
    starts = [start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), end]
    return list(zip(starts, ends, strict=True))
