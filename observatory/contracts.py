"""From records to contracts: which records speak of the same contract. Nothing is dropped: copies stay, marked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from procurement.models.award import Award, Winner


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract (awarded lot). `copy_of` names the way in which it repeats another record, else None.

    `records` counts the records put together (one per winner in exploded files); `repeats` the contracts stating the
    same framework maximum; `dates` the notification dates known for this uid; `amounts` the different amounts stated.
    """

    award: Award
    records: int = 1
    amounts: int = 1
    dates: int = 1
    repeats: int = 1
    copy_of: str | None = None


def winner_key(winner: Winner) -> str:
    """What names a winner: its SIRET, else the identifier written, else its name."""
    return winner.siret or winner.id or (winner.name or "").upper().strip()


def winners_key(award: Award) -> tuple[str, ...]:
    """The winners of a record, whatever their order."""
    return tuple(sorted({winner_key(w) for w in award.winners}))


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A text without accents, case and punctuation."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))


def is_framework(award: Award) -> bool:
    """Whether the amount is the estimated maximum of a framework agreement (techniques, else nature)."""
    return any("accord cadre" in plain(t) for t in (*award.techniques, award.nature or ""))


def is_subsequent(award: Award) -> bool:
    """Whether the contract is drawn from a framework agreement whose maximum is already counted."""
    return bool(award.framework_id) or "subsequent" in plain(award.nature or "")


def gather(awards: Iterable[Award]) -> list[Contract]:
    """The contracts in a canonical order that does not depend on the order of the records."""
    ordered = _ordered(awards)
    kept, copies = _deduplicate(ordered, _same_uid, "uid")
    kept, more = _deduplicate(kept, _same_elsewhere, "profile")
    contracts = [*_merge(kept), *copies, *more]
    contracts = _count_dates(contracts)
    return sorted(
        _count_repeats(contracts), key=lambda c: (*_rank(c.award), c.copy_of or "", c.award.id, c.award.object)
    )


def _ordered(awards: Iterable[Award]) -> list[Award]:
    """The awards in an order that depends on their content alone; the whole content is read for ties only."""
    found: list[Award] = []
    for _, ties in groupby(sorted(awards, key=_rank), key=_rank):
        alike = list(ties)
        found += sorted(alike, key=repr) if len(alike) > 1 else alike
    return found


def _rank(award: Award) -> tuple[str, str, str]:
    return (award.uid, str(award.notified or ""), str(award.published or ""))


def _same_uid(award: Award) -> tuple[object, ...] | None:
    return (award.uid, winners_key(award), award.notified)


def _same_elsewhere(award: Award) -> tuple[object, ...] | None:
    if not award.buyer_siret or award.notified is None or award.amount is None or not award.winners:
        return None
    return (award.id, award.buyer_siret, winners_key(award), award.notified, award.amount)


def _deduplicate(awards: list[Award], key: object, name: str) -> tuple[list[Award], list[Contract]]:
    """Keep the latest publication of each key; the others come back as marked copies."""
    groups: dict[object, list[Award]] = {}
    for position, award in enumerate(awards):
        found = key(award)  # type: ignore[operator]
        groups.setdefault(("alone", position) if found is None else found, []).append(award)
    kept, copies = [], []
    for group in groups.values():
        if len(group) == 1:
            kept += group
            continue
        group.sort(key=lambda a: (str(a.published or ""), len(a.amendments), repr(a)))
        kept.append(group[-1])
        copies += [Contract(a, copy_of=name) for a in group[:-1]]
    return kept, copies


def _merge(awards: list[Award]) -> list[Contract]:
    """Records of one uid and day with the same object or amount but other winners are one contract, counted once."""
    groups: dict[tuple[object, ...], list[list[Award]]] = {}
    for award in _ordered(awards):
        clusters = groups.setdefault((award.uid, award.notified), [])
        home = next((c for c in clusters if _one_contract(c[0], award)), None)
        if home is None:
            clusters.append([award])
        else:
            home.append(award)
    return [_together(cluster) for clusters in groups.values() for cluster in clusters]


def _one_contract(one: Award, other: Award) -> bool:
    return plain(one.object) == plain(other.object) or (one.amount is not None and one.amount == other.amount)


def _together(cluster: list[Award]) -> Contract:
    last = cluster[-1]
    if len(cluster) == 1 and len({winner_key(w) for w in last.winners}) == len(last.winners):
        return Contract(last)
    winners = {winner_key(w): w for a in cluster for w in a.winners}
    flags = tuple(sorted({f for a in cluster for f in a.flags}))
    merged = replace(last, winners=tuple(winners.values()), flags=flags)
    return Contract(merged, records=len(cluster), amounts=len({a.amount for a in cluster}))


def _count_dates(contracts: list[Contract]) -> list[Contract]:
    dates: dict[str, set[object]] = {}
    for c in contracts:
        dates.setdefault(c.award.uid, set()).add(c.award.notified)
    return [replace(c, dates=n) if (n := len(dates[c.award.uid])) > 1 else c for c in contracts]


def _count_repeats(contracts: list[Contract]) -> list[Contract]:
    maxima = [_maximum(c.award) for c in contracts]
    counts = Counter(k for c, k in zip(contracts, maxima, strict=True) if c.copy_of is None)
    pairs = zip(contracts, maxima, strict=True)
    return [replace(c, repeats=counts[k]) if k and counts[k] > 1 else c for c, k in pairs]


def _maximum(award: Award) -> tuple[object, ...] | None:
    if award.amount is None or not award.object or not is_framework(award):
        return None
    return (award.buyer_siret or award.buyer_name, plain(award.object), award.notified, award.amount, award.cpv)
