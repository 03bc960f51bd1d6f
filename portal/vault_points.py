"""« Je peux y aller »: what the vault of a firm holds against what a tender asks. Facts; silent where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from checker import kinds
from portal.points import Point
from portal.presentation import day, euros
from portal.store import AuditEvent, Check, CheckState, Dossier, Firm, VaultPiece
from portal.store.consultations import Tender
from portal.vault_asks import Asked, Asks, bodies, of_consultation, of_notice
from portal.vault_kinds import basic_name, basics
from portal.vault_service import other_number, pieces_of
from portal.vault_validity import Validity, best
from procurement import law
from search.contract import SearchNotice
from search.trades import trade, trades_for_notice

# Due by every winner, or asked so often that a firm wants to know before it reads on.
ALWAYS = ("rc_pro", "vigilance_urssaf")
TURNOVER = ("dc2", "declaration_ca", "bilans")
CERTIFICATES = ("qualification_pro", "rge", "qualiopi", "certif_systeme")
EQUIVALENT = "Une preuve équivalente, par exemple vos références, est en principe admise."
AWARD = timedelta(days=60)  # buyers often take two months to choose
SURE_TRADE = 2.0  # the least score of a trade that the object of a notice names


@dataclass(frozen=True, slots=True)
class Case:
    """The pieces of a firm, the day they must hold, and that day in words."""

    pieces: Sequence[VaultPiece]
    when: date
    limit: str


def warm() -> None:
    """Read the kinds, the words and the law, so that nobody waits for them."""
    for read in (kinds.catalogue, basics, bodies, law.parameters):
        read()


def vault_points(session: Session, tender: Tender, firm: Firm, today: date) -> list[Point]:
    """What the vault holds of what is asked, one point a piece; what it lacks, in one point."""
    notice = tender.in_force()
    read = consultation_of(session, tender.ids, firm)
    asks = of_consultation(read) if read else of_notice(notice)
    deadline = tender.deadline.date() if tender.deadline else None
    limit = "à la date limite" if deadline else "aujourd'hui"
    case = Case(pieces_of(session, firm.id), deadline or today, limit)
    found = [*_held(case, asks), *_turnover(case, asks), *_certified(case, asks), *_similar(case, asks, tender)]
    return found + _lacking(case, asks)


def consultation_of(session: Session, ids: Iterable[str], firm: Firm) -> dict[str, Any] | None:
    """The consultation of a tender as last read: by the firm itself, else by another whose reading staff corrected.

    Of other firms nothing but the buyer's demands is used, and only once a person of the staff has looked at them.
    """
    reports = (
        select(Check.report)
        .join(Dossier)
        .where(Dossier.notice_id.in_(tuple(ids)), Check.state == CheckState.DONE.value)
        .order_by(Check.id.desc())
        .limit(1)
    )
    corrected = select(AuditEvent.id).where(
        AuditEvent.action == "consultation_corrected", AuditEvent.target == literal("dossier:") + Dossier.public_id
    )
    for query in (reports.where(Dossier.firm_id == firm.id), reports.where(corrected.exists())):
        report = session.scalar(query)
        if report and report["consultation"]["files"]:
            return dict(report["consultation"])
    return None


def _found(case: Case, wanted: Sequence[str]) -> tuple[str, VaultPiece, Validity] | None:
    """The piece that answers best among these kinds, the first kinds first when several hold as well."""
    known = [(kind, *pair) for kind in wanted if (pair := best(case.pieces, kind, case.when))]
    rank = {True: 2, None: 1, False: 0}
    return max(known, key=lambda one: rank[one[2].holds_on(case.when)], default=None)


def _held(case: Case, asks: Asks) -> Iterator[Point]:
    """The pieces that are asked and held, then those that every winner owes."""
    told: set[str] = set()
    extra = tuple(Asked((kind,), "attribution", "") for kind in ALWAYS)
    for asked in (*asks.pieces, *extra):
        found = _found(case, asked.kinds)
        if found is None or found[0] in told or found[0] in CERTIFICATES:
            continue
        told.add(found[0])
        if not (found[0] == "references" or (found[0] in TURNOVER and asks.turnover)):  # said apart
            yield _one(case, asked, *found)


def _one(case: Case, asked: Asked, kind: str, piece: VaultPiece, known: Validity) -> Point:
    name, place = kinds.label(kind), f" Demandé : {asked.where}{_lots(asked)}." if asked.where else ""
    if other := other_number(piece):
        return Point(
            "watch", f"{name} : la pièce de votre coffre porte le SIREN {other}, qui n'est pas le vôtre.{place}"
        )
    holds, winner = known.holds_on(case.when), asked.stage == "attribution"
    if holds is None:
        return Point("quiet", f"{name} : dans votre coffre, mais sa date est à confirmer.{place}")
    if holds:
        until = f" (jusqu'au {day(known.until)})" if known.until else ""
        near = winner and known.until and known.until < case.when + AWARD
        later = " Elle n'est due que si vous gagnez : vérifiez alors sa date." if near else ""
        return Point("ok", f"{name} : dans votre coffre, valable {case.limit}{until}.{later}{place}")
    if known.since and case.when < known.since:
        return Point("watch", f"{name} : la pièce de votre coffre ne commence que le {day(known.since)}.{place}")
    later = " Elle n'est due que si vous gagnez." if winner else ""
    return Point(
        "watch",
        f"{name} : la pièce de votre coffre s'arrête le {day(known.until)} ; elle ne serait plus valable {case.limit}, à renouveler.{later}{place}",
    )


def _lots(asked: Asked) -> str:
    return f", lot{'s' if len(asked.lots) > 1 else ''} {', '.join(asked.lots)}" if asked.lots else ""


def _amounts(piece: VaultPiece) -> list[Decimal]:
    found = []
    for written in piece.current.details.get("turnover", ()):
        try:
            found.append(Decimal(written))
        except InvalidOperation:
            continue
    return [one for one in found if one.is_finite() and one > 0]


def _turnover(case: Case, asks: Asks) -> Iterator[Point]:
    """The yearly turnover of the vault against the least that is asked."""
    if asks.turnover is None:
        return
    low, high = asks.turnover
    least = f"au moins {euros(low)}" if low == high else f"de {euros(low)} à {euros(high)} selon le lot"
    asked = f"Chiffre d'affaires demandé : {least} par an ({asks.turnover_where})."
    known = [amounts for piece in case.pieces if (amounts := _amounts(piece))]
    if not known:
        yield Point("watch", f"{asked} Votre coffre ne dit pas le vôtre : ajoutez-y votre DC2 ou vos bilans.")
        return
    amounts = known[-1]
    mean, most = sum(amounts, Decimal(0)) / len(amounts), max(amounts)
    ours = f"Le vôtre, d'après votre coffre : {euros(round(mean))} en moyenne, {euros(round(most))} au plus."
    if mean >= high:
        yield Point("ok", f"{asked} {ours}")
    else:
        yield Point("watch", f"{asked} {ours} En dessous, on peut répondre à plusieurs (groupement).")


def _certified(case: Case, asks: Asks) -> Iterator[Point]:
    """The qualifications named, each held or not, with their numbers; those that lack in one point, as buyers often list several."""
    lacks: list[tuple[str, bool]] = []
    where_lacks, some = "", False
    for body, codes, where in asks.certified:
        holders = [piece for piece in case.pieces if body.name in piece.current.details.get("bodies", {})]
        held = {code for piece in holders for code in piece.current.details["bodies"][body.name]}
        named = f"{body.name} {', '.join(sorted(codes & held or codes))}".strip()
        some = some or bool(holders)
        if not holders:
            lacks.append((named, bool(codes)))
            where_lacks = where
        elif codes and not codes & held:
            ours = f"porte {', '.join(sorted(held))}" if held else "ne montre pas de numéro lisible"
            yield Point("watch", f"{named} : demandé ({where}) ; votre certificat {body.name} {ours}. {EQUIVALENT}")
        else:
            yield _certificate(case, f"{named} : demandé ({where})", holders)
    if some:  # a list of bodies leaves the choice; a number does not
        lacks = [one for one in lacks if one[1]]
    if lacks:
        yield Point(
            "watch",
            f"{', '.join(name for name, _ in lacks)} : demandé ({where_lacks}), pas dans votre coffre. {EQUIVALENT}",
        )


def _certificate(case: Case, asked: str, holders: Sequence[VaultPiece]) -> Point:
    known = [pair[1] for kind in CERTIFICATES if (pair := best(holders, kind, case.when))]
    states = {one.holds_on(case.when) for one in known}
    if True in states:
        return Point("ok", f"{asked}, dans votre coffre, valable {case.limit}.")
    if states == {False}:
        return Point("watch", f"{asked} ; celui de votre coffre ne serait plus valable {case.limit}, à renouveler.")
    return Point("quiet", f"{asked}, dans votre coffre, mais sa date est à confirmer.")


def _similar(case: Case, asks: Asks, tender: Tender) -> Iterator[Point]:
    """Whether the references of the vault name the trade of this tender."""
    asked = next((one for one in asks.pieces if "references" in one.kinds), None)
    found = _found(case, ("references",)) if asked else None
    if asked is None or found is None:
        return
    notice = tender.in_force()
    said = trades_for_notice(SearchNotice(notice.id, notice.title, lots=tuple(one.title for one in notice.lots)))
    wanted = [one for one in said if said[one] >= SURE_TRADE and trade(one) and not one.startswith("objet:")]
    lines = found[1].current.details.get("trades", {})
    same = [one for one in wanted if one in lines]
    start = f"Références demandées ({asked.where}) : votre liste est dans le coffre"
    if same:
        names = ", ".join(_trade_name(one) for one in same[:3])
        yield Point("ok", f"{start} et cite des travaux ou services de même nature ({names}).")
    elif wanted and lines:
        yield Point(
            "watch", f"{start}, mais nous n'y avons pas lu de réalisation de même nature : à compléter si vous en avez."
        )
    else:
        yield Point("ok", f"{start}.")


def _trade_name(code: str) -> str:
    found = trade(code)
    return found.label.lower() if found else code


def _lacking(case: Case, asks: Asks) -> list[Point]:
    """One point for what is asked now and lacks, one for what only the winner owes, one for a Kbis nobody need send."""
    lacks = [one for one in asks.pieces if _found(case, one.kinds) is None and one.kinds[0] not in CERTIFICATES]
    found = []
    for state, words, now in (
        ("watch", "Demandé et pas dans votre coffre", True),
        ("quiet", "Demandé seulement à celui qui gagne, et pas dans votre coffre", False),
    ):
        named = [basic_name(one.kinds[0]) for one in lacks if (one.stage != "attribution") is now]
        names = list(dict.fromkeys(name for name in named if name))
        if names:
            found.append(Point(state, f"{words} : {' ; '.join(names)}."))
    if any(one.kinds[0] == "kbis" for one in lacks):
        found.append(
            Point("quiet", "Kbis demandé : votre numéro SIREN suffit, l'acheteur consulte lui-même le registre.")
        )
    return found
