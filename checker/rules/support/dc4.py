"""What a declaration of subcontracting says, and what it leaves out."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.support.forms import field
from checker.rules.support.members import says_nothing, section
from checker.rules.support.texts import said

_FIELDS = {
    "SIRET du sous-traitant": r"^(numero |n° )?siret\b",
    "montant maximal": r"montant (maxim\w+|total|ht|du contrat|des prestations)|montant hors",
    "nom du sous-traitant": r"^denomination|^nom commercial|^raison sociale",
}
_SECTIONS = {
    "prestations sous-traitées": r"nature (et prix )?des prestations",
    "durée": r"duree (de la sous-traitance|du contrat)|^i ?[-–.] ?.*duree",
    "conditions de paiement": r"conditions de paiement",
}


def missing(file: ReadFile) -> list[tuple[str, Evidence]]:
    """The headings that were left blank, with their place; a heading the form does not have is not missing.

    An annex of the acte d'engagement that nobody filled at all declares no subcontractor: nothing is missing.
    """
    found = []
    for name, pattern in _FIELDS.items():
        one = field(file, "dc4", pattern)
        if one is not None and one.blank:
            found.append((name, one.evidence))
    if file.kind != "dc4" and {name for name, _ in found} >= {"nom du sous-traitant"}:
        return []
    for name, pattern in _SECTIONS.items():
        part = section(file, "dc4", pattern)
        blank = part is not None and says_nothing(re.sub(r"(?i)\b(mois|jours)\b", "", part[0]))
        if part is not None and blank and not re.search(r"sans objet|néant", part[0], re.I):
            found.append((name, part[1]))
    return found


def amount(file: ReadFile) -> tuple[Decimal, Evidence] | None:
    """The largest amount in euros that the DC4 writes beside the word « montant »."""
    read = [
        (value_of(m), place)
        for place, _ in said(file, r"montant[^\n]*\d", "dc4")
        for m in AMOUNT.finditer(place.quote)
        if m["unit"] or m["cents"]
    ]
    return max(read, key=lambda one: one[0], default=None)
