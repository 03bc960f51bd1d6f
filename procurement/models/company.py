"""Firms and their establishments as the SIRENE register states them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from procurement.models.place import Place


class SizeCategory(StrEnum):
    """Size of the enterprise (group) in the sense of décret 2008-1354; micro firms are inside PME."""

    PME = "PME"
    ETI = "ETI"
    GE = "GE"


@dataclass(frozen=True, slots=True)
class Establishment:
    """One establishment. `staff_band` is the SIRENE code (NN, 00, 01…53)."""

    siret: str
    name: str | None = None
    naf: str | None = None
    address: str | None = None
    place: Place = field(default_factory=Place)
    active: bool | None = None
    closed_on: date | None = None
    is_head_office: bool = False
    staff_band: str | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """A legal unit with the establishments the source lists. `size` is None when SIRENE leaves it empty: unknown, not PME."""

    siren: str
    name: str
    legal_form_code: str | None = None
    naf: str | None = None
    size: SizeCategory | None = None
    staff_band: str | None = None
    active: bool | None = None
    created: date | None = None
    head_office: Establishment | None = None
    establishments: tuple[Establishment, ...] = ()
    social_enterprise: bool | None = None  # économie sociale et solidaire
    inclusive_structure: str | None = None  # SIAE type when the register says so
