"""Who wins the contracts of a trade, at what size: the picture a firm needs before it bids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from observatory.bands import LABELS
from observatory.question import Question, QuestionError, prepare
from observatory.snapshot import Snapshot

MINIMUM = 10
KINDS = {
    "local": "TPE-PME locales",
    "other": "TPE-PME d'ailleurs",
    "large": "Entreprises plus grandes",
    "unknown": "Taille ou lieu inconnu",
}
_KIND = """CASE WHEN l.sme AND l.local THEN 'local' WHEN l.sme AND NOT l.local THEN 'other'
    WHEN NOT l.sme THEN 'large' ELSE 'unknown' END"""


@dataclass(frozen=True, slots=True)
class BandRow:
    """Contracts of one band of amounts; `shares` by kind of winner (see `KINDS`), empty under 10 contracts."""

    band: str
    label: str
    contracts: int
    shares: dict[str, float]


@dataclass(frozen=True, slots=True)
class TradePicture:
    """What the contracts of some CPV codes look like; None when fewer than 10 contracts say it."""

    contracts: int
    firms: int
    local_firms: int
    median_amount: float | None
    quarter_amounts: tuple[float, float] | None
    median_offers: float | None
    shares: dict[str, float]
    bands: tuple[BandRow, ...]


def trade_picture(snapshot: Snapshot, question: Question, codes: Sequence[str] = ()) -> TradePicture:
    """The contracts of the question whose CPV begins with one of `codes` (none: every contract).

    Raises `QuestionError` on codes that are not digits.
    """
    roots = [code.rstrip("0").ljust(2, "0") for code in codes]
    if not all(root.isdigit() for root in roots):
        raise QuestionError("Donnez des codes CPV (des chiffres) pour ce métier.")
    con = snapshot.connect()
    try:
        prepare(con, question)
        wanted = " OR ".join(f"starts_with(cpv, '{root}')" for root in roots) or "TRUE"
        con.execute(f"CREATE OR REPLACE TEMP TABLE trade AS SELECT * FROM scope WHERE {wanted}")
        return _picture(con)
    finally:
        con.close()


def _picture(con: duckdb.DuckDBPyConnection) -> TradePicture:
    row = con.execute(
        """SELECT count(*), median(amount)::DOUBLE, quantile_cont(amount::DOUBLE, 0.25),
        quantile_cont(amount::DOUBLE, 0.75), count(amount), median(nullif(offers, 0)), count(nullif(offers, 0)) FROM trade"""
    ).fetchone() or (0, None, None, None, 0, None, 0)
    contracts, median, first, third, known, offers, told = row
    firms = con.execute(
        """SELECT count(DISTINCT l.siren), count(DISTINCT l.siren) FILTER (WHERE l.sme AND l.local)
        FROM trade JOIN lines l USING (contract)"""
    ).fetchone() or (0, 0)
    enough = known >= MINIMUM
    return TradePicture(
        contracts,
        firms[0],
        firms[1],
        median if enough else None,
        (first, third) if enough else None,
        offers if told >= MINIMUM else None,
        _shares(con, "TRUE", contracts),
        tuple(_bands(con)),
    )


def _shares(con: duckdb.DuckDBPyConnection, where: str, contracts: int) -> dict[str, float]:
    if contracts < MINIMUM:
        return {}
    rows = con.execute(
        f"""SELECT {_KIND}, sum(l.weight) FROM trade t JOIN lines l USING (contract) WHERE {where} GROUP BY 1"""
    ).fetchall()
    found = {str(kind): float(weight) for kind, weight in rows}
    total = sum(found.values())
    return {kind: round(found.get(kind, 0.0) / total, 6) for kind in KINDS} if total else {}


def _bands(con: duckdb.DuckDBPyConnection) -> list[BandRow]:
    counts = con.execute("SELECT band, count(*) FROM trade WHERE band IS NOT NULL GROUP BY 1 ORDER BY 1").fetchall()
    return [BandRow(band, LABELS[band], n, _shares(con, f"t.band = '{band}'", n)) for band, n in counts]
