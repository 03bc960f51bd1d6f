"""What the sentences say: that something is not asked, that words make a sentence, which pile they speak of."""

from __future__ import annotations

import re

from checker.consultation.requirements.attributes import condition_of
from checker.consultation.requirements.texts import Passage, without_parentheses
from checker.consultation.requirements.vocabulary import signal
from checker.consultation.requirements.zones import AWARD, CANDIDATURE, OFFER

_SIGNING = re.compile(r"\bsignature|\bsignee?s?\b")
_RELATIVE = re.compile(r"\bqui (?:ne |y |les? |la )?\w+")  # « un mémoire qui comporte : » names a document
_TOGETHER = re.compile(r"groupement|chaque|capacite|lots?\b")


def negated(bare: str) -> bool:
    """Whether a sentence says that something is not demanded, a signature or a condition apart."""
    rest = signal("condition").sub(" ", bare)
    found = signal("negated").search(rest)
    return bool(found and not _SIGNING.search(rest[: found.end() + 15]))


def clauses(sentence: Passage) -> list[Passage]:
    """The sentence cut where it passes to another pile, « d'autre part », and where it demands after it has denied."""
    cuts = [one.start() for one in signal("other_part").finditer(sentence.low)]
    colon = sentence.low.find(": ")
    if colon > 0 and negated(without_parentheses(sentence.low[:colon])) and asks(sentence.low[colon:]):
        cuts.append(colon + 1)
    edges = [0, *sorted(cuts), len(sentence.text)]
    return [sentence.part(start, end) for start, end in zip(edges, edges[1:], strict=False)]


def spoken(low: str) -> bool:
    """Whether words make a sentence rather than the name of a document."""
    return bool(signal("spoken").search(_RELATIVE.sub(" ", without_parentheses(low))))


def asks(bare: str) -> bool:
    """Whether a verb of demand stands in the words."""
    return bool(signal("verbs.active").search(bare) or signal("verbs.passive").search(bare))


def named_pile(bare: str) -> str | None:
    """The pile a sentence names without doubt: « l'attributaire remet », « joint à l'offre »."""
    if signal("award").search(bare):
        return AWARD
    if strong := signal("strong").search(bare):
        return CANDIDATURE if "candidature" in strong[0] else OFFER
    return None


def hinted_pile(bare: str) -> str | None:
    """The pile that a sentence hints at, where no heading says it."""
    if signal("offer").search(bare):
        return OFFER
    return CANDIDATURE if re.search(r"\bcandidat(?:ures?|er)\b", bare) else None


def leading_condition(part: Passage) -> str | None:
    """The condition that opens an introduction and so governs its list."""
    found = signal("condition").match(part.low)
    if not found or (_TOGETHER.search(found[0]) and "sous-trait" not in found[0]):
        return None
    return condition_of(part.part(0, found.end()))


def executing(bare: str) -> bool:
    """Whether a sentence speaks of the contract's execution rather than of the tender."""
    return bool(signal("execution").search(bare) and not signal("award").search(bare))
