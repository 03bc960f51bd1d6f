"""« Je peux y aller »: facts and counts that let a firm decide, never a score. No Flask here."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from statistics import median

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

import observatory
from portal import firm_sizes
from portal.award_facts import FAMILY_DIGITS
from portal.liking import place_of
from portal.points import Point
from portal.presentation import NBSP, commune_name, departement_name, number, percent, plural
from portal.store import AwardFact, Firm, NoticeRow
from portal.store.consultations import Tender
from portal.store.notices import company
from procurement.models import Notice
from procurement.nomenclature import cpv, places
from search.contract import SearchNotice
from search.trades import trade, trades_for_naf, trades_for_notice

YEARS = 4
ENOUGH = 10  # under ten contracts a share says nothing: the counts alone are shown
AMOUNT_SPREAD = 3
DELAYS_READ = 400
FAMILIES = 3
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


@dataclass(frozen=True, slots=True)
class Chances:
    """Everything the panel shows. `size` is in words; `own` tells whether it is the signed-in firm's."""

    comparable: Comparable
    size: str
    own: bool
    points: tuple[Point, ...]
    usual_days: float | None
    usual_known: int
    days_left: int | None


def warm() -> None:
    """Read the vocabulary, the places and what reads a snapshot, so that nobody waits for them."""
    from portal.vault_points import warm as warm_vault

    places.by_name("")
    trades_for_notice(SearchNotice("", ""))
    warm_vault()
    for name in ("report", "charts", "open_snapshot"):
        getattr(observatory, name)


@cache
def warm_once() -> None:
    """Begin to warm, beside the first request of this process: a server so starts at once."""
    threading.Thread(target=warm, name="warm", daemon=True).start()


def chances(session: Session, tender: Tender, firm: Firm | None, now: datetime) -> Chances:
    """The panel of a tender for a firm, or for a firm of ten people when there is none."""
    notice = tender.in_force()
    mine = firm_sizes.size_class(firm.staff_band) if firm else None
    row = session.get(NoticeRow, notice.id)
    departement = row.departement if row else None
    usual, known = usual_days(session, departement, now.date())
    return Chances(
        comparable=comparable(session, notice, departement, mine or firm_sizes.DEFAULT, now.date()),
        size=firm_sizes.WORDS[mine or firm_sizes.DEFAULT],
        own=mine is not None,
        points=tuple(points(session, tender, firm, now.date())),
        usual_days=usual,
        usual_known=known,
        days_left=(tender.deadline.date() - now.date()).days if tender.deadline else None,
    )


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


def comparable(session: Session, notice: Notice, departement: str | None, size: str, today: date) -> Comparable:
    """Awards of the last years of the same families: near and of like amount first, widened while fewer than ten."""
    kinds, stated = families(notice)
    since = date(today.year - YEARS, today.month, 1)
    found = None
    for place, amount in _steps(departement, notice.amount):
        where = [AwardFact.family.in_(kinds), AwardFact.notified >= since]
        if place:
            where.append(AwardFact.departement == place)
        if amount:
            where.append(AwardFact.amount.between(amount / AMOUNT_SPREAD, amount * AMOUNT_SPREAD))
        found = _count(session, where, size, _scope(kinds, stated, since, place, amount is not None))
        if found.count >= ENOUGH:
            break
    assert found is not None  # the last step has no filter of place nor amount, and always runs
    return found


def _steps(departement: str | None, amount: Decimal | None) -> list[tuple[str | None, Decimal | None]]:
    return list(dict.fromkeys([(departement, amount), (departement, None), (None, amount), (None, None)]))


def _count(session: Session, where: list[ColumnElement[bool]], size: str, scope: str) -> Comparable:
    row = session.execute(
        select(
            func.count(),
            func.count().filter(AwardFact.size == size),
            func.count(AwardFact.size),
            func.count().filter(AwardFact.local.is_(True)),
            func.count(AwardFact.local),
            func.count(AwardFact.offers),
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
    )


def _scope(kinds: list[str], stated: bool, since: date, departement: str | None, amounts: bool) -> str:
    names = " ; ".join(cpv.label(f"{kind}00000") or kind for kind in kinds).lower()
    nature = names if stated else f"{names}, d'après l'objet car l'avis ne donne pas de code"
    said = [f"depuis {since.year}", f"nature d'achat : {nature}" if kinds else "nature d'achat non reconnue"]
    said.append(departement_name(departement) if departement else "toute la France connue ici")
    if amounts:
        said.append("montants du tiers au triple de l'estimation")
    return ", ".join(said)


def usual_days(session: Session, departement: str | None, today: date) -> tuple[float | None, int]:
    """How many days buyers of the département leave between notice and deadline: the median, and of how many notices."""
    if not departement:
        return None, 0
    rows = session.execute(
        select(NoticeRow.published, NoticeRow.deadline)
        .where(
            NoticeRow.kind == "call",
            NoticeRow.departement == departement,
            NoticeRow.published >= date(today.year - 1, today.month, 1),
            NoticeRow.deadline.is_not(None),
        )
        .order_by(NoticeRow.published.desc())
        .limit(DELAYS_READ)
    ).all()
    days = [(row.deadline.date() - row.published).days for row in rows if row.published]
    days = [one for one in days if 0 <= one <= 180]
    return (median(days), len(days)) if len(days) >= ENOUGH else (None, len(days))


def points(session: Session, tender: Tender, firm: Firm | None, today: date) -> list[Point]:
    """What is already met or not, as far as the firm's profile, its vault and the tender tell."""
    # Imported here: a server starts without it, and has it warm before the first page is asked.
    from portal.vault_points import vault_points

    notice = tender.in_force()
    found = _of_the_notice(session, notice, firm)
    return [*found, *_of_the_firm(notice, firm), *vault_points(session, tender, firm, today)] if firm else found


def _of_the_notice(session: Session, notice: Notice, firm: Firm | None) -> list[Point]:
    found = []
    if notice.reserved:
        known = company(session, firm.siret[:9]) if firm else None
        inclusive = bool(known and known.inclusive_structure)
        words = "Réservé aux structures d'insertion ou du handicap"
        found.append(Point("ok", f"{words} : la vôtre en est une.") if inclusive else Point("watch", f"{words}."))
    if len(notice.lots) > 1:
        found.append(Point("quiet", f"{plural(len(notice.lots), 'lot')} : vous pouvez répondre à un seul."))
    if notice.social_clause:
        found.append(
            Point("quiet", "Clause d'insertion : des heures sont à confier à des personnes en insertion, on vous aide à les trouver.")
        )  # fmt: skip
    if notice.variants_allowed:
        found.append(Point("quiet", "Variantes autorisées : vous pouvez proposer une autre solution."))
    return found


def _of_the_firm(notice: Notice, firm: Firm) -> list[Point]:
    found = []
    here, there = places.commune(firm.commune), place_of(notice)
    km = places.distance_km(here, there) if here and there else None
    if km is not None and here and there:
        about = "environ " if here.approximate or there.approximate else ""
        found.append(Point("quiet", f"{commune_name(there.insee)} est à {about}{number(km)}{NBSP}km de chez vous."))
    trades = trades_for_naf(firm.naf or "")
    codes = [*notice.cpv, *(code for lot in notice.lots for code in lot.cpv)]
    prefixes = tuple(code.rstrip("0") for trade in trades for code in trade.cpv)
    if prefixes and codes:
        fits = any(code.startswith(prefixes) for code in codes)
        words = ("La nature d'achat est bien celle de votre activité.",
                 "La nature d'achat n'est pas celle de votre activité principale : rien ne l'interdit.")  # fmt: skip
        found.append(Point("ok", words[0]) if fits else Point("watch", words[1]))
    return found
