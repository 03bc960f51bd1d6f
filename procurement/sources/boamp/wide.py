"""The wide export of schema v230 (some 900 columns, one notice over several rows) as a record of the API."""

from __future__ import annotations

import ast
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from procurement.sources.values import line, local_time

_PARIS = ZoneInfo("Europe/Paris")
_UTC = ZoneInfo("UTC")
_COLUMNS = {
    "IDENTITE/DENOMINATION": "Identite_Denomination",
    "IDENTITE/CODE_IDENT_NATIONAL": "Identite_Codeidentnational",
    "IDENTITE/CP": "Identite_Cp",
    "IDENTITE/VILLE": "Identite_Ville",
    "IDENTITE/URL_PROFIL_ACHETEUR": "Identite_Urlprofilacheteur",
    "OBJET/TITRE_MARCHE": "Objet_Titremarche",
    "OBJET/OBJET_COMPLET": "Objet_Objetcomplet",
    "OBJET/REF_MARCHE": "Objet_Refmarche",
    "OBJET/CPV/PRINCIPAL": "Objet_Cpv_Principal",
    "OBJET/DUREE_DELAI/DUREE_MOIS": "Objet_Dureedelai_Dureemois",
    "OBJET/CARACTERISTIQUES/PRINCIPALES": "Objet_Caracteristiques_Principales",
    "OBJET/LIEU_EXEC_LIVR/CODE_NUTS": "Objet_Lieuexeclivr_Codenuts",
    "OBJET/LIEU_EXEC_LIVR/VILLE": "Objet_Lieuexeclivr_Ville",
    "CONDITION_DELAI/RECEPT_OFFRES": "Conditiondelai_Receptoffres",
    "RENSEIGNEMENTS_COMPLEMENTAIRES/RENS_COMPLEMENT": "Renseignementscomplementaires_Renscomplement",
}
_LOT = {
    "NUM": "Objet_Lots_Lot_Num",
    "INTITULE": "Objet_Lots_Lot_Intitule",
    "DESCRIPTION": "Objet_Lots_Lot_Description",
    "CPV": "Objet_Lots_Lot_Cpv_Principal",
}
_FLAGS = {
    "Reference_Typeavis_Statut_Rectificatif": "RECTIFICATIF",
    "Reference_Typeavis_Statut_Annulation": "ANNULATION",
    "Reference_Typeavis_Nature_Modification": "MODIFICATION",
    "Reference_Typeavis_Nature_Attribution_Standard": "ATTRIBUTION",
    "Reference_Typeavis_Nature_Appeloffre_Standard": "APPEL_OFFRE",
    "Reference_Typeavis_Nature_Rectificatif": "RECTIFICATIF",
}


def from_wide(rows: list[dict[str, str]]) -> dict[str, Any]:
    """The record of the API that the rows of one notice make up."""
    cells: dict[str, list[str]] = {}
    for row in rows:
        for name, value in row.items():
            words = line(value)
            if words and words != "False" and not words.startswith("<?xml"):
                cells.setdefault(re.sub(r"^[DG](_\d{2})+_", "", name), []).append(words)

    def first(name: str) -> str | None:
        return next(iter(cells.get(name, ())), None)

    donnees: dict[str, Any] = {"IDENTITE": {}, "OBJET": {}}
    for path, column in _COLUMNS.items():
        _put(donnees, path, first(column))
    donnees["OBJET"]["LOTS"] = {"LOT": _lots(cells)}
    criteria = first("Procedure_Criteresattribution_Criteresponderes_Critere")
    donnees["PROCEDURE"] = {"CRITERES_ATTRIBUTION": {"CRITERES_PONDERES": {"CRITERE": _criteria(criteria)}}}
    donnees["ATTRIBUTION"] = _award(first)
    deadline = _local(first("Indexation_Datelimitereponse"))
    received = donnees.get("CONDITION_DELAI", {})
    received["RECEPT_OFFRES"] = _local(received.get("RECEPT_OFFRES"))
    return {
        "idweb": first("Reference_Idweb") or rows[0].get("BOAMP_AVIS_NUM"),
        "objet": first("Indexation_Resumeobjet"),
        "dateparution": (_local(first("Indexation_Datepublication")) or "")[:10],
        "nature": next((kind for name, kind in _FLAGS.items() if "True" in cells.get(name, ())), None),
        "code_departement": first("Indexation_Deppublication"),
        "descripteur_libelle": cells.get("Indexation_Descripteurs_Descripteur_Libelle", [])[:20],
        "annonces_anterieures": first("Marche_Annonceanterieur_Reference_Idweb"),
        "gestion": {"INDEXATION": {"DATE_LIMITE_REPONSE": deadline}},
        "donnees": donnees,
    }


def _put(node: dict[str, Any], path: str, value: str | None) -> None:
    *outer, last = path.split("/")
    for key in outer:
        node = node.setdefault(key, {})
    if value is not None:
        node[last] = value.removesuffix(".0")


def _lots(cells: dict[str, list[str]]) -> list[dict[str, Any]]:
    numbers = cells.get(_LOT["NUM"], [])
    lots: dict[str, dict[str, Any]] = {}
    for rank, number in enumerate(numbers):
        lot: dict[str, Any] = {"NUM": number.removesuffix(".0")}
        for key in ("INTITULE", "DESCRIPTION", "CPV"):
            values = cells.get(_LOT[key], [])
            if len(values) == len(numbers):
                lot[key] = {"PRINCIPAL": values[rank]} if key == "CPV" else values[rank]
        lots.setdefault(number, lot)
    return list(lots.values())


def _criteria(written: str | None) -> list[dict[str, Any]]:
    try:
        found = ast.literal_eval(written or "[]")
    except (ValueError, SyntaxError):
        return []
    return [{"#text": c.get("value"), "@POIDS": str(c.get("poids") or "")} for c in found if isinstance(c, dict)]


def _award(first: Any) -> dict[str, Any]:
    base = "Attribution_Decision_TitulaireandRENSEIGNEMENT_"
    winner = {"DENOMINATION": first(base + "Denomination"), "CP": first(base + "Cp"), "VILLE": first(base + "Ville")}
    if not winner["DENOMINATION"]:
        return {}
    winner["CODE_IDENT_NATIONAL"] = first(base + "Codeidentnational")
    day = (first(base + "Dateattribution") or first("Attribution_Datedecision") or "")[:10]
    facts = {
        "MONTANT": first(base + "Montant_Value"),
        "NB_OFFRE_RECU": first(base + "Nboffrerecu"),
        "DATE_ATTRIBUTION": day,
    }
    return {"DECISION": {"ATTRIBUE": "", "TITULAIRE": winner, "RENSEIGNEMENT": facts}}


def _local(written: str | None) -> str | None:
    """This export wrote true UTC (22:00 in summer, 23:00 in winter for midnight): back to the clock of Paris."""
    when = local_time(written)
    return datetime.replace(when, tzinfo=_UTC).astimezone(_PARIS).strftime("%Y-%m-%dT%H:%M:%S") if when else None
