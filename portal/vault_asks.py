"""What a tender asks of a firm that it may already hold: from the consultation as read, else from the notice's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from portal.vault_kinds import lasting_kinds
from procurement.models import Notice

LEAST = Decimal(1000)  # a minimum turnover under a thousand euros is a number of something else
# What stands for what: a DC2 and accounts declare a turnover as a plain declaration does.
SERVES = {
    "declaration_ca": ("declaration_ca", "dc2", "bilans"),
    "references": ("references", "attestation_bonne_execution"),
}
STAGES = (("candidature_documents", "candidature"), ("offer_documents", "offre"), ("award_documents", "attribution"))
IN_NOTICE = "d'après l'avis"


@dataclass(frozen=True, slots=True)
class Body:
    """A body that certifies firms, as texts name it; `codes` when its numbers can be compared."""

    name: str
    pattern: str
    codes: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A piece asked: any of `kinds` answers. `stage` is candidature, offre or attribution; `where` says who asks, in French."""

    kinds: tuple[str, ...]
    stage: str
    where: str
    words: str = ""
    lots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asks:
    """All that is asked: pieces, the least yearly turnover in euros (lowest and highest when it differs by lot), bodies named."""

    pieces: tuple[Asked, ...] = ()
    turnover: tuple[Decimal, Decimal] | None = None
    turnover_where: str = ""
    certified: tuple[tuple[Body, frozenset[str], str], ...] = ()


@cache
def _file() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))


@cache
def bodies() -> tuple[Body, ...]:
    """The bodies that certify firms."""
    return tuple(Body(**row) for row in _file()["bodies"])


def certified(text: str, where: str) -> list[tuple[Body, frozenset[str], str]]:
    """The bodies that a text in plain letters names, each with the numbers that follow its name."""
    found = []
    for body in bodies():
        ends = [one.end() for one in re.finditer(body.pattern, text)]
        if ends:
            numbers = {code for end in ends for code in _numbers(text[end : end + 90])} if body.codes else set()
            found.append((body, frozenset(numbers), where))
    return found


def _numbers(after: str) -> set[str]:
    """The numbers of qualifications in what follows the name of a body, up to the end of the sentence or the next body."""
    ends = [one.start() for body in bodies() if (one := re.search(body.pattern, after))]
    sentence = re.split(r"[.;]", after[: min(ends, default=len(after))])[0]
    return {code for code in re.findall(r"(?<!\d)\d{4}(?!\d)", sentence) if not 1990 <= int(code) < 2050}


def of_notice(notice: Notice) -> Asks:
    """What the words of a notice ask. Silent where they are: a notice rarely lists everything."""
    text = fold(". ".join(filter(None, (notice.conditions, notice.description))))
    pieces = tuple(
        Asked(tuple(row["kinds"]), row["stage"], IN_NOTICE)
        for row in _file()["notice"]
        if re.search(row["pattern"], text)
    )
    least = _least(text)
    return Asks(pieces, (min(least), max(least)) if least else None, IN_NOTICE, tuple(certified(text, IN_NOTICE)))


def _least(text: str) -> list[Decimal]:
    """The least yearly turnovers that a text states, in euros; the same amount with its taxes is not another."""
    words, found = _file(), []
    for name in ("turnover", "turnover_before"):
        for sentence in re.finditer(words[name], text):
            for one in AMOUNT.finditer(text, sentence.start(), sentence.end() + 12):
                taxed = re.match(words["taxed"], text[one.end() : one.end() + 8])
                if one["unit"] and not taxed and value_of(one) >= LEAST:
                    found.append(value_of(one))
    return found


def of_consultation(consultation: Mapping[str, Any]) -> Asks:
    """What a consultation as read asks (`tremplin.consultation/1`); optional pieces are left out."""
    pieces, named = [], []
    for pile, stage in STAGES:
        for item in consultation.get(pile) or ():
            if item["obligation"] == "optional":
                continue
            where = _where(item["evidence"])
            named += certified(fold(item["as_worded"]), where)
            if item["kind"] in lasting_kinds():
                kinds = SERVES.get(item["kind"], (item["kind"],))
                pieces.append(Asked(kinds, stage, where, item["as_worded"], tuple(item.get("lots") or ())))
    least = consultation.get("minimum_turnover")
    amounts = _amounts(least["value"]) if least else []
    return Asks(
        tuple(_once(pieces)),
        (min(amounts), max(amounts)) if amounts else None,
        _where(least["evidence"]) if least else "",
        tuple({body.name: (body, codes, where) for body, codes, where in reversed(named)}.values()),
    )


def _where(evidence: Mapping[str, Any] | None) -> str:
    return f"documents de l'acheteur, page {evidence['page']}" if evidence else "documents de l'acheteur"


def _amounts(value: object) -> list[Decimal]:
    found = []
    for one in value.values() if isinstance(value, dict) else [value]:
        try:
            amount = Decimal(str(one))
        except InvalidOperation:
            continue
        if amount.is_finite() and amount >= LEAST:
            found.append(amount)
    return found


def _once(pieces: Sequence[Asked]) -> list[Asked]:
    """Each kind once, where it is asked first."""
    return list({one.kinds: one for one in reversed(pieces)}.values())[::-1]
