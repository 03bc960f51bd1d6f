"""Frozen dataclasses of the trade. Standard library only."""

from procurement.models.award import Amendment, Award, Subcontract, Winner
from procurement.models.company import Company, Establishment, SizeCategory
from procurement.models.decision import Decision, Outcome
from procurement.models.notice import Buyer, Criterion, Lot, Notice, NoticeKind
from procurement.models.place import Commune, Departement, Epci, Place

__all__ = [
    "Amendment",
    "Award",
    "Buyer",
    "Commune",
    "Company",
    "Criterion",
    "Decision",
    "Departement",
    "Epci",
    "Establishment",
    "Lot",
    "Notice",
    "NoticeKind",
    "Outcome",
    "Place",
    "SizeCategory",
    "Subcontract",
    "Winner",
]
