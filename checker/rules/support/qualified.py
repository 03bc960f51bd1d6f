"""Numbers of professional qualifications: asked by the buyer, printed on certificates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.consultation.model import Requirement
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.rules.model import Dossier
from checker.rules.support.texts import plain

_ASKED = re.compile(r"\b(qualibat|opqibi|fntp|opqtecc)\b[^.;]{0,40}?((?:\d{3,4}(?:[ ,/]|et|ou)*)+)")
_CODE = re.compile(r"(?<![\d/.,])\d{4}(?![\d/.,])")


def asked_codes(dossier: Dossier) -> Iterator[tuple[Requirement, str, frozenset[str]]]:
    """For each demand that names numbers: the demand, the body in its usual spelling, the numbers."""
    for _, item in dossier.consultation.requirements():
        other = item.lots and dossier.lots and not set(item.lots) & set(dossier.lots)
        found = _ASKED.search(fold(item.as_worded))
        codes = frozenset(_CODE.findall(found[2])) if found else frozenset()
        if found and codes and not other:
            yield item, found[1].upper() if found[1] != "qualibat" else "Qualibat", codes


def held_codes(file: ReadFile, body: str) -> frozenset[str] | None:
    """The numbers on a certificate of this body; None when the file is not one."""
    text = plain(file)
    if body.lower() not in text:
        return None
    years = {str(year) for year in range(1990, 2050)}
    return frozenset(_CODE.findall(text)) - years
