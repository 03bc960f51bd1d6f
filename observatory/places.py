"""What the register and the geographic code know, as tables: establishments, firms, buyers, places a source states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from observatory.firms import NO_STAFF, Firms
from observatory.geography import FAR_KM, NOWHERE, Spot, of_buyer, of_establishment, of_place
from procurement.identifiers import valid_siret
from procurement.models.company import Establishment
from procurement.models.place import Place

_SPOT = pa.struct(
    [("commune", pa.string()), ("epci", pa.string()), ("departement", pa.string())]
    + [("latitude", pa.float64()), ("longitude", pa.float64())]
)
Column = tuple[pa.DataType, Iterable[Any]]


def create(con: duckdb.DuckDBPyConnection, name: str, columns: dict[str, Column]) -> None:
    """A table of these columns in `con`."""
    con.register("filling", pa.table({key: pa.array(list(found), kind) for key, (kind, found) in columns.items()}))
    con.execute(f"CREATE TABLE {name} AS FROM filling")
    con.unregister("filling")


def _spots(spots: Iterable[Spot]) -> Column:
    return _SPOT, [{name: getattr(s, name) for name in Spot.__slots__} for s in spots]


def load_register(con: duckdb.DuckDBPyConnection, firms: Firms) -> None:
    """`establishments` (by SIRET), `staffed` (where a firm works, by SIREN) and `firms` (size, head office)."""
    known = firms.known()
    create(
        con,
        "establishments",
        {"siret": (pa.string(), (s for s, _ in known)), "spot": _spots(of_establishment(e) for _, e in known)},
    )
    sirens = firms.sirens()
    _load_staffed(con, [(n, e) for n in sirens for e in firms.establishments(n) if e.staff_band not in NO_STAFF])
    sizes = [firms.size(n) for n in sirens]
    create(
        con,
        "firms",
        {
            "siren": (pa.string(), sirens),
            "sme": (pa.bool_(), (s.sme for s in sizes)),
            "micro": (pa.bool_(), (s.micro for s in sizes)),
            "staff_known": (pa.bool_(), (s.staff_known for s in sizes)),
            "public_name": (pa.string(), (firms.public_name(n) for n in sirens)),
            "head": _spots(of_establishment(firms.head_office(n)) for n in sirens),
        },
    )


def _load_staffed(con: duckdb.DuckDBPyConnection, found: list[tuple[str, Establishment]]) -> None:
    create(
        con,
        "staffed",
        {
            "siren": (pa.string(), (n for n, _ in found)),
            "active": (pa.bool_(), (e.active is not False for _, e in found)),
            "closed": (pa.date32(), (e.closed_on for _, e in found)),
            "spot": _spots(of_establishment(e) for _, e in found),
        },
    )


def load_places(con: duckdb.DuckDBPyConnection, firms: Firms) -> None:
    """`buyers` and `stated_places`: where each buyer and each place stated by a winner is."""
    buyers = con.execute("SELECT DISTINCT buyer_siret, buyer_departement FROM records").fetchall()
    valid = [valid_siret(siret) for siret, _ in buyers]
    create(
        con,
        "buyers",
        {
            "buyer_siret": (pa.string(), (siret for siret, _ in buyers)),
            "buyer_departement": (pa.string(), (code for _, code in buyers)),
            "buyer_valid": (pa.bool_(), (one is not None for one in valid)),
            "buyer": _spots(
                of_buyer(number[:9] if number else None, _office(firms, siret), code)
                for (siret, code), number in zip(buyers, valid, strict=True)
            ),
        },
    )
    places = con.execute("SELECT DISTINCT commune, departement FROM winners").fetchall()
    create(
        con,
        "stated_places",
        {
            "commune": (pa.string(), (commune for commune, _ in places)),
            "departement": (pa.string(), (code for _, code in places)),
            "stated": _spots(of_place(Place(commune=c, departement=d)) if c or d else NOWHERE for c, d in places),
        },
    )


def _office(firms: Firms, siret: str | None) -> Establishment | None:
    """The establishment of a buyer: the one declared, else its head office."""
    return firms.establishment(siret) or firms.head_office((siret or "")[:9])


def local_sql(who: str, spot: str) -> str:
    """Columns saying whether `spot` and `buyer` share a commune, EPCI, département; great circle in whole kilometres.

    Each level on its own; NULL is unknown. Two départements that differ are not used to answer « not the same
    commune »: the answer would be known for far firms only, and the share counted on known answers would be biased.
    """
    half = f"""pow(sin(radians({spot}.latitude - buyer.latitude) / 2), 2) + cos(radians(buyer.latitude))
      * cos(radians({spot}.latitude)) * pow(sin(radians({spot}.longitude - buyer.longitude) / 2), 2)"""
    km = f"round(2 * 6371.0088 * asin(sqrt({half})))::INTEGER"
    levels = [f"buyer.{level} = {spot}.{level} AS {who}_{level}" for level in ("commune", "epci", "departement")]
    return ", ".join([*levels, f"CASE WHEN {km} < {FAR_KM} THEN {km} END AS {who}_km"])
