"""Counts over ranges: how soon a notice closes, how near it is, how much it is worth, how new it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import numpy as np

from procurement.nomenclature import places
from search.contract import Facet, SearchRequest
from search.facets import Found
from search.filters import distances
from search.segment import Segment
from search.table import NEVER, seconds
from search.words import Ints

CLOSING = ((5, "Moins de 5 jours"), (15, "Moins de 15 jours"), (30, "Moins de 30 jours"))
RADII_KM = (10, 20, 30, 50, 100)
NEW = ((1, "Depuis hier"), (7, "Depuis 7 jours"), (30, "Depuis 30 jours"))
AMOUNTS = (
    (0, 40_000, "Moins de 40 000 €"),
    (40_000, 100_000, "De 40 000 à 100 000 €"),
    (100_000, 500_000, "De 100 000 à 500 000 €"),
    (500_000, 1_000_000, "De 500 000 à 1 000 000 €"),
    (1_000_000, None, "Plus de 1 000 000 €"),
)


def windows(
    segments: Sequence[Segment], found: Found, request: SearchRequest, day: date | None
) -> dict[str, tuple[Facet, ...]]:
    """The ranges that make sense for a request. `day` is the newest day of publication of the index.

    Values: days for `deadline`, kilometres for `distance`, euros "low-high" for `amount`, an ISO day for `since`.
    """
    made = {"amount": _amounts(segments, found)}
    if request.open_on is not None:
        made["deadline"] = _closing(segments, found, request.open_on)
    if request.centre:
        made["distance"] = _near(segments, found, request.centre)
    last = request.open_on.date() if request.open_on else day
    if last is not None:
        made["since"] = _new(segments, found, last)
    return made


def _total(segments: Sequence[Segment], found: Found, name: str, values: Callable[[Segment], Ints]) -> Ints:
    parts = [values(one)[found(name, one)] for one in segments]
    return np.sort(np.concatenate(parts)) if parts else np.zeros(0)


def _closing(segments: Sequence[Segment], found: Found, moment: datetime) -> tuple[Facet, ...]:
    dues = _total(segments, found, "deadline", lambda one: one.table["deadline"])
    dues = dues[(dues > seconds(moment)) & (dues < NEVER)]
    ends = (seconds(moment + timedelta(days=days)) for days, _ in CLOSING)
    return tuple(
        (str(days), label, int(np.searchsorted(dues, end, "right")))
        for (days, label), end in zip(CLOSING, ends, strict=True)
    )


def _near(segments: Sequence[Segment], found: Found, insee: str) -> tuple[Facet, ...]:
    centre = places.commune(insee)
    if centre is None:
        return ()
    gaps = _total(segments, found, "distance", lambda one: distances(one, centre))
    return tuple((str(km), f"À moins de {km} km", int(np.searchsorted(gaps, km, "right"))) for km in RADII_KM)


def _amounts(segments: Sequence[Segment], found: Found) -> tuple[Facet, ...]:
    known = _total(segments, found, "amount", lambda one: one.table["amount"])
    made = []
    for low, high, label in AMOUNTS:
        above = len(known) if high is None else int(np.searchsorted(known, high * 100, "left"))
        if count := above - int(np.searchsorted(known, low * 100, "left")):
            made.append((f"{low}-{'' if high is None else high}", label, count))
    return tuple(made)


def _new(segments: Sequence[Segment], found: Found, last: date) -> tuple[Facet, ...]:
    days = _total(segments, found, "since", lambda one: one.table["published"])
    made = []
    for back, label in NEW:
        first = last - timedelta(days=back)
        made.append((first.isoformat(), label, len(days) - int(np.searchsorted(days, first.toordinal(), "left"))))
    return tuple(made)
