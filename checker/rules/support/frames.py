"""The buyer's empty price tables, to compare with those the firm filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.facts import lot_of
from checker.facts.model import ReadFile
from checker.rules.model import Dossier
from checker.rules.support.grid import PriceLine, price_lines
from checker.rules.support.reading import fold, holders
from checker.rules.support.texts import sources

PRICE_KINDS = ("bpu", "dqe", "dpgf")


def tables(dossier: Dossier, kinds: tuple[str, ...] = PRICE_KINDS) -> Iterator[tuple[ReadFile, str, list[PriceLine]]]:
    """The firm's price tables that hold lines: file, kind, lines and totals."""
    seen: set[str] = set()
    for kind in kinds:
        for file in holders(dossier, (kind,)):
            if file.name not in seen and (lines := list(price_lines(file.document))):
                seen.add(file.name)
                yield file, kind, lines


def key(line: PriceLine) -> tuple[str, str]:
    """What names a line in both tables: its code and its sheet, without spaces nor dots."""
    return fold(line.code).replace(" ", ""), fold(line.sheet or "")


def unique(lines: list[PriceLine]) -> dict[str, PriceLine]:
    """The priced lines by their code; a code that several sheets use names none of them."""
    return {code: line for code, line in coded(lines).items() if line.price}


def coded(lines: list[PriceLine]) -> dict[str, PriceLine]:
    """The lines to price by their code, those whose code names several lines left out."""
    own = [line for line in lines if line.code and not line.is_total]
    counts = Counter(key(line)[0] for line in own)
    return {key(line)[0]: line for line in own if counts[key(line)[0]] == 1}


def frame_of(dossier: Dossier, file: ReadFile, kind: str) -> list[PriceLine]:
    """The lines of the buyer's table of the same kind and lot; empty when there is none, or several."""
    found = []
    for source in sources(dossier).of(kind, "cadre_prix_vierge"):
        text = source.document.pages[0].text if source.document.pages else ""
        lot = lot_of(text, source.document.name)
        lines = [line for line in price_lines(source.document) if not line.is_total]
        same_kind = source.kind == kind or any(word in fold(source.document.name) for word in (kind,))
        if lines and same_kind and (not lot or not file.lot or lot == file.lot):
            found.append(lines)
    return found[0] if len(found) == 1 else []
