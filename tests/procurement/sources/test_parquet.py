"""A table says the same in Parquet as in CSV: typed columns, absent values and all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from procurement.models import Award, Company
from procurement.sources import decp, sirene
from procurement.sources.readers import csv_rows
from procurement.sources.run import run

GOLDEN = Path(__file__).parent / "golden" / "decp_table.raw.csv"


def read(source: Any, path: Path) -> tuple[list[Any], dict[str, str]]:
    found: list[Any] = []
    tally = run(source.SOURCE, [path], found.append)
    return found, tally.messages


def test_a_consolidated_table_is_the_same_in_parquet(tmp_path: Path) -> None:
    path = tmp_path / "decp.parquet"
    pq.write_table(pa.Table.from_pylist(list(csv_rows(GOLDEN))), path)
    awards, _ = read(decp, path)
    expected, _ = read(decp, GOLDEN)
    assert len(expected) > 1 and awards == expected


def test_typed_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "sans-suffixe"
    row = {
        "uid": "21620160300016A1", "id": "A1", "nature": "Marché", "objet": "Voirie", "codeCPV": "45233141",
        "acheteur_id": "21620160300016", "acheteur_nom": "Boulogne-sur-Mer", "titulaire_id": "73282932000074",
        "titulaire_typeIdentifiant": "SIRET", "montant": Decimal("61100.50"), "dateNotification": date(2025, 1, 2),
        "dureeMois": 12, "offresRecues": None, "donneesActuelles": True, "modification_id": 0,
    }  # fmt: skip
    pq.write_table(pa.Table.from_pylist([row]), path)
    (award,), _ = read(decp, path)
    assert isinstance(award, Award)
    assert (award.amount, award.notified, award.offers_received) == (Decimal("61100.50"), date(2025, 1, 2), None)
    assert award.winners[0].siret == "73282932000074" and award.amendments == ()


def test_the_stock_of_companies_in_parquet(tmp_path: Path) -> None:
    path = tmp_path / "StockUniteLegale.parquet"
    row = {"siren": "732829320", "denominationUniteLegale": "ENTREPRISE D'EXEMPLE", "categorieEntreprise": "PME",
           "nicSiegeUniteLegale": "00074", "etatAdministratifUniteLegale": "A"}  # fmt: skip
    pq.write_table(pa.Table.from_pylist([row]), path)
    (company,), _ = read(sirene, path)
    assert isinstance(company, Company) and company.siren == "732829320"


@pytest.mark.parametrize("cut", [8, 200])
def test_a_parquet_cut_short_is_a_sentence(tmp_path: Path, cut: int) -> None:
    whole = tmp_path / "whole.parquet"
    pq.write_table(pa.Table.from_pylist(list(csv_rows(GOLDEN))), whole)
    path = tmp_path / "decp.parquet"
    path.write_bytes(whole.read_bytes()[:cut])
    found, messages = read(decp, path)
    assert found == [] and "Parquet abîmé ou incomplet" in messages["parquet_illisible"]
