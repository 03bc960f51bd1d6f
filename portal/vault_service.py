"""What can be done with the vault of a firm: add, replace, say what a piece is, delete, take along. No Flask here."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import BinaryIO

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from checker import kinds
from portal.dossier_service import Refused, audit, forget_bytes, public_id
from portal.files import FileStore, Stored, TooLarge, clean_name
from portal.presentation import file_size
from portal.store import CheckState, DossierFile, Firm, User, VaultPiece, VaultVersion
from portal.store.base import moment
from portal.vault_kinds import Basic, basics
from portal.vault_validity import CONFIRM, ENDING, OVER, READING, VALID, Validity, kind_of, kinds_of, validity

MAX_FILE_BYTES = 25_000_000
MAX_VAULT_BYTES = 250_000_000
MAX_PIECES = 80
VERSIONS_KEPT = 6  # the one in force and five before it
REPLACED_KEPT = timedelta(days=365)  # then a replaced version is of no use to anyone
SURE_NUMBER = 0.85  # below, a SIREN that was read may be a misreading
MOST_YEARS = 12  # a person who types a farther last day has mistyped


@dataclass(frozen=True, slots=True)
class Held:
    """A piece as it stands today; `superseded` when it has ended and another of its kind holds."""

    piece: VaultPiece
    kind: str
    validity: Validity
    superseded: bool = False

    @property
    def name(self) -> str:
        """The label of its kind, else the name of its file."""
        return kinds.label(self.kind) if self.kind != kinds.UNKNOWN else self.piece.current.name


def pieces_of(session: Session, firm_id: int) -> list[VaultPiece]:
    """Every piece of a firm, oldest first."""
    mine = select(VaultPiece).where(VaultPiece.firm_id == firm_id).order_by(VaultPiece.id)
    return list(session.scalars(mine.options(selectinload(VaultPiece.versions))))


def held(pieces: Sequence[VaultPiece], today: date) -> list[Held]:
    """The pieces as they stand: what asks for something first, then by label; what another has replaced comes last."""
    known = [(piece, kind_of(piece), validity(piece, today)) for piece in pieces]
    alive = {kind for piece, _, state in known if state.holds_on(today) for kind in kinds_of(piece)}
    found = [Held(piece, kind, state, state.state == OVER and kind in alive) for piece, kind, state in known]
    order = (OVER, CONFIRM, ENDING, READING, VALID)
    return sorted(found, key=lambda one: (one.superseded, order.index(one.validity.state), one.name, one.piece.id))


def missing(pieces: Sequence[VaultPiece]) -> list[Basic]:
    """Those of the ten basic pieces that the vault does not hold."""
    here = {kind for piece in pieces for kind in kinds_of(piece)}
    return [one for one in basics() if not here & set(one.kinds)]


def add(
    session: Session, files: FileStore, user: User, firm: Firm, name: str, stream: BinaryIO, kind: str | None = None
) -> VaultVersion:
    """A new piece, `kind` when the person said it; its reading waits. Raises Refused with a sentence."""
    mine, name = pieces_of(session, firm.id), clean_name(name)
    _room_for_one(mine, name)
    if kind is not None:
        _known(kind)
    return _new(session, user, firm.id, mine, name, _put(files, mine, name, stream), kind)


def keep(session: Session, user: User, row: DossierFile, kind: str | None) -> VaultVersion:
    """A file of a dossier becomes a piece too, `kind` when the person said it. Raises Refused with a sentence."""
    mine = pieces_of(session, row.dossier.firm_id)
    _room_for_one(mine, row.name)
    if row.size > min(MAX_FILE_BYTES, _room(mine)):
        raise _too_large(row.name)
    return _new(session, user, row.dossier.firm_id, mine, row.name, Stored(row.sha256, row.size), kind)


def _room_for_one(mine: Sequence[VaultPiece], name: str) -> None:
    if len(mine) >= MAX_PIECES:
        raise Refused(f"Votre coffre contient déjà {MAX_PIECES} pièces : supprimez-en avant d'ajouter « {name} ».")


def _new(
    session: Session, user: User, firm_id: int, mine: Sequence[VaultPiece], name: str, stored: Stored, kind: str | None
) -> VaultVersion:
    if any(one.current.sha256 == stored.sha256 for one in mine):
        raise Refused(f"« {name} » est déjà dans votre coffre.")
    piece = VaultPiece(public_id=public_id(), firm_id=firm_id, kind_said=kind)
    session.add(piece)
    version = _version(session, piece, name, stored)
    audit(session, user, "vault_added", f"vault:{piece.public_id}")
    return version


def replace(
    session: Session, files: FileStore, user: User, piece: VaultPiece, name: str, stream: BinaryIO
) -> VaultVersion:
    """A newer file of a piece, of the same kind; the earlier stay as versions, a few of them. Raises Refused."""
    name = clean_name(name)
    stored = _put(files, pieces_of(session, piece.firm_id), name, stream)
    if piece.current.sha256 == stored.sha256:
        raise Refused(f"« {name} » est le fichier que vous avez déjà : choisissez le nouveau.")
    kind = kind_of(piece)
    piece.kind_said = piece.kind_said or (kind if kind != kinds.UNKNOWN else None)
    version = _version(session, piece, name, stored)
    for old in piece.versions[:-VERSIONS_KEPT]:
        _drop(session, files, old)
    audit(session, user, "vault_replaced", f"vault:{piece.public_id}")
    return version


def _room(mine: Sequence[VaultPiece]) -> int:
    """The bytes the vault may still take, earlier versions counted."""
    return max(0, MAX_VAULT_BYTES - sum(version.size for piece in mine for version in piece.versions))


def _put(files: FileStore, mine: Sequence[VaultPiece], name: str, stream: BinaryIO) -> Stored:
    try:
        return files.put(stream, min(MAX_FILE_BYTES, _room(mine)))
    except TooLarge:
        raise _too_large(name) from None


def _too_large(name: str) -> Refused:
    return Refused(
        f"« {name} » est trop lourd : {file_size(MAX_FILE_BYTES)} au plus par fichier, "
        f"{file_size(MAX_VAULT_BYTES)} pour tout le coffre. Vos autres fichiers sont bien enregistrés."
    )


def _version(session: Session, piece: VaultPiece, name: str, stored: Stored) -> VaultVersion:
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    version = VaultVersion(name=name, sha256=stored.sha256, size=stored.size, media_type=media, kinds=[], facts=[])
    piece.versions.append(version)
    session.flush()
    return version


def _known(kind: str) -> None:
    if kind not in kinds.catalogue() and kind != "autre":
        raise Refused("Choisissez dans la liste ce qu'est ce document.")


def say(session: Session, user: User, piece: VaultPiece, kind: str, until: str, today: date) -> bool:
    """The person says what a piece is and, if she wants, its last day (ISO); True when it must be read anew. Raises Refused."""
    _known(kind)
    last = None
    if until.strip():
        try:
            last = date.fromisoformat(until.strip())
        except ValueError:
            raise Refused("Écrivez la date de fin comme 2027-03-31, ou laissez la case vide.") from None
        if not date(2000, 1, 1) <= last <= today + timedelta(days=366 * MOST_YEARS):
            raise Refused("Cette date de fin ne paraît pas juste : vérifiez l'année.")
    version = piece.current
    again = kind != (piece.kind_said or version.kind)
    piece.kind_said, version.until_said = kind, last
    if again:
        version.state, version.attempts, version.asked = CheckState.WAITING.value, 0, moment()
    audit(session, user, "vault_kind_said", f"vault:{piece.public_id}", kind)
    return again


def remove(session: Session, files: FileStore, user: User | None, piece: VaultPiece) -> None:
    """Delete a piece with all its versions; files of dossiers stay in their dossiers."""
    digests = {version.sha256 for version in piece.versions}
    if user:
        audit(session, user, "vault_deleted", f"vault:{piece.public_id}")
    session.delete(piece)
    session.flush()
    for digest in digests:
        forget_bytes(session, files, digest)


def delete_vault(session: Session, files: FileStore, firm_id: int) -> None:
    """Delete the whole vault of a firm."""
    for piece in pieces_of(session, firm_id):
        remove(session, files, None, piece)


def purge(session: Session, files: FileStore, now: datetime) -> int:
    """Forget versions replaced more than a year ago; returns how many."""
    gone = 0
    for piece in session.scalars(select(VaultPiece)).all():
        for old, newer in list(zip(piece.versions, piece.versions[1:], strict=False)):
            if newer.uploaded < now - REPLACED_KEPT:
                _drop(session, files, old)
                gone += 1
    return gone


def _drop(session: Session, files: FileStore, version: VaultVersion) -> None:
    digest = version.sha256
    version.piece.versions.remove(version)
    session.flush()
    forget_bytes(session, files, digest)


def other_number(piece: VaultPiece) -> str | None:
    """The SIREN that a piece bears when it bears no number of its firm; None when all is well or nothing was read."""
    read = [
        one for one in piece.current.facts if one["name"] in ("siren", "siret") and one["confidence"] >= SURE_NUMBER
    ]
    numbers = [str(one["value"])[:9] for one in read]
    return numbers[0] if numbers and piece.firm.siret[:9] not in numbers else None


def archive_names(pieces: Sequence[VaultPiece]) -> Iterator[tuple[str, VaultVersion]]:
    """Every version with its path in the archive: one folder a piece, earlier versions apart."""
    for number, piece in enumerate(pieces, start=1):
        folder = clean_name(f"{number:02} {kinds.label(kind_of(piece)).replace('/', '-')}")
        for version in piece.versions:
            earlier = (
                "" if version is piece.current else f"versions precedentes/{version.uploaded:%Y-%m-%d} {version.id} "
            )
            yield f"{folder}/{earlier}{version.name}", version


def lost_readings(session: Session, patience: timedelta) -> list[int]:
    """Ids of versions nobody reads: waiting for longer than `patience`, or past the lease of their worker."""
    now = moment()
    late = (VaultVersion.state == CheckState.WAITING.value) & (VaultVersion.asked < now - patience)
    dead = (VaultVersion.state == CheckState.RUNNING.value) & (VaultVersion.lease < now)
    return list(session.scalars(select(VaultVersion.id).where(or_(late, dead)).order_by(VaultVersion.id)))
