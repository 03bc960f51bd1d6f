"""Numbers that name firms, in a text: SIRET, SIREN, VAT number. Only those whose key is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from procurement.identifiers import valid_siren, valid_siret, valid_vat

_GAP = r"[ \u00a0\u202f.-]?"
_THREE = rf"\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}"
_NUMBER = re.compile(
    rf"(?P<TVA>\bFR{_GAP}\d{{2}}{_GAP}{_THREE})(?!\d)"
    rf"|(?<!\d)(?P<SIRET>{_THREE}{_GAP}(?:\d{{5}}|\d{{3}}{_GAP}\d{{2}}))(?!\d)"
    rf"|(?<!\d)(?P<SIREN>{_THREE})(?!{_GAP}\d)"
)
_VALID: dict[str, Callable[[str], str | None]] = {"TVA": valid_vat, "SIRET": valid_siret, "SIREN": valid_siren}


def identifiers(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Every valid number of a text: its name (SIRET, SIREN or TVA), its digits, the positions where it begins and ends."""
    for found in _NUMBER.finditer(text):
        name = str(found.lastgroup)
        if number := _VALID[name](found[0]):
            yield name, number, found.start(), found.end()
