"""The OpenAPI document of the observatory's API."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

_FILTERS = (
    ("annee", "Année de notification (défaut : la dernière ; « toutes » pour la période entière)."),
    ("local", "Définition de local : commune, epci, departement ou distance:50."),
    ("etablissement", "declared (SIRET déclaré), head_office (siège) ou presence."),
    ("acheteur", "SIRET ou SIREN d'un acheteur."),
    ("cpv", "Premiers chiffres d'un code CPV."),
    ("taille", "Tranche de montant, de 1 à 6."),
    ("epci", "SIREN d'une intercommunalité d'acheteurs."),
)
_PAGING = (
    ("depuis", "Rang de la première ligne, à partir de 0."),
    ("nombre", "Lignes par page, de 1 à 1000 (défaut 100). Le total est toujours donné."),
)


def document(base_url: str) -> dict[str, Any]:
    """The document, for the server at `base_url`."""
    paths = {
        "/api/observatoire": _path("Rapport tremplin.observatory/1", "Indicateurs, intervalles, couverture, ventilations.", _FILTERS, "Rapport"),
        "/api/observatoire/contrats": _path("Contrats, une ligne par titulaire", "Les personnes physiques ne sont pas nommées.", _FILTERS + _PAGING, "Contrats"),
        "/api/observatoire/ocds": _path("Contrats en OCDS 1.1", "Paquet de publications.", _FILTERS + _PAGING, "Ocds"),
        "/api/observatoire/territoires": _path("Comparaison de territoires", "« territoire » est répétable, 20 au plus.", (("territoire", "Commune (INSEE), EPCI (SIREN) ou département."), *_FILTERS), "Territoires"),
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Observatoire de la commande publique locale",
            "version": version("tremplin"),
            "description": "Lecture seule, sans clé, 60 demandes par minute et par adresse (réponse 429 au-delà).",
        },
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _path(title: str, text: str, parameters: tuple[tuple[str, str], ...], schema: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {
        "get": {
            "summary": title,
            "description": text,
            "parameters": [_parameter(name, words) for name, words in parameters],
            "responses": {
                "200": {"description": "La réponse.", "content": {"application/json": {"schema": reference}}},
                "400": {"description": "Question impossible : la page dit laquelle."},
                "404": {"description": "Aucune figure pour cette année."},
                "429": {"description": "Trop de demandes : attendez une minute."},
            },
        }
    }


def _parameter(name: str, words: str) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": "integer"} if name in ("depuis", "nombre") else {"type": "string"}
    if name == "territoire":
        kind = {"type": "array", "items": {"type": "string"}, "maxItems": 20}
    return {"name": name, "in": "query", "required": name == "territoire", "description": words, "schema": kind}


def _schemas() -> dict[str, Any]:
    share = {"type": ["number", "null"]}
    indicator = {
        "type": "object",
        "required": ["code", "value", "n"],
        "properties": {
            "code": {"type": "string"},
            "label": {"type": "string"},
            "unit": {"enum": ["share", "euro", "count", "km"]},
            "value": {**share, "description": "null sous 10 contrats"},
            "low": share,
            "high": share,
            "n": {"type": "integer"},
            "coverage": share,
            "if_unknown_none": share,
            "if_unknown_all": share,
        },
    }
    paged = {"total": {"type": "integer"}, "depuis": {"type": "integer"}, "suivant": {"type": ["string", "null"]}}
    rows = {"type": "array", "items": {"type": "object"}}
    indicators = {"type": "array", "items": {"$ref": "#/components/schemas/Indicateur"}}
    return {
        "Indicateur": indicator,
        "Rapport": {
            "type": "object",
            "properties": {"schema": {"const": "tremplin.observatory/1"}, "indicators": indicators},
        },
        "Contrats": {"type": "object", "properties": {**paged, "contrats": rows}},
        "Ocds": {"type": "object", "properties": {"version": {"const": "1.1"}, "releases": rows}},
        "Territoires": {"type": "object", "properties": {"territoires": rows}},
    }
