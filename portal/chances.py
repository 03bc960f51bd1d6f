"""« Je peux y aller »: facts and counts that let a firm decide, never a score. No Flask here."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

import observatory
from portal import firm_sizes
from portal.comparable import ENOUGH, Comparable, comparable
from portal.liking import place_of
from portal.points import Point
from portal.presentation import commune_name, distance, plural
from portal.store import Firm, NoticeRow
from portal.store.consultations import Tender
from portal.store.notices import company
from procurement.models import Notice
from procurement.nomenclature import places
from procurement.nomenclature.locate import commune_of
from search.contract import Engine, SearchNotice, SearchRequest
from search.trades import trades_for_naf, trades_for_notice

DELAYS_READ = 400


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


def warm(engine: Engine) -> None:
    """Read the vocabulary, the places, what corrects misspelt words and what reads a snapshot, so that nobody waits for them."""
    from portal.vault_points import warm as warm_vault

    places.by_name("")
    places.communes()
    trades_for_notice(SearchNotice("", ""))
    engine.search(SearchRequest(text="peintrue acheteur:mairie"))
    warm_vault()
    for name in ("report", "charts", "open_snapshot"):
        getattr(observatory, name)


def warm_beside(engine: Engine) -> None:
    """Begin to warm, beside the request being answered: a server so starts at once."""
    threading.Thread(target=warm, args=(engine,), name="warm", daemon=True).start()


def chances(session: Session, tender: Tender, firm: Firm | None, now: datetime) -> Chances:
    """The panel of a tender for a firm, or for a firm of ten people when there is none."""
    notice = tender.in_force()
    mine = firm_sizes.size_class(firm.staff_band) if firm else None
    row = session.get(NoticeRow, notice.id)
    departement = row.departement if row else None
    usual, known = usual_days(session, departement, now.date())
    return Chances(
        comparable=comparable(session, notice, commune_of(notice), departement, mine or firm_sizes.DEFAULT, now.date()),
        size=firm_sizes.WORDS[mine or firm_sizes.DEFAULT],
        own=mine is not None,
        points=tuple(points(session, tender, firm, now.date())),
        usual_days=usual,
        usual_known=known,
        days_left=(tender.deadline.date() - now.date()).days if tender.deadline else None,
    )


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
    away = distance(here, there) if here and there else None
    if away and there:
        found.append(Point("quiet", f"{commune_name(there.insee)} est à {away} de chez vous."))
    trades = trades_for_naf(firm.naf or "")
    codes = [*notice.cpv, *(code for lot in notice.lots for code in lot.cpv)]
    prefixes = tuple(code.rstrip("0") for trade in trades for code in trade.cpv)
    if prefixes and codes:
        fits = any(code.startswith(prefixes) for code in codes)
        words = ("La nature d'achat est bien celle de votre activité.",
                 "La nature d'achat n'est pas celle de votre activité principale : rien ne l'interdit.")  # fmt: skip
        found.append(Point("ok", words[0]) if fits else Point("watch", words[1]))
    return found
