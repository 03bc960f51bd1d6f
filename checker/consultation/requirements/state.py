"""Where the reading of a document stands."""

from __future__ import annotations

from dataclasses import dataclass

from checker.consultation.requirements.tables import Header
from checker.consultation.requirements.zones import CLOSED


@dataclass(slots=True)
class State:
    """The pile under way and the lists that are open.

    `free`: an item of no known kind counts too. `inside`: the document whose contents are being listed and the sign of
    their items ("" before the first). `inline`: the block tells its pieces one after the other. `said`: the pile that a
    sentence of the block named. `choice`: the list is left to the candidate. `section`: a section of a notice goes on.
    `dce`: the items are those of the buyer's own dossier.
    """

    path: tuple[str, ...] = ()
    pile: str | None = None
    listing: bool = False
    free: bool = False
    condition: str | None = None
    choice: bool = False
    inside: tuple[str, str] | None = None
    inline: bool = False
    said: str | None = None
    header: Header | None = None
    in_table: bool = False
    section: bool = False
    dce: bool = False

    @property
    def open(self) -> bool:
        """Whether a pile is under way."""
        return self.pile not in (None, CLOSED)

    def content(self, marker: str) -> bool:
        """Whether an item with this sign belongs to the list of a document's contents; closes that list if not."""
        if self.inside is None:
            return False
        holder, sign = self.inside
        if sign in ("", "*", marker):
            self.inside = (holder, sign if sign == "*" else marker)
            return True
        self.inside = None
        return False
