"""Awards as columns: batches of records, winners and subcontracts streamed into a working database."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any

import duckdb
import pyarrow as pa

from procurement.models.award import Amendment, Award, Winner
from procurement.nomenclature import cpv
from procurement.plain import plain
from procurement.winners import siren_of_winner, winner_key

BATCH = 50_000  # awards turned into columns at once
_EXACT = pa.decimal128(38, 6)
_HUGE = Decimal(10) ** 30
_TEXTS = ("uid", "id", "source", "buyer_siret", "buyer_name", "buyer_departement")
_MORE = ("object", "nature", "contract_type", "procedure")


@lru_cache(maxsize=1 << 14)
def _framework(techniques: tuple[str, ...], nature: str | None) -> bool:
    return any("accord cadre" in plain(t) for t in (*techniques, nature or ""))


@lru_cache(maxsize=1 << 14)
def _subsequent(nature: str | None) -> bool:
    return "subsequent" in plain(nature or "")


@lru_cache(maxsize=1 << 14)
def consideration(values: tuple[str, ...]) -> bool | None:
    """Empty is unknown, not « no »; « Pas de considération » is no."""
    said = [v.strip().lower() for v in values if v.strip()]
    if not said:
        return None
    return any(not v.startswith(("pas de", "aucun", "sans", "non")) for v in said)


_cpv = lru_cache(maxsize=1 << 14)(cpv.normalise)
_division = lru_cache(maxsize=1 << 14)(cpv.division)


def _exact(amount: Decimal | None) -> Decimal | None:
    """An amount to the millionth; beyond any meaning it is brought back to a limit that is flagged as well."""
    if amount is None:
        return None
    return max(-_HUGE, min(_HUGE, amount)).quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)


def _amounts(values: list[Decimal | None]) -> pa.Array:
    try:
        return pa.array(values, _EXACT)
    except pa.ArrowInvalid:
        return pa.array([_exact(v) for v in values], _EXACT)


def _last(amendments: tuple[Amendment, ...]) -> Decimal | None:
    dated = sorted((a for a in amendments if a.amount), key=lambda a: str(a.date or ""))
    return dated[-1].amount if dated else None


def _keys(winners: tuple[Winner, ...]) -> str | None:
    """The winners of a record, whatever their order; None without winner."""
    if len(winners) == 1:
        return winner_key(winners[0])
    return "\x1f".join(sorted({winner_key(w) for w in winners})) or None


def _rest(award: Award) -> str | None:
    """What the winners and acts of a record say beyond their numbers."""
    parts = [f"{w.siret}/{w.id}/{w.commune}/{w.departement}/{w.declared_sme}" for w in award.winners]
    if award.subcontracts:
        parts += [f"{act.siret}/{act.amount}" for act in award.subcontracts]
    return parts[0] if len(parts) == 1 else "|".join(parts)


_RECORD: dict[str, tuple[pa.DataType, Callable[[Award], Any]]] = {
    "cpv": (pa.string(), lambda a: _cpv(a.cpv)),
    "division": (pa.string(), lambda a: _division(a.cpv)),
    "notified": (pa.date32(), attrgetter("notified")),
    "published": (pa.date32(), attrgetter("published")),
    "framework": (pa.bool_(), lambda a: _framework(a.techniques, a.nature)),
    "subsequent": (pa.bool_(), lambda a: bool(a.framework_id) or _subsequent(a.nature)),
    "concession": (pa.bool_(), attrgetter("concession")),
    "offers": (pa.int32(), attrgetter("offers_received")),
    "social": (pa.bool_(), lambda a: consideration(a.social_considerations)),
    "environmental": (pa.bool_(), lambda a: consideration(a.environmental_considerations)),
    "subcontracting": (pa.bool_(), attrgetter("subcontracting_declared")),
    "said": (pa.list_(pa.string()), attrgetter("flags")),
    "keys": (pa.string(), lambda a: _keys(a.winners)),
    "amendments": (pa.int32(), lambda a: len(a.amendments)),
    "rest": (pa.string(), _rest),
}
# Tells apart two records of the same uid, dates and winners: their order rests on it, never on their arrival.
_CONTENT = """md5_number(concat_ws('|', id, object, source, buyer_siret, buyer_name, buyer_departement, cpv, nature,
  contract_type, procedure, stated, last, offers, framework, subsequent, concession, social, environmental,
  subcontracting, said::VARCHAR, rest)) AS content"""
_WINNER = ("key", "siret", "siren", "commune", "departement")


def _record_batch(awards: list[Award], first: int) -> pa.Table:
    columns: dict[str, pa.Array] = {"n": pa.array(range(first, first + len(awards)), pa.int64())}
    for name in (*_TEXTS, *_MORE):
        columns[name] = pa.array(list(map(attrgetter(name), awards)), pa.string())
    for name, (kind, read) in _RECORD.items():
        columns[name] = pa.array(list(map(read, awards)), kind)
    columns["stated"] = _amounts([a.amount for a in awards])
    columns["last"] = _amounts([_last(a.amendments) if a.amendments else None for a in awards])
    return pa.table(columns)


def _winner_batch(awards: list[Award], first: int) -> pa.Table:
    found = [(n, p, w) for n, a in enumerate(awards, first) for p, w in enumerate(a.winners)]
    texts = [(winner_key(w), w.siret, siren_of_winner(w), w.commune, w.departement) for _, _, w in found]
    columns = zip(*texts, strict=True) if texts else ((),) * len(_WINNER)
    return pa.table(
        {
            "n": pa.array([n for n, _, _ in found], pa.int64()),
            "position": pa.array([p for _, p, _ in found], pa.int32()),
            **{name: pa.array(values, pa.string()) for name, values in zip(_WINNER, columns, strict=True)},
            "declared_sme": pa.array([w.declared_sme for _, _, w in found], pa.bool_()),
        }
    )


def _act_batch(awards: list[Award], first: int) -> pa.Table:
    found = [(n, p, s) for n, a in enumerate(awards, first) if a.subcontracts for p, s in enumerate(a.subcontracts)]
    return pa.table(
        {
            "n": pa.array([n for n, _, _ in found], pa.int64()),
            "position": pa.array([p for _, p, _ in found], pa.int32()),
            "siret": pa.array([s.siret for _, _, s in found], pa.string()),
            "paid": _amounts([s.amount for _, _, s in found]),
        }
    )


def _batches(awards: Iterable[Award]) -> Iterator[list[Award]]:
    stream = iter(awards)
    while batch := list(islice(stream, BATCH)):
        yield batch


def load(con: duckdb.DuckDBPyConnection, awards: Iterable[Award]) -> int:
    """Stream awards into the tables `records`, `record_winners`, `record_acts`; how many there were.

    `n` numbers the records as they come and decides nothing: every later order rests on their content.
    """
    _insert(con, _tables([], 0))  # the tables exist even without award
    first = 0
    with ThreadPoolExecutor(1) as other:  # a batch is written while the next one is read and turned into columns
        writing: Future[None] | None = None
        for batch in _batches(awards):
            collecting = gc.isenabled()
            gc.disable()  # columns hold no cycle: looking for them among the awards would take a third of the time
            try:
                tables = _tables(batch, first)
            finally:
                if collecting:
                    gc.enable()
            first += len(batch)
            if writing:
                writing.result()
            writing = other.submit(_insert, con, tables)
        if writing:
            writing.result()
    return first


def _tables(batch: list[Award], first: int) -> dict[str, pa.Table]:
    return {
        "records": _record_batch(batch, first),
        "record_winners": _winner_batch(batch, first),
        "record_acts": _act_batch(batch, first),
    }


def _insert(con: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table]) -> None:
    for name, table in tables.items():
        con.register("batch", table)
        columns = f"* EXCLUDE (rest), {_CONTENT}" if name == "records" else "*"
        con.execute(f"CREATE TABLE IF NOT EXISTS {name} AS SELECT {columns} FROM batch LIMIT 0")
        con.execute(f"INSERT INTO {name} SELECT {columns} FROM batch")
        con.unregister("batch")
