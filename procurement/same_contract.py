"""The same contract in several sources: recognised cautiously, explained, counted once (decision 0008).

The DECP come first: they are the legal record of the contract. Then the TED, then the BOAMP. Two contracts wrongly taken
for one hide a contract; two taken for two are seen beside each other with their flag: in doubt they stay two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from procurement.attribution import SOURCES
from procurement.identifiers import siren_of_vat
from procurement.models import Award, Winner
from procurement.plain import plain
from procurement.winners import siren_of_winner

Names = Callable[[str], str | None]

_RANKS = {"decp": 0, "ted": 1, "boamp": 2}
_DAYS = 92  # between the day of the contract and that of its notification; a quarter covers what buyers do
_CLOSE_DAYS = 31
_PUBLISHED_AFTER = 400  # days between a contract and its notice, when the notice does not date the contract
_TOLERANCE = Decimal("0.005")  # cents lost, amounts rounded to ten euros
_ALIKE = 0.6  # share of the words of the shorter object
_LEGAL = {"sa", "sas", "sasu", "sarl", "eurl", "snc", "scop", "sci", "ets", "etablissements", "societe", "ste", "entreprise", "groupe", "et", "cie", "co", "de", "la", "le", "les", "des", "du", "france"}  # fmt: skip
_EMPTY = {"de", "du", "des", "la", "le", "les", "et", "en", "pour", "par", "sur", "aux", "au", "un", "une", "d", "l", "lot", "marche", "marches", "travaux", "fourniture", "fournitures", "prestation", "prestations", "service", "services", "accord", "cadre", "relatif", "relatifs"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """Why two awards are the same contract: `number`, `amount` or `object`. A smaller `strength` is surer."""

    why: str
    strength: tuple[int, int]


def firm_key(name: str | None) -> str:
    """A firm's name without accents, legal form and small words; empty when nothing remains."""
    return " ".join(word for word in plain(re.sub(r"\(.*?\)", " ", name or "")).split() if word not in _LEGAL)


def _siren(winner: Winner) -> str | None:
    return siren_of_winner(winner) or siren_of_vat(winner.id)


def _share_a_winner(one: Award, other: Award, names: Names) -> bool:
    """A SIREN in common; a name only where one side has no number: two numbers that differ are two firms."""
    for first in one.winners:
        for second in other.winners:
            left, right = _siren(first), _siren(second)
            if left and right:
                if left == right:
                    return True
                continue
            known = [firm_key(w.name) or firm_key(names(n) if n else None) for w, n in ((first, left), (second, right))]
            if known[0] and known[0] == known[1]:
                return True
    return False


def _apart(one: Award, other: Award) -> int | None:
    """Days between the two; None when they are too far apart, or when no day can be compared."""
    if one.notified and other.notified:
        days = abs((one.notified - other.notified).days)
        return days if days <= _DAYS else None
    dated, dateless = (one, other) if one.notified else (other, one)
    if dated.notified is None or dateless.published is None:
        return None
    days = (dateless.published - dated.notified).days
    return days if -_CLOSE_DAYS <= days <= _PUBLISHED_AFTER else None


def _number(award: Award) -> str:
    """The number the buyer gave, as far as it names one contract: five letters or digits, one digit at least.

    Shorter ones (« 1 », « 2026 ») name a lot or a year; what stands for a number that a notice does not give names nothing.
    """
    key = "" if "#" in award.id else plain(award.id).replace(" ", "")
    return key if len(key) >= 5 and any(c.isdigit() for c in key) else ""


def _amounts(one: Award, other: Award) -> bool | None:
    """Whether the amounts agree; None when one is unknown."""
    first, second = (a if a and a > 1 else None for a in (one.amount, other.amount))
    if first is None or second is None:
        return None
    return abs(first - second) <= max(first, second) * _TOLERANCE


def alike(one: str, other: str) -> bool:
    """Whether two objects share most of the words of the shorter one, three at least."""
    left, right = (set(plain(text).split()) - _EMPTY for text in (one, other))
    shorter = min(len(left), len(right))
    return shorter >= 3 and len(left & right) >= _ALIKE * shorter


def _same_nature(one: Award, other: Award) -> bool:
    return not one.cpv or not other.cpv or one.cpv[:2] == other.cpv[:2]


def match(one: Award, other: Award, names: Names = lambda siren: None) -> Match | None:
    """Whether two awards are the same contract, and why; None in doubt.

    Always: the same buyer (SIREN), a winner in common, days that fit. Then the number of the contract; or the same amount
    and nature of purchase; or, when one states no amount, the same nature, close days and an object alike. Amounts that
    disagree are two contracts unless their number is the same.
    """
    if not one.buyer_siret or not other.buyer_siret or one.buyer_siret[:9] != other.buyer_siret[:9]:
        return None
    days = _apart(one, other)
    if days is None or not _share_a_winner(one, other, names):
        return None
    agree = _amounts(one, other)
    if _number(one) and _number(one) == _number(other):
        return Match("number", (2 if agree is False else 0, abs(days)))  # lots of one number: the same amount first
    if agree and _same_nature(one, other):
        return Match("amount", (1, abs(days)))
    close = abs(days) <= _CLOSE_DAYS and one.cpv and other.cpv and one.cpv[:4] == other.cpv[:4]
    if agree is None and close and alike(one.object, other.object):
        return Match("object", (3, abs(days)))
    return None


def with_twin(award: Award, twin: Award) -> Award:
    """The award marked as the same contract as one of a source that comes first: it is kept, and counted no more."""
    flag = "same_contract_notice" if twin.source in SOURCES else "same_contract_decp"
    return replace(award, same_as=twin.uid, flags=tuple(dict.fromkeys((*award.flags, flag))))


def mark_twins(
    notices: Iterable[Award], others: Callable[[str], Iterable[Award]], names: Names = lambda siren: None
) -> list[Award]:
    """The awards of notices, those that a source coming first also tells marked (`same_as`, a flag).

    `others` gives the DECP awards of a buyer (SIREN); `names` the name of a firm by SIREN. A contract is the twin of one
    award of each source at most: two lots of one price won by one firm stay two.
    """
    by_buyer: dict[str, list[Award]] = defaultdict(list)
    marked: dict[str, Award] = {}
    for award in notices:
        marked[award.uid] = award
        if award.buyer_siret:
            by_buyer[award.buyer_siret[:9]].append(award)
    for siren, awards in by_buyer.items():
        first = [one for one in others(siren) if one.source not in SOURCES]
        for source in ("ted", "boamp"):
            mine = [one for one in awards if one.source == source]
            earlier = [*first, *(marked[one.uid] for one in awards if _RANKS[one.source] < _RANKS[source])]
            for one, twin in _pairs(mine, earlier, names):
                marked[one.uid] = with_twin(one, twin)
    return list(marked.values())


def _pairs(mine: list[Award], earlier: list[Award], names: Names) -> list[tuple[Award, Award]]:
    """The surest pairs first; each award in one pair at most."""
    found = [
        (_RANKS.get(other.source, 0), why.strength, one.uid, other.uid, one, other)
        for one in mine
        for other in earlier
        if (why := match(one, other, names))
    ]
    pairs: list[tuple[Award, Award]] = []
    taken: set[str] = set()
    for *_, one, other in sorted(found, key=lambda row: row[:4]):
        if one.uid not in taken and other.uid not in taken:
            taken |= {one.uid, other.uid}
            pairs.append((one, other))
    return pairs
