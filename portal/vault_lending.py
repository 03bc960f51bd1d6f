"""Between the vault and the dossiers: what a dossier finds in the vault, takes from it, leaves in it. No Flask here."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.dossier_service import Refused, add_file, audit
from portal.files import FileStore
from portal.store import Dossier, DossierFile, KindChoice, Side, User, VaultPiece
from portal.vault_kinds import lasting_kinds
from portal.vault_service import Held, pieces_of
from portal.vault_validity import READING, best


def used_in(session: Session, piece: VaultPiece) -> list[tuple[Dossier, str]]:
    """The dossiers of the firm that hold a version of this piece, with the name of the file there."""
    digests = [version.sha256 for version in piece.versions]
    rows = session.execute(
        select(Dossier, DossierFile.name)
        .join(DossierFile)
        .where(Dossier.firm_id == piece.firm_id, DossierFile.sha256.in_(digests))
        .order_by(Dossier.id)
    )
    return [(row[0], row[1]) for row in rows]


def offers(session: Session, dossier: Dossier, report: dict[str, Any] | None, today: date) -> dict[str, Held]:
    """By kind that the checklist asks for, the piece of the vault that serves best and is not in the dossier yet."""
    asked = {line["requirement"]["kind"] for line in report["checklist"]} if report else set()
    pieces = pieces_of(session, dossier.firm_id) if asked else []
    here = {row.sha256 for row in dossier.files}
    day = max(today, dossier.deadline.date()) if dossier.deadline else today
    found = {kind: best(pieces, kind, day) for kind in asked}
    return {
        kind: Held(pair[0], kind, pair[1])
        for kind, pair in found.items()
        if pair and pair[0].current.sha256 not in here and pair[1].state != READING
    }


def take(session: Session, files: FileStore, user: User, dossier: Dossier, piece: VaultPiece) -> DossierFile:
    """Put the piece in the dossier as a file of the firm's, under a name no other file bears. Raises Refused."""
    version = piece.current
    taken = {row.name for row in dossier.files if row.side == Side.FIRM.value and row.sha256 != version.sha256}
    name, number = version.name, 2
    while name in taken:
        stem, dot, extension = version.name.rpartition(".")
        name = f"{stem or version.name} ({number}){dot}{extension if dot else ''}"
        number += 1
    try:
        with files.path(version.sha256).open("rb") as stream:
            row = add_file(session, files, dossier, Side.FIRM, name, stream)
    except FileNotFoundError:
        raise Refused(f"Le fichier de « {version.name} » n'est plus sur le serveur : ajoutez-le à nouveau.") from None
    if piece.kind_said:
        session.add(
            KindChoice(dossier_id=dossier.id, sha256=version.sha256, kind=piece.kind_said, recognised=version.kind)
        )
    audit(session, user, "vault_taken", f"dossier:{dossier.public_id}", f"vault:{piece.public_id}")
    return row


def keepable(session: Session, dossier: Dossier, report: dict[str, Any] | None) -> set[int]:
    """The ids of the firm's files that would be of use in other dossiers and are not in the vault."""
    read = {one["sha256"] for one in report["files"] if one["kind"] in lasting_kinds()} if report else set()
    here = {one.current.sha256 for one in pieces_of(session, dossier.firm_id)} if read else set()
    return {row.id for row in dossier.files if row.side == Side.FIRM.value and row.sha256 in read - here}
