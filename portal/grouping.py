"""Finds the notices that speak of one tender: links of the sources, then the same buyer, reference or title, and deadline.

Two notices wrongly put together hide a tender; two left apart are merely seen twice. In doubt they stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from procurement.models import NoticeKind

FOLLOWERS = {
    NoticeKind.CORRECTION.value,
    NoticeKind.CANCELLATION.value,
    NoticeKind.AWARD.value,
    NoticeKind.AMENDMENT.value,
}
SAME_PUBLICATION = timedelta(days=21)
LIFE = timedelta(days=730)
SIMILAR = 0.6
NAMELESS = "acheteur non precise"  # what procurement/sources writes when a notice names no buyer
MINIMUM_WORDS = 4
EMPTY_WORDS = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "un",
        "une",
        "et",
        "en",
        "au",
        "aux",
        "pour",
        "par",
        "sur",
        "dans",
        "avec",
        "marche",
        "marches",
        "avis",
        "accord",
        "cadre",
        "france",
    ]
)


@dataclass(frozen=True)
class Card:
    """What of a notice the grouping looks at. `imported` decides which notice tells the tender: the first that came."""

    id: str
    source: str
    kind: str
    title: str
    buyer: str
    siren: str | None
    reference: str | None
    published: date | None
    deadline: datetime | None
    imported: datetime

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the title that say something."""
        return frozenset(plain(self.title).split()) - EMPTY_WORDS

    @cached_property
    def reference_key(self) -> str | None:
        """The buyer's reference without its punctuation; None when too short to identify anything."""
        key = re.sub(r"[^a-z0-9]", "", plain(self.reference or ""))
        return key if len(key) >= 4 and any(c.isdigit() for c in key) else None

    @cached_property
    def buyer_key(self) -> str:
        """The buyer's name as compared when a SIREN is missing; empty when the source names nobody."""
        name = plain(self.buyer)
        return "" if name == NAMELESS else name


def plain(text: str) -> str:
    """A text without accents, case and punctuation."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))


def likeness(one: Card, other: Card) -> float:
    """How much two titles share, from 0 to 1; 0 when their numbers differ (years, lots, phases).

    A title wholly inside the other counts as near to it: TED puts the country, the place and the nature before it.
    """
    numbers = [{word for word in card.words if word.isdigit()} for card in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return 0.0
    common, either = one.words & other.words, one.words | other.words
    inside = len(common) >= MINIMUM_WORDS and len(common) == min(len(one.words), len(other.words))
    return max(len(common) / len(either) if either else 0.0, 0.8 if inside else 0.0)


def _same_buyer(one: Card, other: Card) -> bool:
    if one.siren and other.siren:
        return one.siren == other.siren
    return bool(one.buyer_key) and one.buyer_key == other.buyer_key


def _near(one: Card, other: Card, limit: timedelta) -> bool:
    return one.published is None or other.published is None or abs(one.published - other.published) <= limit


def same_call(one: Card, other: Card) -> tuple[float, str] | None:
    """How surely two calls of different sources are one consultation, and by what; None when they may not be."""
    if one.source == other.source or not _same_buyer(one, other) or not _near(one, other, SAME_PUBLICATION):
        return None
    references = (one.reference_key, other.reference_key)
    same_reference = references[0] is not None and references[0] == references[1]
    alike = likeness(one, other)
    if None not in references and not same_reference and alike < 1:
        return None
    if one.deadline and other.deadline:
        if one.deadline == other.deadline and (same_reference or alike >= SIMILAR):
            return (alike + same_reference, "reference" if same_reference else "title")
        if one.deadline.date() != other.deadline.date():
            return None
    return (alike + same_reference, "reference") if same_reference and alike >= SIMILAR else None


def _pairs(calls: Iterable[Card]) -> list[tuple[float, str, Card, Card]]:
    """Pairs of calls worth comparing: same buyer by SIREN or by name."""
    buckets: dict[str, list[Card]] = defaultdict(list)
    for card in calls:
        for key in {card.siren, card.buyer_key} - {None, ""}:
            buckets[str(key)].append(card)
    found: dict[tuple[str, str], tuple[float, str, Card, Card]] = {}
    for bucket in buckets.values():
        by_source: dict[str, list[Card]] = defaultdict(list)
        for card in bucket:
            by_source[card.source].append(card)
        sources = sorted(by_source)
        for position, source in enumerate(sources):
            others = [card for name in sources[position + 1 :] for card in by_source[name]]
            for one in by_source[source]:
                for other in others:
                    if judged := same_call(one, other):
                        found[one.id, other.id] = (*judged, one, other)
    return list(found.values())


def same_calls(calls: Iterable[Card]) -> dict[str, tuple[str, str]]:
    """Notice id -> (id of the notice that tells the tender, why), for the calls published twice.

    Each notice has at most one twin in another source; when two fit equally well none is taken.
    """
    pairs = sorted(_pairs(calls), key=lambda pair: -pair[0])
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    for score, _, one, other in pairs:
        best[one.id, other.source].append(score)
        best[other.id, one.source].append(score)
    members: dict[str, tuple[str, str]] = {}
    taken: set[str] = set()
    for score, why, one, other in pairs:
        rivals = (best[one.id, other.source], best[other.id, one.source])
        if (
            one.id in taken
            or other.id in taken
            or any(scores.count(score) > 1 or scores[0] > score for scores in rivals)
        ):
            continue
        taken |= {one.id, other.id}
        first, second = sorted((one, other), key=lambda card: (card.imported, card.source, card.id))
        members[second.id] = (first.id, why)
    return members


def _by_reference(follower: Card, calls: Mapping[tuple[str, str], list[Card]]) -> list[str]:
    """The one call of the same buyer and reference that a notice without link speaks of."""
    if not follower.siren or not follower.reference_key or not follower.published:
        return []
    fits = [
        call.id
        for call in calls.get((follower.siren, follower.reference_key), ())
        if call.source == follower.source
        and likeness(call, follower) >= SIMILAR
        and call.published
        and timedelta(0) <= follower.published - call.published <= LIFE
    ]
    return fits if len(fits) == 1 else []


def memberships(cards: Iterable[Card], links: Mapping[str, set[str]]) -> set[tuple[str, str, str]]:
    """(tender id, notice id, why) of every notice that speaks of a tender another notice tells."""
    known = {card.id: card for card in cards}
    calls = [card for card in known.values() if card.kind == NoticeKind.CALL.value]
    twins = same_calls(calls)
    found = {(tender, notice, why) for notice, (tender, why) in twins.items()}
    index: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for call in calls:
        if call.siren and call.reference_key:
            index[call.siren, call.reference_key].append(call)
    for card in known.values():
        if card.kind not in FOLLOWERS:
            continue
        reached = _calls_reached(card.id, known, links)
        why = "link" if reached else "reference"
        for told in reached or _by_reference(card, index):
            found.add((twins.get(told, (told, ""))[0], card.id, why))
    return found


def _calls_reached(start: str, known: Mapping[str, Card], links: Mapping[str, set[str]]) -> list[str]:
    """Calls at the end of the links: a correction may correct a correction."""
    seen, waiting, calls = {start}, [start], []
    while waiting:
        for target in sorted(links.get(waiting.pop(), set()) - seen):
            seen.add(target)
            if target not in known:
                continue
            if known[target].kind == NoticeKind.CALL.value:
                calls.append(target)
            elif known[target].kind in FOLLOWERS:
                waiting.append(target)
    return calls
