"""A few invented notices and a report, enough for every public page to have something to show."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from portal import indexing
from portal.store.imports import keep
from portal.wiring import Services
from procurement import clock
from procurement.models import Buyer, Criterion, Lot, Notice, NoticeKind, Place, Winner


def _noon(days: int) -> datetime:
    return clock.local_now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=days)


def school(**changes: Any) -> Notice:
    """A call in two lots, open for twelve days."""
    fields: dict[str, Any] = {
        "id": "boamp:26-1001",
        "source": "boamp",
        "kind": NoticeKind.CALL,
        "title": "Travaux de peinture et de sols souples de l'école Jean-Macé",
        "buyer": Buyer(
            "Commune de Desvres",
            place=Place(postcode="62240", city="Desvres", commune="62268"),
            profile_url="https://acheteur.exemple.fr",
        ),
        "published": clock.today() - timedelta(days=9),
        "deadline": _noon(12),
        "description": "Réfection des peintures intérieures de six classes.\n\nRemplacement des sols souples du réfectoire.",
        "procedure": "MAPA",
        "contract_type": "travaux",
        "cpv": ("45442100", "45432110"),
        "place": Place(city="Desvres", commune="62268", departement="62"),
        "departements": ("62",),
        "lots": (
            Lot("1", "Peinture", "Préparation des supports et deux couches.", ("45442100",), Decimal(38000)),
            Lot("2", "Sols souples", None, ("45432110",), Decimal("21500.50"), social_clause=True),
        ),
        "criteria": (Criterion("Prix", Decimal(60), "%"), Criterion("Valeur technique", Decimal(40), "%")),
        "conditions": "Lettre de candidature (DC1), déclaration du candidat (DC2), attestation d'assurance.",
        "social_clause": True,
        "url": "https://www.boamp.fr/avis/detail/26-1001",
    }
    return Notice(**(fields | changes))


def notices() -> list[Notice]:
    """An open call with a correction, an urgent one, a closed one with its award."""
    gardens = {
        "cpv": ("77310000",),
        "lots": (),
        "criteria": (),
        "conditions": None,
        "social_clause": None,
        "contract_type": "services",
    }
    return [
        school(),
        school(id="boamp:26-1002", kind=NoticeKind.CORRECTION, related=("boamp:26-1001",), deadline=_noon(14), published=clock.today()),
        school(id="boamp:26-1003", title="Entretien des espaces verts et des cimetières", deadline=_noon(3), buyer=Buyer("Communauté d'agglomération du Boulonnais", siren="246200729"), place=Place(city="Boulogne-sur-Mer", commune="62160"), **gardens),
        school(id="boamp:26-1004", title="Fourniture de repas pour la cantine de Samer", deadline=_noon(-20), cpv=("55523100",), lots=(), published=clock.today() - timedelta(days=60)),
        school(id="boamp:26-1005", kind=NoticeKind.AWARD, related=("boamp:26-1004",), title="Fourniture de repas pour la cantine de Samer", deadline=None, lots=(), winners=(Winner(name="Traiteur de la Liane"),)),
        school(id="boamp:26-1006", title="Nettoyage des locaux communaux de Wimereux", deadline=_noon(40), cpv=("90910000",), lots=(), place=Place(city="Wimereux", commune="62893"), social_clause=None),
    ]  # fmt: skip


def report(year: int = 2025, local: str = "epci") -> dict[str, Any]:
    """An invented `tremplin.observatory/1`."""
    labels = (("PL_nb", "Part des contrats remportés par des TPE-PME locales", 0.41), ("P_nb", "Part des contrats remportés par des TPE-PME", 0.68), ("L_nb", "Part des contrats remportés par des entreprises locales", 0.47))  # fmt: skip
    indicators = [
        {"code": code, "label": label, "value": value, "low": value - 0.05, "high": value + 0.05, "unit": "share", "n": 354,
         "coverage": 0.87, "if_unknown_none": value - 0.06, "if_unknown_all": value + 0.07, "left_out": {"size unknown": 46}}
        for code, label, value in labels
    ]  # fmt: skip
    buyers = [
        ("21620160000013", "Commune de Boulogne-sur-Mer", 0.4, 55),
        ("21620268000010", "=Commune de Desvres", None, 6),
    ]
    years = [("2024", "2024", 0.38, 310), ("2025", "2025", 0.41, 354)]
    cut = {
        name: [{"key": key, "label": label, "indicators": [{"code": "PL_nb", "value": value, "n": n}]} for key, label, value, n in rows]
        for name, rows in {"buyer": buyers, "year": years, "cpv": [("45", "Travaux de construction", 0.55, 120), ("77", "Espaces verts", 0.72, 31)]}.items()
    }  # fmt: skip
    return {
        "schema": "tremplin.observatory/1", "territory": ["246200729"], "year": year, "local": local, "establishment": "declared",
        "snapshot": {"sha256": "0" * 64, "awards": 400, "sources": []}, "indicators": indicators, "by": cut,
        "code_version": "observatory-1", "query": "",
    }  # fmt: skip


def fill(services: Services) -> None:
    """Put the notices in the database and the index, and the report in its folder."""
    with services.store.session() as session:
        keep(session, notices())
    services.settings.snapshots.mkdir(parents=True, exist_ok=True)
    for year, local in ((2025, "epci"), (2024, "epci"), (2025, "departement")):
        path = services.settings.snapshots / f"report-{year}-{local}.json"
        path.write_text(json.dumps(report(year, local)), encoding="utf-8")
    indexing.rebuild(services)
