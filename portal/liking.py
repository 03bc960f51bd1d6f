"""« Pas pour moi »: what a person set aside, and which tenders then come last. Nothing is hidden but the tender itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store import SetAside
from procurement.models import Commune, Notice
from procurement.nomenclature import places

REASONS = {
    "metier": "Ce n'est pas mon métier",
    "lieu": "C'est trop loin",
    "taille": "C'est trop gros pour nous",
    "acheteur": "Je ne travaille pas avec cet acheteur",
    "delai": "Le délai pour répondre est trop court",
    "autre": "Autre raison",
}
LOWERED = {
    "metier": "même nature d'achat qu'un marché que vous avez écarté",
    "lieu": "près d'un marché que vous avez trouvé trop loin",
    "taille": "au moins aussi gros qu'un marché que vous avez trouvé trop gros",
    "acheteur": "même acheteur qu'un marché que vous avez écarté",
    "delai": "aussi peu de jours pour répondre qu'un marché que vous avez écarté",
}
CLASS_DIGITS = 5  # the class of the CPV: « 45442 » is painting, « 45443 » is façades
NEAR_KM = 15.0


def place_of(notice: Notice) -> Commune | None:
    """The commune where the contract is done, else the buyer's."""
    return places.commune(notice.place.commune or notice.buyer.place.commune)


def _buyer(notice: Notice) -> str | None:
    return notice.buyer.siren or (notice.buyer.siret or "")[:9] or notice.buyer.name or None


def _classes(notice: Notice) -> set[str]:
    return {code[:CLASS_DIGITS] for code in notice.cpv[:3]}


def traits(notice: Notice, now: datetime) -> dict[str, Any]:
    """What later tenders are compared with, whatever the reason."""
    place = place_of(notice)
    days = (notice.deadline - now).days if notice.deadline else None
    return {
        "classes": sorted(_classes(notice)),
        "commune": place.insee if place else None,
        "amount": str(notice.amount) if notice.amount else None,
        "buyer": _buyer(notice),
        "days": days,
    }


def set_aside(session: Session, email: str, notice: Notice, reason: str, now: datetime) -> None:
    """Keep that this address does not want this tender. `reason` is a key of REASONS; raises KeyError otherwise."""
    REASONS[reason]
    session.merge(
        SetAside(email=email, tender_id=notice.id, reason=reason, traits=traits(notice, now), at=now)
    )  # a second reason replaces the first


def all_set_aside(session: Session, email: str | None) -> list[SetAside]:
    """What an address set aside, newest first."""
    if not email:
        return []
    query = select(SetAside).where(SetAside.email == email).order_by(SetAside.at.desc(), SetAside.tender_id)
    return list(session.scalars(query))


def lowered(notice: Notice, aside: Iterable[SetAside], now: datetime) -> str | None:
    """The reason (a key of LOWERED) for which a tender comes last, None when nothing speaks against it."""
    there = traits(notice, now)
    return next((one.reason for one in aside if _resembles(one.reason, one.traits, there)), None)


def _resembles(reason: str, kept: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    if reason == "metier":
        return bool(set(kept["classes"]) & set(there["classes"]))
    if reason == "acheteur":
        return kept["buyer"] is not None and kept["buyer"] == there["buyer"]
    if reason == "taille":
        return bool(kept["amount"] and there["amount"]) and Decimal(there["amount"]) >= Decimal(kept["amount"])
    if reason == "delai":
        return None not in (kept["days"], there["days"]) and there["days"] <= kept["days"]
    if reason == "lieu":
        one, other = places.commune(kept["commune"]), places.commune(there["commune"])
        km = places.distance_km(one, other) if one and other else None
        return km is not None and km <= NEAR_KM
    return False
