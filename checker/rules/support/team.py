"""The people that a memo assigns to the contract, by the post written beside their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.rules.support.texts import said

_POST = (
    r"\b(?:chef(?:fe)? (?:de (?:chantier|projet|equipe|site|mission)|d'equipe)|conduct(?:eur|rice) de travaux|charge(?:e)? d'affaires|responsable [a-z' ]{3,30}?"
    r"|directeur de projet|directrice de projet|architecte|ingenieure?|formateur|formatrice|chef de cuisine|encadrante?)\s*(?:[:\t,–-]|\()\s*(?:m\.|mme|monsieur|madame)?\s*"
)
_WHO = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ'-]+ [A-ZÀ-Ý][\wÀ-ÿ'-]+(?: [A-ZÀ-Ý][\wÀ-ÿ'-]+)?")


def team(file: ReadFile) -> Iterator[tuple[str, Evidence]]:
    """Each person named after a post, with the line."""
    seen: set[str] = set()
    text = {page.number: page.text for page in file.document.pages}
    for place, found in said(file, _POST):
        who = _WHO.match(text[place.page], found.end())
        if who and fold(who[0]) not in seen:
            seen.add(fold(who[0]))
            yield who[0], place
