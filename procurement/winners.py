"""What names a winner: the same answer for whoever counts, compares or puts together."""

from __future__ import annotations

from procurement.identifiers import valid_siren
from procurement.models.award import Winner


def siren_of_winner(winner: Winner) -> str | None:
    """The SIREN of a winner from its SIRET, else from an identifier of nine valid digits."""
    return winner.siret[:9] if winner.siret else valid_siren(winner.id)


def winner_key(winner: Winner) -> str:
    """What tells a winner from another: its SIRET, else the identifier written, else its name."""
    return winner.siret or winner.id or (winner.name or "").upper().strip()
