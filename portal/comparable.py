"""The awards a tender can be compared with: same nature, like amount, near first. No Flask here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

import observatory
from portal.award_facts import FAMILY_DIGITS
from portal.nearby import communes_within
from portal.presentation import NBSP, departement_name, number, percent
from portal.store import AwardFact
from procurement.attribution import SOURCES
from procurement.models import Commune, Notice
from procurement.nomenclature import cpv
from search.contract import SearchNotice
from search.trades import trade, trades_for_notice

YEARS = 4
ENOUGH = 10  # under ten contracts a share says nothing: the counts alone are shown
AMOUNT_SPREAD = 3
FAMILIES = 3
RADII_KM = (30, 60)
OFFERS_READ = 2000  # the median of the latest is that of all, and stays quick where a whole country is counted


@dataclass(frozen=True, slots=True)
class Share:
    """`yes` out of `known`; a percentage and its interval only from ten known contracts on."""

    yes: int
    known: int

    @property
    def words(self) -> str:
        """« 14 sur 26 dont on le sait (54 %, entre 35 % et 71 %) »."""
        counts = f"{number(self.yes)} sur {number(self.known)}"
        if self.known < ENOUGH:
            return counts
        low, high = observatory.wilson(self.yes / self.known, self.known)
        return f"{counts} ({percent(self.yes / self.known)}, entre {percent(low)} et {percent(high)})"


@dataclass(frozen=True, slots=True)
class Comparable:
    """Awards of the same nature. `scope` says in words which were counted."""

    count: int
    same_size: Share
    local: Share
    offers: float | None
    offers_known: int
    scope: str
    from_notices: int = 0  # known by an attribution notice alone


def families(notice: Notice) -> tuple[list[str], bool]:
    """The CPV families of a notice and its lots, main one first, and whether the notice states them.

    Notices under 90 000 € state no code: then those of the trade its object names most surely.
    """
    codes = [*notice.cpv, *(code for lot in notice.lots for code in lot.cpv)]
    stated = bool(codes)
    if not stated:
        said = SearchNotice(notice.id, notice.title, lots=tuple(lot.title for lot in notice.lots))
        known = trades_for_notice(said)
        named = trade(max(known, key=lambda one: known[one])) if known else None
        codes = list(named.cpv) if named else []
    return list(dict.fromkeys(code[:FAMILY_DIGITS] for code in codes if len(code) >= FAMILY_DIGITS))[:FAMILIES], stated


@dataclass(frozen=True, slots=True)
class _Step:
    """Which awards are looked at: within `km` of `centre`, else of a département, else all; of like amount when given."""

    centre: Commune | None = None
    km: int | None = None
    departement: str | None = None
    amount: Decimal | None = None

    def where(self) -> list[ColumnElement[bool]]:
        """As conditions on the table."""
        made: list[ColumnElement[bool]] = []
        if self.centre and self.km:
            made.append(AwardFact.commune.in_(communes_within(self.centre, self.km)))
        if self.departement:
            made.append(AwardFact.departement == self.departement)
        if self.amount:
            made.append(AwardFact.amount.between(self.amount / AMOUNT_SPREAD, self.amount * AMOUNT_SPREAD))
        return made

    @property
    def words(self) -> list[str]:
        """« à moins de 30 km de Desvres », and the amounts when they are compared."""
        if self.centre and self.km:
            said = [f"à moins de {self.km}{NBSP}km de {self.centre.name}"]
        else:
            said = [departement_name(self.departement) if self.departement else "toute la France connue ici"]
        return [*said, "montants du tiers au triple de l'estimation"] if self.amount else said


def comparable(
    session: Session, notice: Notice, centre: Commune | None, departement: str | None, size: str, today: date
) -> Comparable:
    """Awards of the last years of the same families: near and of like amount first, widened while fewer than ten."""
    kinds, stated = families(notice)
    since = date(today.year - YEARS, today.month, 1)
    same = [AwardFact.family.in_(kinds), AwardFact.notified >= since]
    found = None
    for step in dict.fromkeys(_steps(centre, departement, notice.amount)):
        found = _count(session, [*same, *step.where()], size, _scope(kinds, stated, since, step))
        if found.count >= ENOUGH:
            break
    assert found is not None  # the last step has no filter of place nor amount, and always runs
    return found


def _steps(centre: Commune | None, departement: str | None, amount: Decimal | None) -> Iterator[_Step]:
    """30 then 60 km for like amounts, then for any amount; then the département, and all, likewise."""
    for wanted in (amount, None):
        for km in RADII_KM if centre else ():
            yield _Step(centre, km, amount=wanted)
    for place in (departement, None):
        for wanted in (amount, None):
            yield _Step(departement=place, amount=wanted)


def _count(session: Session, where: list[ColumnElement[bool]], size: str, scope: str) -> Comparable:
    row = session.execute(
        select(
            func.count(),
            func.count().filter(AwardFact.size == size),
            func.count(AwardFact.size),
            func.count().filter(AwardFact.local.is_(True)),
            func.count(AwardFact.local),
            func.count(AwardFact.offers),
            func.count().filter(or_(*(AwardFact.uid.startswith(f"{name}:") for name in SOURCES))),
        ).where(*where)
    ).one()
    known = select(AwardFact.offers).where(*where, AwardFact.offers.is_not(None))
    offers = session.scalars(known.order_by(AwardFact.notified.desc()).limit(OFFERS_READ)).all()
    return Comparable(
        count=row[0],
        same_size=Share(row[1], row[2]),
        local=Share(row[3], row[4]),
        offers=median(one for one in offers if one is not None) if offers else None,
        offers_known=row[5],
        scope=scope,
        from_notices=row[6],
    )


def _scope(kinds: list[str], stated: bool, since: date, step: _Step) -> str:
    names = " ; ".join(cpv.label(f"{kind}00000") or kind for kind in kinds).lower()
    nature = names if stated else f"{names}, d'après l'objet car l'avis ne donne pas de code"
    said = [f"depuis {since.year}", f"nature d'achat : {nature}" if kinds else "nature d'achat non reconnue"]
    return ", ".join([*said, *step.words])
