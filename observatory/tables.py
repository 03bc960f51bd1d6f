"""The tables of a snapshot: contracts, lines (one per contract and winner), subcontracts (one per declared act)."""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

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


def digest(folder: Path) -> str:
    """SHA-256 of the content of the tables, read as CSV: the same records in any order give the same value."""
    sha = hashlib.sha256()
    for name, schema in SCHEMAS.items():
        with pq.ParquetFile(folder / f"{name}.parquet") as file:
            sha.update(",".join(schema.names).encode())
            batches = file.iter_batches(batch_size=_HASHED, columns=schema.names)
            # The next batch is written while this one is hashed; no more than two are held.
            with ThreadPoolExecutor(1) as other:
                waiting: deque[Future[pa.Buffer]] = deque()
                for batch in batches:
                    waiting.append(other.submit(_csv, batch))
                    if len(waiting) > 1:
                        sha.update(waiting.popleft().result())
                for last in waiting:
                    sha.update(last.result())
    return sha.hexdigest()


def _csv(batch: pa.RecordBatch) -> pa.Buffer:
    if "flags" in batch.schema.names:
        flags = pc.binary_join(batch["flags"], " ")
        batch = batch.set_column(batch.schema.names.index("flags"), "flags", flags)
    sink = pa.BufferOutputStream()
    csv.write_csv(batch, sink, csv.WriteOptions(include_header=False))
    return sink.getvalue()
