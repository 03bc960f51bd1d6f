"""The tables of a snapshot, computed in a working database from gathered records, the register and places."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from observatory.bands import european_threshold
from observatory.places import create, local_sql
from observatory.quality import rules
from observatory.quality.model import Effect
from observatory.question import GROUP, rates_sql
from observatory.tables import SCHEMAS

_LEVELS = ("commune", "epci", "departement")
_JUDGED = """
CREATE VIEW judged AS
SELECT g.contract, g.records, g.amounts, g.dates, g.copy_of, g.said, coalesce(p.repeats, 1) AS repeats,
       coalesce(w.winners, 0)::INTEGER AS winners, coalesce(w.without_siret, 0) AS without_siret, b.buyer_valid,
       b.buyer, t.threshold, year(r.notified)::INTEGER AS year, r.* EXCLUDE (said, keys, content, buyer_departement)
FROM gathered g JOIN records r USING (n) LEFT JOIN repeated p USING (contract)
LEFT JOIN (SELECT contract, count(*) AS winners, count(*) FILTER (WHERE coalesce(siret, '') = '') AS without_siret
           FROM winners GROUP BY contract) w USING (contract)
JOIN buyers b ON b.buyer_siret IS NOT DISTINCT FROM r.buyer_siret
  AND b.buyer_departement IS NOT DISTINCT FROM r.buyer_departement
JOIN thresholds t ON t.year IS NOT DISTINCT FROM year(r.notified)::INTEGER
  AND t.works = CASE WHEN r.contract_type <> '' THEN r.contract_type = 'travaux'
                     ELSE coalesce(r.division = '45', FALSE) END"""
# To the cent, halves upwards, in whole numbers: a repeated maximum is shared out without a rounded division.
_SHARED = """(((2 * (stated * 1000000)::HUGEINT + repeats * 10000) // (repeats * 20000))::DECIMAL(30, 0)
    * 0.01::DECIMAL(3, 2))::DECIMAL(20, 2)"""
_CAN = "abs({0}) < 100000000000000000"  # what a column of amounts holds


def _money(column: str) -> str:
    return f"CASE WHEN {_CAN.format(column)} THEN {column}::DECIMAL(20, 2) END"


def _contracts_sql() -> str:
    raised = ", ".join(f"CASE WHEN {rule.sql} THEN '{rule.code}' END" for rule in rules())
    codes = {effect: [rule.code for rule in rules() if rule.effect is effect] for effect in Effect}
    shared = f"CASE WHEN repeats > 1 THEN {_SHARED} ELSE {_money('stated')} END"
    return f"""
CREATE TABLE contracts AS SELECT * EXCLUDE (raised, said),
  NOT list_has_any(raised, {codes[Effect.CONTRACT]!r}) AS in_scope,
  CASE WHEN stated < 100000000000000000 AND NOT list_has_any(raised, {codes[Effect.AMOUNT]!r}) THEN {shared} END
    AS amount,
  list_sort(list_distinct(list_concat(said, raised))) AS flags  -- list_distinct leaves NULL out
FROM (SELECT *, buyer.commune AS buyer_commune, buyer.epci AS buyer_epci, buyer.departement AS buyer_departement,
  CASE WHEN stated > 1 THEN (1 + (stated >= 40000)::INT + (stated >= 90000)::INT
    + (stated >= least(threshold, 1000000))::INT + (stated >= 1000000)::INT + (stated >= 5000000)::INT)::VARCHAR END
    AS band,
  {_money("stated")} AS stated_amount, {_money("last")} AS last_amount,
  [{raised}] AS raised FROM judged)"""


# Winners (kind 1; a contract without winner has one line where all is unknown) and subcontractors (kind 2).
_PEOPLE = """
CREATE TABLE people AS
WITH who AS (
  SELECT c.contract, coalesce(w.rank, 1)::INTEGER AS rank, 1 AS kind, 1 / greatest(c.winners, 1) AS weight,
    w.siret, w.siren, w.commune, w.departement, w.declared_sme, NULL::DECIMAL(38, 6) AS paid
  FROM contracts c LEFT JOIN winners w USING (contract)
  UNION ALL
  SELECT c.contract, position, 2, 1, siret, nullif(left(siret, 9), ''), NULL, NULL, NULL, paid
  FROM contracts c JOIN record_acts USING (n)
)
SELECT who.contract, rank, kind, weight, who.siren, paid, c.notified AS day, c.in_scope, c.buyer, f.head,
  CASE WHEN coalesce(e.spot.commune, e.spot.epci) IS NOT NULL THEN e.spot
       WHEN p.stated.commune IS NOT NULL OR e.spot.departement IS NULL THEN p.stated ELSE e.spot END AS declared,
  coalesce(f.sme, declared_sme) AS sme,
  CASE WHEN f.sme IS NOT NULL THEN f.micro WHEN NOT declared_sme THEN FALSE END AS micro,
  CASE WHEN f.sme IS NOT NULL THEN 'register' WHEN declared_sme IS NOT NULL THEN 'declared' END AS size_source,
  coalesce(f.staff_known, FALSE) AS staff_known, f.public_name
FROM who JOIN contracts c USING (contract) LEFT JOIN firms f ON f.siren = who.siren
LEFT JOIN establishments e ON e.siret = who.siret
LEFT JOIN stated_places p ON p.commune IS NOT DISTINCT FROM who.commune
  AND p.departement IS NOT DISTINCT FROM who.departement"""


def _any(level: str) -> str:
    """True when one is; unknown when none is known or when one is not; else false."""
    name = f"presence_{level}"
    return f"CASE WHEN bool_or({name}) THEN TRUE WHEN count({name}) = count(*) THEN FALSE END AS {name}"


_PRESENT = f"""
CREATE TABLE present AS
SELECT contract, kind, rank, {", ".join(map(_any, _LEVELS))}, min(presence_km) AS presence_km
FROM (SELECT contract, kind, rank, {local_sql("presence", "spot")} FROM people JOIN staffed USING (siren)
      WHERE CASE WHEN closed IS NOT NULL AND day IS NOT NULL THEN closed > day ELSE active END)
GROUP BY ALL"""
# The last day before this one on which the firm won a contract of the field.
_PLACED = f"""
CREATE TABLE placed AS
SELECT q.*, paid::DECIMAL(20, 2) AS amount, w.day AS previous,
  {local_sql("declared", "declared")}, {local_sql("head", "head")},
  {", ".join(f"presence_{level}" for level in (*_LEVELS, "km"))}
FROM people q LEFT JOIN present USING (contract, kind, rank)
ASOF LEFT JOIN (SELECT DISTINCT siren, day FROM people WHERE kind = 1 AND in_scope) w
  ON q.siren = w.siren AND q.day > w.day"""
_FROM = {
    "contracts": "contracts ORDER BY contract",
    "lines": "placed WHERE kind = 1 ORDER BY contract, rank",
    "subcontracts": "placed WHERE kind = 2 ORDER BY contract, rank",
}


def assemble(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the tables of `SCHEMAS` in `folder` from the records gathered and the places loaded in `con`.

    `expected.parquet` beside them holds the rates of reference for the usual definitions of local: it follows from them.
    """
    years = [year for (year,) in con.execute("SELECT DISTINCT year(notified)::INTEGER FROM records").fetchall()]
    pairs = [(year, works) for year in years for works in (False, True)]
    create(
        con,
        "thresholds",
        {
            "year": (pa.int32(), (year for year, _ in pairs)),
            "works": (pa.bool_(), (works for _, works in pairs)),
            "threshold": (pa.int64(), (int(european_threshold(*pair)) for pair in pairs)),
        },
    )
    for step in (_JUDGED, _contracts_sql(), _PEOPLE, _PRESENT, _PLACED):
        con.execute(step)
    for name, schema in SCHEMAS.items():
        path = str(folder / f"{name}.parquet").replace("'", "''")
        con.execute(
            f"COPY (SELECT {', '.join(schema.names)} FROM {_FROM[name]}) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {GROUP})"
        )
    rates = (
        f"SELECT '{level}' AS local, * FROM ({rates_sql(f'declared_{level}', lines='placed')})" for level in _LEVELS
    )
    path = str(folder / "expected.parquet").replace("'", "''")
    con.execute(f"COPY (FROM ({' UNION ALL '.join(rates)}) ORDER BY ALL) TO '{path}' (FORMAT parquet)")
