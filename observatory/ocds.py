"""Contracts as releases of the Open Contracting Data Standard 1.1. Never the name of a person."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from observatory.listing import MASKED, Page, listing
from observatory.question import Question
from observatory.snapshot import Snapshot


def releases_page(snapshot: Snapshot, question: Question, prefix: str, offset: int = 0, limit: int = 100) -> Page:
    """Releases, one per contract with all its suppliers, the latest first; `offset` and `limit` count contracts.

    Suppliers that are persons bear no name and no number.
    """
    con = listing(snapshot, question)
    try:
        con.execute(
            """CREATE OR REPLACE TEMP TABLE numbered AS
            SELECT *, dense_rank() OVER (ORDER BY notified DESC NULLS LAST, uid) AS turn FROM listing"""
        )
        total = con.execute("SELECT coalesce(max(turn), 0) FROM numbered").fetchone()[0]
        found = con.execute(
            "SELECT * FROM numbered WHERE turn > $1 AND turn <= $1 + $2 ORDER BY turn, winner_rank", [offset, limit]
        )
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    finally:
        con.close()
    contracts = [list(lines) for _, lines in groupby(rows, key=lambda row: row["turn"])]
    return Page([_release(lines, prefix) for lines in contracts], int(total), offset)


def _release(lines: list[dict[str, Any]], prefix: str) -> dict[str, Any]:
    one = lines[0]
    amount = one["kept_amount"]
    value = {"value": {"amount": float(amount), "currency": "EUR"}} if amount is not None else {}
    names = {  # by number: a contract published twice has its suppliers once
        f"FR-SIREN-{row['winner_siren']}" if row["winner_siren"] else f"masked-{row['winner_rank']}": row["winner_name"]
        for row in lines
        if row["winner_rank"] is not None
    }
    suppliers = [{"id": number, "name": name or MASKED} for number, name in names.items()]
    buyer = {"id": f"FR-SIRET-{one['buyer_siret']}", "name": one["buyer_name"] or ""}
    return {
        "ocid": f"{prefix}-{one['uid']}",
        "id": f"{one['uid']}-{one['notified']}",
        "date": f"{one['notified']}T00:00:00Z" if one["notified"] else None,
        "tag": ["award", "contract"],
        "initiationType": "tender",
        "language": "fr",
        "buyer": buyer,
        "tender": {
            "id": one["id"] or one["uid"],
            "title": one["object"],
            "procurementMethodDetails": one["procedure"],
            "numberOfTenderers": one["offers"],
            "items": [{"id": "1", "classification": {"scheme": "CPV", "id": one["cpv"]}}] if one["cpv"] else [],
        },
        "awards": [{"id": one["uid"], "status": "active", "suppliers": suppliers, **value}],
        "contracts": [{"id": one["uid"], "awardID": one["uid"], "dateSigned": f"{one['notified']}T00:00:00Z", **value}]
        if one["notified"]
        else [],
    }
