"""An amount spelled in words, when every word of it was understood."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.folding import fold
from checker.pipes.number_words import amounts_in_words

_AROUND = re.compile(
    r"\b(la|somme|de|soit|en|lettres?|hors|taxes?|toutes|comprises?|ht|ttc|tva|euros?|et|zero|centimes?|d|montant)\b|\W+"
)


def amount_spelled(text: str) -> Decimal | None:
    """The euros that the words state; None when there is none, several, or a word beside them that is no number."""
    found = list(amounts_in_words(text))
    if len(found) != 1:
        return None
    amount, start, end = found[0]
    beside = fold(text[:start] + " " + text[end:])
    return amount if not _AROUND.sub("", beside) else None
