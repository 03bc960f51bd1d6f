"""Attributions written in words (FNSimple): the sheet the BOAMP composes, else a few plain sentences; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from procurement.identifiers import valid_siren, valid_siret
from procurement.models import Decision, Outcome, Winner
from procurement.sources.boamp import award_words as words_of
from procurement.sources.envelope import place_of
from procurement.sources.values import amount, day, line, whole
from procurement.winners import winner_key


def decisions_in(words: str | None) -> list[Decision]:
    """The decisions a text states, lot by lot; those where no firm is named and nothing is declared void are left out."""
    found = [_decision(lots, title, part) for lots, title, part in _parts(words or "")]
    return [one for one in found if one is not None]


def _parts(words: str) -> Iterator[tuple[tuple[str, ...], str | None, str]]:
    """Lot, title and words of each lot; the whole text when it names none at the beginning of a line."""
    heads = list(words_of.LOT.finditer(words))
    if not heads:
        yield (), None, words
    common = words[: heads[0].start()] if heads else ""
    for rank, head in enumerate(heads):
        end = heads[rank + 1].start() if rank + 1 < len(heads) else len(words)
        number = head.group(1).lstrip("0") or "0"
        yield (number,), line(head.group(2)), head.group(2) + words[head.end() : end] + _dates(common)


def _dates(common: str) -> str:
    """What is said once for every lot: the day."""
    return "".join(f"\n{found.group(0)}" for found in words_of.DATE.finditer(common))


def _decision(lots: tuple[str, ...], title: str | None, part: str) -> Decision | None:
    if words_of.STOPPED.search(part):
        return Decision(lots, Outcome.CANCELLED, title=title)
    if words_of.UNSUCCESSFUL.search(part):
        return Decision(lots, Outcome.UNSUCCESSFUL, title=title)
    winners = {winner_key(w): w for w in _winners(part)}
    if not winners:
        return None
    number, offers = words_of.CONTRACT.search(part), words_of.OFFERS.search(part)
    told = Decision(
        lots,
        Outcome.AWARDED,
        tuple(winners.values()),
        title,
        line(number.group(1)) if number else None,
        concluded=_day(part),
        offers_received=whole(offers.group(1)) if offers else None,
    )
    return _with_amount(told, part)


def _with_amount(told: Decision, part: str) -> Decision:
    """The amount hors taxes: the maximum where there is one, which tells a framework agreement."""
    values: dict[str, set[Decimal]] = {"max": set(), "min": set(), "": set()}
    for found in words_of.AMOUNT.finditer(part):
        value, about = amount(found.group("value").strip(" .")), found.group("about")
        if value is not None and value > 1 and not found.group("tax") and not words_of.WITH_TAX.search(about):
            top, low = words_of.MAXIMUM.search(about), words_of.MINIMUM.search(about)
            values["max" if top else "min" if low else ""].add(value)
    if len(values["max"]) == 1:
        return replace(told, amount=values["max"].pop(), amount_nature="framework_maximum", framework=True)
    if values["max"] or values["min"]:
        return replace(told, amount_nature="range", framework=True)
    if len(values[""]) == 1:
        return replace(told, amount=values[""].pop(), amount_nature="contract")
    return replace(told, amount_nature="range") if values[""] else told


def _day(part: str) -> date | None:
    found = words_of.DATE.search(part)
    if found is None:
        return None
    dom, month, year = found.group(1, 2, 3)
    return day(f"{dom.zfill(2)}/{month.zfill(2)}/{year if len(year) == 4 else '20' + year}")


def _winners(part: str) -> Iterator[Winner]:
    sheet = False
    for found in words_of.SHEET.finditer(part):
        sheet = True
        for row in found.group(1).splitlines():
            if address := words_of.ADDRESS.match(row.strip()):
                yield _winner(address.group(1), address.group(2), address.group(3), row)
    if sheet:
        return
    for pattern in words_of.NAMED:
        found_names = [m for m in pattern.finditer(part) if line(m.group("name"))]
        if found_names:
            for one in found_names:
                yield _winner(one.group("name"), None, None, part[one.end("name") : one.end("name") + 200])
            return


def _winner(name: str, postcode: str | None, city: str | None, around: str) -> Winner:
    digits = words_of.NUMBER.search(around)
    written = re.sub(r"\D", "", digits.group(0)) if digits else None
    siret = valid_siret(written)
    siren = None if siret else valid_siren(written)
    kind = "SIRET" if siret else "SIREN" if siren else None
    place = place_of(postcode, city) if postcode else None
    return Winner(
        siret or siren,
        kind,
        siret,
        line(name.strip(" :-–,.")),
        place.commune if place else None,
        place.departement if place else None,
    )
