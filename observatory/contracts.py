"""From records to contracts: which records speak of the same contract. Nothing is dropped: copies stay, marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from observatory.records import load
from procurement import attribution
from procurement.models.award import Award
from procurement.plain import plain

# A notice of attribution never takes the place of an essential record, nor shares its amount: what ties them is a flag
# it bears (procurement/same_contract.py).
_NOTICE = f"source IN {attribution.SOURCES}"
_LATEST = "published DESC NULLS LAST, amendments DESC, content DESC"
_RANK = "uid, notified NULLS FIRST, published NULLS FIRST"
# The latest publication of each key is kept, the others are marked copies: same uid first, then same contract elsewhere.
_COPIES = f"""
CREATE TABLE by_uid AS SELECT n FROM records
QUALIFY row_number() OVER (PARTITION BY uid, keys, notified ORDER BY {_LATEST}) > 1;
CREATE TABLE by_profile AS SELECT n FROM records ANTI JOIN by_uid USING (n)
WHERE NOT {_NOTICE} AND buyer_siret <> '' AND notified IS NOT NULL AND stated IS NOT NULL AND keys IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY id, buyer_siret, keys, notified, stated ORDER BY {_LATEST}) > 1;
CREATE TABLE kept AS SELECT n, uid, notified, published FROM records ANTI JOIN by_uid USING (n)
ANTI JOIN by_profile USING (n);
CREATE TABLE homes (n BIGINT, home BIGINT)"""
_CLOSE = f"""
SELECT uid, notified, n, object, stated FROM records SEMI JOIN (
  SELECT n FROM kept QUALIFY count(*) OVER (PARTITION BY uid, notified) > 1) USING (n)
ORDER BY {_RANK}, content, n"""
# The last record of a contract speaks for it, with the winners and flags of all.
_CONTRACTS = f"""
CREATE TABLE members AS
SELECT k.n, coalesce(h.home, k.n) AS home FROM kept k LEFT JOIN homes h USING (n);
CREATE TABLE together AS
SELECT home, count(*) AS records, count(DISTINCT stated) + max((stated IS NULL)::INT) AS amounts,
       list_sort(list_distinct(flatten(list(said)))) AS said
FROM members JOIN records USING (n) GROUP BY home HAVING count(*) > 1;
CREATE TABLE gathered AS
WITH found AS (
  SELECT m.n, t.records, t.amounts, t.said AS all_said, NULL AS copy_of
  FROM members m LEFT JOIN together t USING (home) WHERE m.n = m.home
  UNION ALL BY NAME SELECT n, 'uid' AS copy_of FROM by_uid
  UNION ALL BY NAME SELECT n, 'profile' AS copy_of FROM by_profile
), dated AS (SELECT uid, count(*) AS dates FROM (SELECT DISTINCT uid, notified FROM records) GROUP BY uid)
SELECT row_number() OVER (ORDER BY {_RANK}, coalesce(copy_of, ''), id, object, content, n) AS contract,
       n, coalesce(f.records, 1) AS records, coalesce(amounts, 1) AS amounts, dates, copy_of,
       coalesce(all_said, said) AS said
FROM found f JOIN records USING (n) JOIN dated USING (uid)"""
_REPEATED = f"""
CREATE TABLE repeated AS
SELECT contract, repeats FROM (
  SELECT contract, copy_of, count(*) FILTER (WHERE copy_of IS NULL) OVER (
    PARTITION BY coalesce(nullif(buyer_siret, ''), buyer_name), words, notified, stated, r.cpv) AS repeats
  FROM gathered JOIN records r USING (n) JOIN plain_objects USING (object)
  WHERE framework AND stated IS NOT NULL AND NOT {_NOTICE}) WHERE repeats > 1"""
# One winner once: the place of its first mention, the words of its last. The records of a copy are not put together.
_WINNERS = f"""
CREATE TABLE winners AS
WITH mentions AS (
  SELECT g.contract, w.key, w, row_number() OVER (
    PARTITION BY g.contract ORDER BY {_RANK}, content, r.n, position) AS mention
  FROM gathered g JOIN members m ON m.home = g.n JOIN records r ON r.n = m.n JOIN record_winners w ON w.n = m.n
  WHERE g.records > 1 OR g.contract IN (
    SELECT contract FROM gathered JOIN record_winners USING (n) GROUP BY contract HAVING count(*) > count(DISTINCT key))
), once AS (
  SELECT contract, min(mention) AS mention, arg_max(w, mention) AS w FROM mentions GROUP BY contract, key
), found AS (
  SELECT contract, mention, w.siret, w.siren, w.commune, w.departement, w.declared_sme FROM once
  UNION ALL
  SELECT contract, position, siret, siren, commune, departement, declared_sme
  FROM gathered JOIN record_winners USING (n) ANTI JOIN once USING (contract)
)
SELECT contract, row_number() OVER (PARTITION BY contract ORDER BY mention) AS rank,
       siret, siren, commune, departement, declared_sme FROM found"""


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract (awarded lot). `copy_of` names the way in which it repeats another record, else None."""

    award: Award
    copy_of: str | None = None


def gather(awards: Iterable[Award]) -> list[Contract]:
    """The contracts in a canonical order that does not depend on the order of the records."""
    listed = list(awards)
    con = duckdb.connect(":memory:", config={"threads": 2})
    try:
        load(con, listed)
        put_together(con)
        rows = con.execute("SELECT n, copy_of FROM gathered ORDER BY contract").fetchall()
    finally:
        con.close()
    return [Contract(listed[n], copy_of) for n, copy_of in rows]


def put_together(con: duckdb.DuckDBPyConnection) -> None:
    """From the records loaded in `con` make `gathered` (one row per contract), `repeated` and `winners`."""
    con.execute(_COPIES)
    homes = _homes(con.execute(_CLOSE).fetchall())
    _fill(con, "homes", {"n": list(homes), "home": list(homes.values())})
    con.execute(_CONTRACTS)
    objects = con.execute("SELECT DISTINCT object FROM records WHERE framework AND object <> ''").fetchall()
    con.execute("CREATE TABLE plain_objects (object VARCHAR, words VARCHAR)")
    _fill(con, "plain_objects", {"object": [o for (o,) in objects], "words": [plain(o) for (o,) in objects]})
    con.execute(_REPEATED)
    con.execute(_WINNERS)


def _fill(con: duckdb.DuckDBPyConnection, name: str, columns: dict[str, list[Any]]) -> None:
    if not next(iter(columns.values())):
        return
    con.register("filling", pa.table(columns))
    con.execute(f"INSERT INTO {name} FROM filling")
    con.unregister("filling")


def _homes(rows: list[tuple[Any, ...]]) -> dict[int, int]:
    """Records of one uid and day with the same object or amount but other winners are one contract, counted once.

    A record joins the first contract of its day whose first record it resembles; the last to come speaks for it.
    """
    homes: dict[int, int] = {}
    for _, alike in groupby(rows, key=lambda row: row[:2]):
        clusters: list[tuple[str, Decimal | None, list[int]]] = []
        for _, _, n, text, amount in alike:
            words = plain(text or "")
            home = next((c for c in clusters if c[0] == words or (amount is not None and c[1] == amount)), None)
            if home is None:
                clusters.append((words, amount, [n]))
            else:
                home[2].append(n)
        homes |= {n: members[-1] for _, _, members in clusters for n in members}
    return homes
