"""Until when a piece of the vault holds, from what was read in it and the dated parameters of the law. No Flask here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from checker.kinds import TO_CONFIRM, UNKNOWN
from checker.rules.support.writing import months_after
from portal.presentation import State, day
from portal.store import CheckState, VaultPiece, VaultVersion
from portal.vault_kinds import DAYS, MONTHS, NONE, PERIOD, YEAR, Lasting, lasting

SOON = timedelta(days=30)  # what ends within a month is said beforehand: an insurer may take two weeks to answer
SURE = 0.5  # below, a date that was read is to be confirmed, as the rules do

VALID, ENDING, OVER, CONFIRM, READING = "valid", "ending", "over", "confirm", "reading"


@dataclass(frozen=True, slots=True)
class Validity:
    """The state of a piece on a day: `until` is its last day (None: no end, or not known), `why` a French sentence."""

    state: str
    until: date | None = None
    since: date | None = None
    why: str = ""

    def holds_on(self, when: date) -> bool | None:
        """Whether the piece holds on that day; None when nobody knows."""
        if self.state in (CONFIRM, READING):
            return None
        return (self.until is None or when <= self.until) and (self.since is None or self.since <= when)

    @property
    def badge(self) -> State:
        """The state as a badge, in words."""
        return {
            VALID: State("ok", "check-circle", "valable"),
            ENDING: State("soon", "hourglass-split", "expire bientôt"),
            OVER: State("urgent", "x-circle", "expirée"),
            CONFIRM: State("watch", "question-circle", "à confirmer"),
            READING: State("quiet", "hourglass-split", "lecture en cours"),
        }[self.state]


def kind_of(piece: VaultPiece, version: VaultVersion | None = None) -> str:
    """What a piece is: what the person said, else what was recognised surely, else `inconnu`."""
    read = version or piece.current
    if piece.kind_said:
        return piece.kind_said
    return read.kind if read.kind and (read.confidence or 0) >= TO_CONFIRM else UNKNOWN


def kinds_of(piece: VaultPiece) -> frozenset[str]:
    """Every kind that a piece may serve as: one sheet often bears two insurances."""
    main = kind_of(piece)
    return frozenset({main, *piece.current.kinds}) if main != UNKNOWN else frozenset()


def validity(piece: VaultPiece, today: date, version: VaultVersion | None = None) -> Validity:
    """The state of a piece (of its version in force, or of `version`) on a day."""
    read = version or piece.current
    if read.state in (CheckState.WAITING.value, CheckState.RUNNING.value):
        return Validity(READING, why="La lecture est en cours : actualisez la page dans un instant.")
    kind = kind_of(piece, read)
    if kind == UNKNOWN:
        return Validity(
            CONFIRM, why=read.problem or "Dites ce qu'est ce document : nous ne l'avons pas reconnu avec certitude."
        )
    how = lasting(kind)
    if read.until_said:
        return _on(today, read.until_said, None, "Date indiquée par vous.")
    if how.basis == NONE:
        return Validity(VALID, why="Pas de date de fin.")
    until = _until(how, read, today)
    if until is None:
        return Validity(
            CONFIRM, why=read.problem or "Nous n'avons pas pu lire sa date : indiquez jusqu'à quand elle est valable."
        )
    return _on(today, until, _fact_day(read, "valid_from") if how.basis == PERIOD else None, _why(how, read, today))


def _on(today: date, until: date, since: date | None, why: str) -> Validity:
    state = OVER if until < today else ENDING if until - today <= SOON else VALID
    return Validity(state, until, since, why)


def _fact_day(read: VaultVersion, *names: str, latest: bool = False) -> date | None:
    """The day of the first of these facts that was read surely, or the latest of them all."""
    known = []
    for name in names:
        for fact in read.facts:
            if fact["name"] == name and fact["confidence"] >= SURE and (found := as_day(fact["value"])):
                known.append(found)
    return (max(known) if latest else known[0]) if known else None


def as_day(value: object) -> date | None:
    """The day an ISO text states, or None."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _length(how: Lasting, today: date) -> int:
    """The months or days of the law on that day."""
    from procurement import law  # loaded with the first piece that is dated: a server starts without it

    return int(law.at(today).value(how.law))


def _until(how: Lasting, read: VaultVersion, today: date) -> date | None:
    if how.basis == PERIOD:
        return _fact_day(read, "valid_until", latest=True)
    if how.basis == YEAR:
        start = as_day(read.details.get("closed"))
    else:
        start = _fact_day(read, *how.facts, latest=how.pick == "latest")
    if start is None:
        return None
    length = _length(how, today)
    return start + timedelta(days=length) if how.basis == DAYS else months_after(start, length)


def _why(how: Lasting, read: VaultVersion, today: date) -> str:
    if how.basis == PERIOD:
        since = _fact_day(read, "valid_from")
        later = f" Elle ne commence que le {day(since)}." if since and since > today else ""
        return f"Date imprimée sur la pièce.{later}"
    length = _length(how, today)
    if how.basis == YEAR:
        closed = as_day(read.details.get("closed"))
        return f"Dernier exercice clos le {day(closed)} ; les acheteurs demandent les trois derniers."
    start = _fact_day(read, *how.facts, latest=how.pick == "latest")
    unit = "mois" if how.basis == MONTHS else "jours"
    habit = " (durée d'usage : certains acheteurs demandent plus récent)" if how.usage else ""
    return f"{length} {unit} à partir du {day(start)}{habit}."


def best(pieces: Iterable[VaultPiece], kind: str, when: date) -> tuple[VaultPiece, Validity] | None:
    """The piece that serves best as `kind` on a day: one that holds, else one to confirm, else the last to have ended."""
    known = [(piece, validity(piece, when)) for piece in pieces if kind in kinds_of(piece)]
    rank = {True: 2, None: 1, False: 0}
    return max(
        known, key=lambda pair: (rank[pair[1].holds_on(when)], pair[1].until or date.max, pair[0].id), default=None
    )
