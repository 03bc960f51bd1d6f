"""The three piles of documents a buyer asks for: candidature, offer, and later from the winner."""

from __future__ import annotations

from dataclasses import dataclass

from checker.consultation.model import Requirement
from checker.consultation.sources import Sources


@dataclass(frozen=True, slots=True)
class Piles:
    """The requirements by pile, in the order of the règlement."""

    candidature: tuple[Requirement, ...] = ()
    offer: tuple[Requirement, ...] = ()
    award: tuple[Requirement, ...] = ()


def piles(sources: Sources) -> Piles:
    """The requirements of the règlement, completed by the notice."""
    return Piles()
