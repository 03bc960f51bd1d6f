"""The tables of a snapshot: contracts, lines (one per contract and winner), subcontracts (one per declared act)."""

from __future__ import annotations

import hashlib
import io
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from observatory.bands import band, is_works
from observatory.contracts import Contract, is_framework, is_subsequent
from observatory.firms import Firms, buyer_establishment, localities, siren_of_winner
from observatory.geography import Locality, Spot, of_buyer
from observatory.quality import rules
from observatory.quality.model import Effect
from procurement.identifiers import siren_of
from procurement.models.award import Award, Winner
from procurement.nomenclature import cpv

Row = dict[str, Any]
_HASHED = 100_000  # rows written at once: the memory a hash takes stays small
_MONEY = pa.decimal128(20, 2)
_TEXTS = "uid id source buyer_siret buyer_name buyer_commune buyer_epci buyer_departement object cpv division nature"
_CONTRACT = {
    "contract": pa.int64(),
    **{name: pa.string() for name in _TEXTS.split()},
    "contract_type": pa.string(),
    "procedure": pa.string(),
    "notified": pa.date32(),
    "published": pa.date32(),
    "year": pa.int32(),
    "band": pa.string(),
    "stated_amount": _MONEY,
    "amount": _MONEY,
    "last_amount": _MONEY,
    "framework": pa.bool_(),
    "subsequent": pa.bool_(),
    "in_scope": pa.bool_(),
    "winners": pa.int32(),
    "offers": pa.int32(),
    "social": pa.bool_(),
    "environmental": pa.bool_(),
    "subcontracting": pa.bool_(),
    "flags": pa.list_(pa.string()),
}
_LOCAL = {
    f"{who}_{level}": pa.int32() if level == "km" else pa.bool_()
    for who in ("declared", "head", "presence")
    for level in ("commune", "epci", "departement", "km")
}
_LINE = {
    "contract": pa.int64(),
    "rank": pa.int32(),
    "weight": pa.float64(),
    "siren": pa.string(),
    "sme": pa.bool_(),
    "micro": pa.bool_(),
    "size_source": pa.string(),
    "staff_known": pa.bool_(),
    "previous": pa.date32(),  # the last day before this one on which the firm won a contract of the field
    "public_name": pa.string(),  # of legal persons only: the name of a sole trader is personal
    **_LOCAL,
}
_SUBCONTRACT = {
    "contract": pa.int64(),
    "siren": pa.string(),
    "amount": _MONEY,
    "sme": pa.bool_(),
    "micro": pa.bool_(),
    **_LOCAL,
}
CONTRACTS = pa.schema(list(_CONTRACT.items()))
LINES = pa.schema(list(_LINE.items()))
SUBCONTRACTS = pa.schema(list(_SUBCONTRACT.items()))
SCHEMAS = {"contracts": CONTRACTS, "lines": LINES, "subcontracts": SUBCONTRACTS}


def rows(contracts: Iterable[Contract], firms: Firms) -> dict[str, list[Row]]:
    """The rows of each table, contracts numbered in their canonical order."""
    tables: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    wins: dict[str, list[date]] = {}
    for number, contract in enumerate(contracts, start=1):
        award = contract.award
        office = buyer_establishment(firms, award.buyer_siret)
        buyer = of_buyer(siren_of(award.buyer_siret), office, award.buyer_departement)
        top = _contract(number, contract, buyer)
        lines = _lines(number, award, buyer, firms)
        tables["contracts"].append(top)
        tables["lines"] += lines
        tables["subcontracts"] += _subcontracts(number, award, buyer, firms)
        if top["in_scope"] and award.notified:
            for line in lines:
                if line["siren"]:
                    wins.setdefault(line["siren"], []).append(award.notified)
    _add_previous(tables, wins)
    return tables


def _add_previous(tables: dict[str, list[Row]], wins: dict[str, list[date]]) -> None:
    for days in wins.values():
        days.sort()
    notified = {top["contract"]: top["notified"] for top in tables["contracts"]}
    for line in tables["lines"]:
        day, days = notified[line["contract"]], wins.get(line["siren"] or "", [])
        before = bisect_left(days, day) if day else 0
        line["previous"] = days[before - 1] if before else None


def _contract(number: int, contract: Contract, buyer: Spot) -> Row:
    award = contract.award
    raised = [rule for rule in rules() if rule.test(contract)]
    effects = {rule.effect for rule in raised}
    kept = None if Effect.AMOUNT in effects else award.amount
    return {
        "contract": number,
        **_identity(award, buyer),
        "band": _band(award),
        "stated_amount": _money(award.amount),
        "amount": _money(kept / contract.repeats) if kept is not None else None,
        "last_amount": _last_amount(award),
        "framework": is_framework(award),
        "subsequent": is_subsequent(award),
        "in_scope": Effect.CONTRACT not in effects,
        "winners": len(award.winners),
        "offers": award.offers_received,
        "social": _consideration(award.social_considerations),
        "environmental": _consideration(award.environmental_considerations),
        "subcontracting": award.subcontracting_declared,
        "flags": sorted({*award.flags, *(rule.code for rule in raised)}),
    }


def _identity(award: Award, buyer: Spot) -> Row:
    names = ("uid", "id", "source", "buyer_siret", "buyer_name", "object", "nature", "contract_type", "procedure")
    return {
        **{name: getattr(award, name) for name in names},
        "buyer_commune": buyer.commune,
        "buyer_epci": buyer.epci,
        "buyer_departement": buyer.departement,
        "cpv": cpv.normalise(award.cpv),
        "division": cpv.division(award.cpv),
        "notified": award.notified,
        "published": award.published,
        "year": award.notified.year if award.notified else None,
    }


def _band(award: Award) -> str | None:
    year = award.notified.year if award.notified else None
    amount = award.amount if award.amount is not None and award.amount > 1 else None
    return band(amount, year, is_works(award.contract_type, cpv.division(award.cpv)))


def _last_amount(award: Award) -> Decimal | None:
    dated = sorted((a for a in award.amendments if a.amount), key=lambda a: str(a.date or ""))
    return _money(dated[-1].amount) if dated else None


def _consideration(values: tuple[str, ...]) -> bool | None:
    """Empty is unknown, not « no »; « Pas de considération » is no."""
    said = [v.strip().lower() for v in values if v.strip()]
    if not said:
        return None
    return any(not v.startswith(("pas de", "aucun", "sans", "non")) for v in said)


def _money(amount: Decimal | None) -> Decimal | None:
    if amount is None or abs(amount) >= Decimal(10) ** 17:
        return None
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _lines(number: int, award: Award, buyer: Spot, firms: Firms) -> list[Row]:
    """One line per winner at weight 1/n; a contract without winner has one line where all is unknown."""
    winners = award.winners or (Winner(),)
    found = []
    for rank, winner in enumerate(winners, start=1):
        siren = siren_of_winner(winner)
        size = firms.size(siren, winner)
        local = localities(firms, buyer, winner, award.notified)
        line: Row = {"contract": number, "rank": rank, "weight": 1 / len(winners), "siren": siren}
        line |= {"sme": size.sme, "micro": size.micro, "size_source": size.source}
        line["staff_known"] = size.staff_known
        line["public_name"] = firms.public_name(siren)
        found.append(line | _local_row(local))
    return found


def _local_row(local: dict[str, Locality]) -> Row:
    names = ("commune", "epci", "departement", "km")
    return {f"{who}_{level}": getattr(where, level) for who, where in local.items() for level in names}


def _subcontracts(number: int, award: Award, buyer: Spot, firms: Firms) -> list[Row]:
    """One row per declared act of subcontracting; unknown amounts stay unknown."""
    found = []
    for act in award.subcontracts:
        winner = Winner(id=act.siret, siret=act.siret)
        siren = siren_of_winner(winner)
        size = firms.size(siren, winner)
        row: Row = {"contract": number, "siren": siren, "amount": _money(act.amount)}
        row |= {"sme": size.sme, "micro": size.micro}
        found.append(row | _local_row(localities(firms, buyer, winner, award.notified)))
    return found


def table_of(name: str, rows: list[Row]) -> pa.Table:
    """The rows of a table in its columns."""
    schema = SCHEMAS[name]
    return pa.table([pa.array([row[one.name] for row in rows], one.type) for one in schema], schema=schema)


def digest(tables: Mapping[str, pa.Table]) -> str:
    """SHA-256 of the content of the tables, written as CSV: the same records in any order give the same value."""
    sha = hashlib.sha256()
    for name in SCHEMAS:
        table = tables[name]
        if "flags" in table.column_names:
            flags = pc.binary_join(table["flags"], " ")
            table = table.set_column(table.column_names.index("flags"), "flags", flags)
        sink = io.BytesIO()
        for start in range(0, max(1, table.num_rows), _HASHED):
            csv.write_csv(table.slice(start, _HASHED), sink)
            sha.update(sink.getbuffer())
            sink.seek(0)
            sink.truncate()
    return sha.hexdigest()
