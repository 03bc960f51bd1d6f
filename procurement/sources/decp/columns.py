"""The names tables give to the same column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from procurement.sources.values import text

_NAMES: dict[str, tuple[str, ...]] = {
    "uid": ("uid",),
    "id": ("id", "idmarche", "iddumarche", "numeromarche"),
    "buyer_id": ("acheteurid", "idacheteur", "siretacheteur", "acheteursiret"),
    "buyer_name": ("acheteurnom", "nomacheteur"),
    "buyer_departement": ("acheteurdepartementcode",),
    "buyer_postcode": ("codepostalacheteur",),
    "nature": ("nature",),
    "type": ("type",),
    "object": ("objet", "objetmarche"),
    "cpv": ("codecpv", "cpv"),
    "procedure": ("procedure",),
    "techniques": ("techniques", "technique"),
    "framework": ("idaccordcadre",),
    "place_code": ("lieuexecutioncode",),
    "place_type": ("lieuexecutiontypecode",),
    "place_name": ("lieuexecutionnom", "lieuexecution"),
    "duration": ("dureemois",),
    "notified": ("datenotification",),
    "published": ("datepublicationdonnees", "datepublicationdesdonnees"),
    "amount": ("montant", "montantmarche", "montantprevu"),
    "offers": ("offresrecues",),
    "grouping": ("typegroupementoperateurs",),
    "social": ("considerationssociales",),
    "environmental": ("considerationsenvironnementales",),
    "subcontracting": ("soustraitancedeclaree",),
    "winner_id": ("titulaireid", "titulairesid", "sirettitulaire", "titulairesiret", "titulaireid1"),
    "winner_type": (
        "titulairetypeidentifiant",
        "titulairestypeidentifiant",
        "titulairestypeidentifianttypeidentifiant",
        "titulairetypeidentifiant1",
    ),
    "winner_name": (
        "titulairenom",
        "titulairesdenominationsociale",
        "titulairedenominationsociale",
        "titulairemandataire",
        "titulairedenominationsociale1",
    ),
    "winner_commune": ("titulairecommunecode", "codeinseetitulaire"),
    "winner_departement": ("titulairedepartementcode",),
    "winner_postcode": ("codepostaltitulaire",),
    "winner_size": ("titulairecategorie",),
    "winner_role": ("role",),
    "change_id": ("modificationid", "idmodification"),
    "change_current": ("donneesactuelles",),
}


@cache
def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.lower().lstrip("\ufeff"))
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\(.*?\)", "", bare))


def cell(row: Mapping[str, object], what: str) -> str | None:
    """The words of a column known under one of its names, in the order of preference; None when empty."""
    for wanted in _NAMES[what]:
        for name, value in row.items():
            if name and _plain(name) == wanted and (words := text(value)):
                return words
    return None


def numbered_winners(row: Mapping[str, object]) -> list[dict[str, str | None]]:
    """Winners written as titulaire_id_1, titulaire_id_2… in one row."""
    named = {_plain(name): value for name, value in row.items() if name}
    found = []
    for number in range(2, 10):
        words = text(named.get(f"titulaireid{number}"))
        if words:
            found.append(
                {
                    "id": words,
                    "typeIdentifiant": text(named.get(f"titulairetypeidentifiant{number}")),
                    "denominationSociale": text(named.get(f"titulairedenominationsociale{number}")),
                }
            )
    return found


def is_contract_table(row: Mapping[str, object]) -> bool:
    """Whether the columns are those of a table of contracts: an object, and an amount or a buyer."""
    names = {_plain(name) for name in row if name}
    return any(n in names for n in _NAMES["object"] + _NAMES["uid"]) and any(
        n in names for n in _NAMES["amount"] + _NAMES["buyer_id"]
    )


def contract_key(row: Mapping[str, object]) -> str | None:
    """What the rows of one contract share: the uid, else buyer and number; None when the row names neither."""
    uid = cell(row, "uid")
    if uid:
        return uid
    number = cell(row, "id")
    return f"{cell(row, 'buyer_id') or ''}|{number}" if number else None
