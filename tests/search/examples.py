"""Invented notices of the Boulonnais for the tests of the search."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from search.contract import SearchNotice

BOULOGNE, OUTREAU, DESVRES, CALAIS = "62160", "62643", "62268", "62193"
CAB = "246200729"  # Communauté d'agglomération du Boulonnais
NOW = datetime(2026, 3, 2, 9, 0)


def notice(number: int, title: str, **given: Any) -> SearchNotice:
    """An open call published on 1 March 2026, to be answered by the 30th."""
    held: dict[str, Any] = {
        "published": date(2026, 3, 1),
        "deadline": datetime(2026, 3, 30, 12, 0),
        "buyer": "Commune d'Outreau",
        "buyer_id": "216206433",
        "contract_type": "travaux",
        "procedure": "MAPA",
        "commune": OUTREAU,
        "epci": CAB,
        "departement": "62",
    }
    return SearchNotice(id=f"T-{number}", title=title, **(held | given))


NOTICES = (
    notice(1, "Travaux de peinture intérieure de l'école Jules-Verne", cpv=("45442110",), amount=Decimal(30_000)),
    notice(
        2,
        "Remplacement des menuiseries extérieures du gymnase",
        cpv=("45421000", "45421132"),
        lots=("Menuiseries aluminium", "Désamiantage"),
        allotted=True,
        social_clause=True,
        amount=Decimal(250_000),
        deadline=datetime(2026, 3, 6, 12, 0),
    ),
    notice(
        3,
        "Fourniture de denrées alimentaires pour la cantine",
        buyer="Ville de Boulogne-sur-Mer",
        buyer_id="216201608",
        commune=BOULOGNE,
        contract_type="fournitures",
        procedure="AOO",
        cpv=("15800000",),
        published=date(2026, 2, 10),
        reserved=False,
    ),
    notice(
        4,
        "Entretien des espaces verts et tonte",
        buyer="Ville de Calais",
        buyer_id="216201939",
        commune=CALAIS,
        epci="246200364",
        contract_type="services",
        cpv=("77310000",),
        reserved=True,
        social_clause=False,
    ),
    notice(
        5,
        "Réfection de la couverture de l'église",
        text="Dépose et repose d'ardoises. Échafaudage compris.",
        commune=DESVRES,
        epci="200018083",
        buyer="Commune de Desvres",
        buyer_id="216202689",
        cpv=("45261210",),
        deadline=None,
    ),
    notice(
        6,
        "Travaux de peinture des logements",
        kind="award",
        published=date(2025, 6, 1),
        deadline=datetime(2025, 5, 1, 12, 0),
        cpv=("45442100",),
    ),
    notice(7, "Travaux de plomberie et de chauffage", cpv=("45330000",), deadline=datetime(2026, 2, 20, 12, 0)),
)
