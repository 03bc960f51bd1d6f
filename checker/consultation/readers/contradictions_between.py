"""Where two documents of one consultation weigh criteria, count lots or set hours of insertion differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from checker.consultation.readers.criteria import read_criteria_of
from checker.consultation.readers.insertion import read_insertion
from checker.consultation.readers.lots import read_lots
from checker.consultation.readers.text import Paper, Papers
from checker.evidence import Evidence
from checker.folding import fold

Said = tuple[Any, Evidence]


def between(documents: Papers, apart: tuple[str, ...]) -> Iterator[tuple[str, Evidence, Evidence]]:
    """What differs and both passages. `apart` are the kinds of documents that do not rule the procedure."""
    if len(documents.all) < 2:
        return
    ruling = documents.but(apart)
    yield from _pairs("Deux pondérations d'un même critère", ruling, _weights)
    yield from _pairs("Deux listes de lots", ruling, _lots)
    yield from _pairs("Deux volumes d'heures d'insertion", documents.all, _hours)


def _pairs(
    what: str, all_papers: tuple[Paper, ...], read: Callable[[Paper], dict[str, Said]]
) -> Iterator[tuple[str, Evidence, Evidence]]:
    """The first disagreement of each document with the one that rules first."""
    said = [found for paper in all_papers if (found := read(paper))]
    for other in said[1:]:
        for key, (value, evidence) in said[0].items():
            if key in other and other[key][0] != value:
                yield what, evidence, other[key][1]
                break


def _weights(paper: Paper) -> dict[str, Said]:
    """The weight of each criterion, by lot and name; those of points are told apart from those in %."""
    return {
        f"{one.lot} {one.unit} {fold(one.name)}": (one.weight, one.evidence)
        for one in read_criteria_of(paper)
        if one.weight is not None
    }


def _lots(paper: Paper) -> dict[str, Said]:
    lots = read_lots(Papers((paper,)))
    return {"": (tuple(lot.number for lot in lots), lots[-1].evidence)} if lots else {}


def _hours(paper: Paper) -> dict[str, Said]:
    found = read_insertion(Papers((paper,)))
    if found is None or found.hours is None:
        return {}
    if found.per_lot:
        return {lot: (hours, found.evidence) for lot, hours in found.per_lot.items()}
    return {"all": (found.hours, found.evidence)}
