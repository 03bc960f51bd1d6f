"""Where the reading of a document stands."""

from __future__ import annotations

from dataclasses import dataclass

from checker.consultation.blocks import BULLET, Block
from checker.consultation.requirements.tables import Header
from checker.consultation.requirements.zones import CLOSED


def mark(block: Block) -> str:
    """The sign of an item with the case of its first letter."""
    words = block.text[len(found[0]) :] if (found := BULLET.match(block.text)) else block.text
    return block.marker + ("a" if words[:1].islower() else "A")


@dataclass(slots=True)
class State:
    """The pile under way and the lists that are open.

    `free`: an item of no known kind counts too. `inside`: the document whose contents are being listed and the sign of
    their items ("" before the first). `inline`: the block tells its pieces one after the other. `said`: the pile that a
    sentence of the block named. `choice`: the list is left to the candidate. `section`: a section of a notice goes on.
    `own`: the mark of the item that holds the contents. `dce`: the items are those of the buyer's own dossier.
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
    own: str = ""

    @property
    def open(self) -> bool:
        """Whether a pile is under way."""
        return self.pile not in (None, CLOSED)

    def content(self, block: Block) -> bool:
        """Whether an item belongs to the list of a document's contents; closes that list if not.

        Its sign is that of the list; where the document itself bears the same, capitals may tell one from the other.
        """
        if self.inside is None:
            return False
        (holder, sign), here = self.inside, mark(block)
        if sign in ("", "*") or (sign[:-1] == here[:-1] and (here == sign or here != self.own)):
            self.inside = (holder, sign or here)
            return True
        self.inside = None
        return False
