"""From attribution notices to awards: one per contract, the latest word of each, and a reason for each one refused.

What the notices do not say stays unknown: no amount is nought, no day is taken from the publication.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from procurement.models import Award, Commune, Decision, Notice, NoticeKind, Outcome
from procurement.nomenclature import places
from procurement.winners import winner_key

SOURCES = ("boamp", "ted")
REASONS = {
    "sans_decision": "L'avis annonce une attribution sans en donner la décision sous une forme lisible.",
    "infructueux": "Lot infructueux : il n'a pas de titulaire.",
    "sans_suite": "Lot déclaré sans suite : il n'a pas de titulaire.",
    "concours": "Résultat de concours : une prime n'est pas un marché.",
    "ex_ante": "Avis de transparence ex ante : rien n'est encore signé.",
    "titulaire_absent": "Lot attribué dont l'avis ne nomme pas le titulaire.",
    "corrige": "Avis d'attribution corrigé depuis : c'est l'avis le plus récent qui compte.",
    "annule": "Avis d'attribution annulé depuis.",
    "republie": "Même lot de la même procédure dans un avis plus récent.",
}
_REFUSED = {
    Outcome.UNSUCCESSFUL: "infructueux",
    Outcome.CANCELLED: "sans_suite",
    Outcome.PRIZE: "concours",
    Outcome.INTENDED: "ex_ante",
}
_PROCEDURES = {
    "MAPA": "Procédure adaptée",
    "AOO": "Appel d'offres ouvert",
    "AOR": "Appel d'offres restreint",
    "PROC_NEGO": "Procédure avec négociation",
    "DIALOGUE": "Dialogue compétitif",
}
_WITHOUT_CALL = "Marché passé sans publicité ni mise en concurrence préalable"
_LONGEST = 100  # characters of a uid that are kept as they are


@dataclass
class Attributions:
    """The awards made, in a stable order, and how many decisions were refused, by source and reason (`REASONS`)."""

    awards: list[Award] = field(default_factory=list)
    refused: dict[str, Counter[str]] = field(default_factory=dict)

    def refuse(self, source: str, reason: str, count: int = 1) -> None:
        """Count what makes no award."""
        self.refused.setdefault(source, Counter())[reason] += count


def speaks(notice: Notice) -> bool:
    """Whether a notice may give, correct or withdraw an award."""
    return notice.kind is NoticeKind.AWARD or (
        notice.kind in (NoticeKind.CORRECTION, NoticeKind.CANCELLATION) and bool(notice.related or notice.decisions)
    )


def attributions(notices: Iterable[Notice]) -> Attributions:
    """The awards of attribution notices, each contract in its latest state. The order of the notices does not matter."""
    found = Attributions()
    latest = sorted(filter(speaks, notices), key=_age)
    fates = _fates(latest)
    current: dict[object, tuple[Notice, Decision]] = {}
    for notice in latest:
        _replace_corrected(notice, current, found)
        for decision in _kept(notice, fates.get(notice.id), found):
            key = _same_lot(notice, decision)
            if key in current:
                found.refuse(current[key][0].source, "republie")
            current[key] = (notice, decision)
    taken: Counter[str] = Counter()
    for notice, decision in current.values():
        uid = _uid(notice, decision)
        taken[uid] += 1
        found.awards.append(_award(notice, decision, uid if taken[uid] == 1 else f"{uid}.{taken[uid]}"))
    return found


def _age(notice: Notice) -> tuple[date, str]:
    return notice.published or date.min, notice.id


def _fates(latest: Sequence[Notice]) -> dict[str, str]:
    """What became of the attribution notices that a later one corrects (stating the decisions anew) or cancels."""
    awards = {notice.id for notice in latest if notice.kind is NoticeKind.AWARD}
    fates: dict[str, str] = {}
    for notice in latest:
        told = [one for one in notice.related if one in awards]
        if notice.kind is NoticeKind.CANCELLATION:
            fates |= dict.fromkeys(told, "annule")
        elif notice.kind is NoticeKind.CORRECTION and notice.decisions:
            fates |= dict.fromkeys(told, "corrige")
    return fates


def _kept(notice: Notice, fate: str | None, found: Attributions) -> Iterator[Decision]:
    if not notice.decisions and notice.kind is NoticeKind.AWARD:
        found.refuse(notice.source, "sans_decision")
    for decision in notice.decisions:
        refused = fate or _REFUSED.get(decision.outcome or Outcome.AWARDED)
        if refused is None and not decision.winners:
            refused = "titulaire_absent" if decision.outcome else "sans_decision"
        if refused:
            found.refuse(notice.source, refused)
        else:
            yield decision


def _replace_corrected(notice: Notice, current: dict[object, tuple[Notice, Decision]], found: Attributions) -> None:
    """An eForms notice that corrects names its procedure: what it says of a lot replaces what was said before."""
    if notice.kind is not NoticeKind.CORRECTION or notice.procedure_id is None:
        return
    told = {decision.lots for decision in notice.decisions}
    for key, (earlier, decision) in list(current.items()):
        if earlier.procedure_id == notice.procedure_id and decision.lots in told:
            found.refuse(earlier.source, "corrige")
            del current[key]


def _same_lot(notice: Notice, decision: Decision) -> object:
    """What two notices of one procedure have in common when they tell the same contract; nothing outside eForms."""
    if notice.procedure_id is None:
        return notice.id, decision
    winners = frozenset(map(winner_key, decision.winners))
    return notice.procedure_id, decision.lots, decision.contract, winners


def _uid(notice: Notice, decision: Decision) -> str:
    """The notice, then its lots or the number of the contract: the same whenever the notice is read again."""
    told = "+".join(decision.lots) or decision.contract or "1"
    uid = f"{notice.id}#{''.join(told.split())}"
    return uid if len(uid) <= _LONGEST else f"{uid[: _LONGEST - 13]}-{hashlib.sha256(uid.encode()).hexdigest()[:12]}"


def _award(notice: Notice, decision: Decision, uid: str) -> Award:
    lots = [lot for lot in notice.lots if lot.number in decision.lots]
    codes = (*(code for lot in lots for code in lot.cpv), *notice.cpv)
    place = next((lot.place for lot in lots if lot.place and lot.place.commune), notice.place)
    return Award(
        uid=uid,
        id=decision.contract or uid.partition(":")[2],
        source=notice.source,
        buyer_siret=notice.buyer.siret,
        buyer_name=notice.buyer.name,
        object=_object(notice, decision, [lot.title for lot in lots if lot.title != f"Lot {lot.number}"]),
        cpv=next(iter(codes), None),
        notified=decision.concluded,
        amount=decision.amount,
        winners=decision.winners,
        nature="Concession" if decision.concession else "Accord-cadre" if decision.framework else "Marché",
        contract_type=notice.contract_type,
        procedure=_WITHOUT_CALL if decision.without_call else _PROCEDURES.get(notice.procedure or ""),
        techniques=("Accord-cadre",) if decision.framework else (),
        place_code=place.commune or place.departement,
        place_code_type="Code commune" if place.commune else "Code département" if place.departement else None,
        buyer_departement=_buyer_departement(notice),
        duration_months=notice.duration_months,
        offers_received=decision.offers_received,
        published=notice.published,
        concession=decision.concession,
        flags=tuple(_flags(notice, decision, bool(codes))),
        notice_id=notice.id,
    )


def _object(notice: Notice, decision: Decision, titles: Sequence[str]) -> str:
    """The object of the notice, then the lots: « Réfection de l'école, lot 2 : Peinture »."""
    said = titles or ([decision.title] if decision.title and decision.title != notice.title else [])
    if not decision.lots:
        return notice.title
    number = ", ".join(decision.lots)
    return f"{notice.title}, lot {number}{' : ' + ' ; '.join(said) if said else ''}"


def _buyer_departement(notice: Notice) -> str | None:
    body = places.by_siren(notice.buyer.siren) if notice.buyer.siren else None
    stated = notice.buyer.place.departement or (notice.departements[0] if len(notice.departements) == 1 else None)
    return (body.departement if isinstance(body, Commune) else None) or stated


def _flags(notice: Notice, decision: Decision, coded: bool) -> Iterator[str]:
    checks = {
        "buyer_id_invalid": notice.buyer.siret is None,
        "cpv_missing": not coded,
        "notified_missing": decision.concluded is None,
        "amount_missing": decision.amount is None,
        "notice_amount_range": decision.amount_nature == "range",
    }
    yield from (name for name, wrong in checks.items() if wrong)
