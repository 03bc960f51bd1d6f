"""From the rows of one contract in a table to the shape of the JSON format."""

from __future__ import annotations

from typing import Any

from procurement.nomenclature import places
from procurement.nomenclature.locate import departement_of_postcode
from procurement.sources.base import RecordFailed
from procurement.sources.decp.columns import cell, numbered_winners
from procurement.sources.values import amount, yes_no

Row = dict[str, str]
_COPIED = {
    "uid": "uid",
    "id": "id",
    "nature": "nature",
    "objet": "object",
    "codeCPV": "cpv",
    "procedure": "procedure",
    "techniques": "techniques",
    "idAccordCadre": "framework",
    "dureeMois": "duration",
    "dateNotification": "notified",
    "datePublicationDonnees": "published",
    "montant": "amount",
    "offresRecues": "offers",
    "typeGroupementOperateurs": "grouping",
    "considerationsSociales": "social",
    "considerationsEnvironnementales": "environmental",
    "sousTraitanceDeclaree": "subcontracting",
    "_departement": "buyer_departement",
    "_categorie": "type",
}


def from_table(rows: list[Row]) -> dict[str, Any]:
    """The contract several rows describe, one per winner (and per amendment). Raises `RecordFailed` without rows."""
    if not rows:
        raise RecordFailed("vide", "Le marché n'a aucune ligne.")
    current = [row for row in rows if yes_no(cell(row, "change_current")) is not False] or rows
    base = current[0]
    data: dict[str, Any] = {name: cell(base, what) for name, what in _COPIED.items()}
    data["acheteur"] = {"id": cell(base, "buyer_id"), "nom": cell(base, "buyer_name")}
    data["lieuExecution"] = {"code": cell(base, "place_code"), "typeCode": cell(base, "place_type")}
    data["titulaires"] = [winner for row in current for winner in _winners(row)]
    data["_amounts_differ"] = len({amount(cell(row, "amount")) for row in current}) > 1
    if data["_departement"] is None:
        data["_departement"] = _departement_of(cell(base, "buyer_postcode"))
    data["modifications"] = [_change(row) for row in rows if row not in current or _is_change(row)]
    return data


def _is_change(row: Row) -> bool:
    return (cell(row, "change_id") or "0") not in ("0", "0.0")


def _change(row: Row) -> dict[str, Any]:
    return {
        "dateNotificationModification": cell(row, "notified"),
        "montant": cell(row, "amount"),
        "dureeMois": cell(row, "duration"),
    }


def _winners(row: Row) -> list[dict[str, Any]]:
    size = cell(row, "winner_size")
    first = {
        "id": cell(row, "winner_id"),
        "typeIdentifiant": cell(row, "winner_type") or "SIRET",
        "denominationSociale": cell(row, "winner_name"),
        "_commune": cell(row, "winner_commune"),
        "_departement": cell(row, "winner_departement") or _departement_of(cell(row, "winner_postcode")),
        "_pme": size == "PME" if size in ("PME", "ETI", "GE") else None,
    }
    return [first, *numbered_winners(row)]


def _departement_of(postcode: str | None) -> str | None:
    found = {commune.departement for commune in places.by_postcode(postcode)}
    if len(found) == 1:
        return found.pop()
    digits = (postcode or "").strip()
    known = places.departement(
        departement_of_postcode(digits.zfill(5) if len(digits) == 4 and digits.isdigit() else digits)
    )
    return known.code if known else None
