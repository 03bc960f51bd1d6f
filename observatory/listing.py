"""Contracts one by one, for exports and for the page of quality. Never the name of a person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from observatory.question import Question, prepare
from observatory.snapshot import Snapshot

MASKED = "Titulaire non nommé (personne physique, ou forme juridique inconnue)"
_SIREN = "CASE WHEN l.public_name IS NOT NULL THEN l.siren END"
_COLUMNS = f"""f.uid, f.id, f.source, f.buyer_siret, f.buyer_name, f.buyer_commune, f.buyer_epci, f.buyer_departement,
    f.object, f.cpv, f.nature, f.contract_type, f.procedure, f.notified, f.published, f.band,
    f.stated_amount, f.amount AS kept_amount, f.framework, f.subsequent, f.in_scope, f.offers, f.social, f.environmental,
    list_sort(f.flags) AS flags, l.rank AS winner_rank, {_SIREN} AS winner_siren,
    coalesce(l.public_name, CASE WHEN l.siren IS NOT NULL THEN '{MASKED}' END) AS winner_name,
    l.sme AS winner_sme, l.micro AS winner_micro, l.local AS winner_local"""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a listing and how many there are in all: nothing is capped without saying so."""

    rows: list[dict[str, Any]]
    total: int
    offset: int


def listing(snapshot: Snapshot, question: Question) -> Any:
    """A connection with the table `listing`: one line per winner of each contract of the question. The caller closes it."""
    con = snapshot.connect()
    prepare(con, question)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE listing AS SELECT {_COLUMNS} FROM field f
        LEFT JOIN (SELECT w.*, {question.local_sql()} AS local FROM winners_lines w) l USING (contract)
        ORDER BY f.notified DESC NULLS LAST, f.uid, f.contract, l.rank"""
    )
    return con


def contracts_page(snapshot: Snapshot, question: Question, offset: int = 0, limit: int = 100) -> Page:
    """Lines of contracts (one per winner), the latest first."""
    con = listing(snapshot, question)
    try:
        total = con.execute("SELECT count(*) FROM listing").fetchone()[0]
        found = con.execute("SELECT * FROM listing LIMIT ? OFFSET ?", [limit, offset])
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    finally:
        con.close()
    return Page(rows, int(total), offset)


def write_contracts(snapshot: Snapshot, question: Question, path: Path, form: str) -> int:
    """Write every line to `path` as parquet or csv; how many lines."""
    con = listing(snapshot, question)
    try:
        target = str(path).replace("'", "''")
        if form == "csv":
            # A spreadsheet must not take a text for a formula.
            texts = ("buyer_name", "object", "winner_name", "id", "uid")
            safe = ", ".join(
                f"CASE WHEN regexp_matches({t}, '^[=+@-]') THEN '''' || {t} ELSE {t} END AS {t}" for t in texts
            )
            select = f"SELECT * REPLACE ({safe}, array_to_string(flags, ' ') AS flags) FROM listing"
            con.execute(f"COPY ({select}) TO '{target}' (FORMAT csv, HEADER, DELIMITER ';')")
        else:
            con.execute(f"COPY listing TO '{target}' (FORMAT parquet)")
        return int(con.execute("SELECT count(*) FROM listing").fetchone()[0])
    finally:
        con.close()


def flag_counts(snapshot: Snapshot, question: Question) -> list[tuple[str, int]]:
    """Each flag of the contracts of the question and how many bear it, the most frequent first."""
    con = snapshot.connect()
    try:
        prepare(con, question)
        rows = con.execute("SELECT flag, count(*) FROM (SELECT unnest(flags) AS flag FROM field) GROUP BY 1").fetchall()
    finally:
        con.close()
    return sorted(((str(flag), int(n)) for flag, n in rows), key=lambda one: (-one[1], one[0]))


def flagged(snapshot: Snapshot, question: Question, flag: str, limit: int = 200) -> Page:
    """The contracts that bear a flag, for the buyer to mend: number, object, day, amount."""
    con = snapshot.connect()
    try:
        prepare(con, question)
        total = con.execute("SELECT count(*) FROM field WHERE list_contains(flags, ?)", [flag]).fetchone()
        found = con.execute(
            """SELECT uid, source, id, object, buyer_siret, buyer_name, notified, stated_amount FROM field
            WHERE list_contains(flags, ?) ORDER BY buyer_name, notified DESC NULLS LAST, id LIMIT ?""",
            [flag, limit],
        )
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    finally:
        con.close()
    return Page(rows, int(total[0]) if total else 0, 0)
