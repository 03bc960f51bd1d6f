"""What can be done with a dossier: create, send files, ask for a check, ask for help, decide on a finding. No Flask here."""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
from datetime import timedelta
from typing import Any, BinaryIO

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from portal.files import FileStore, TooLarge, clean_name
from portal.store import (
    AuditEvent,
    Check,
    CheckState,
    Contest,
    Decision,
    Dossier,
    DossierFile,
    Firm,
    Side,
    User,
    VaultVersion,
)
from portal.store.base import moment
from procurement.models import Notice

MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_DOSSIER_BYTES = 400 * 1024 * 1024
MAX_DOSSIER_FILES = 120


class Refused(ValueError):
    """What was asked cannot be done; the message is a French sentence for the person."""


def public_id() -> str:
    """An unguessable id for addresses."""
    return secrets.token_urlsafe(16)


def create(session: Session, firm: Firm, notice: Notice | None, title: str | None = None) -> Dossier:
    """The firm's dossier for `notice`: the existing one when it has begun already, else a new one."""
    if notice:
        known = session.scalar(
            select(Dossier).where(
                Dossier.firm_id == firm.id, Dossier.notice_id == notice.id, Dossier.archived.is_(None)
            )
        )
        if known:
            return known
    dossier = Dossier(
        public_id=public_id(),
        firm_id=firm.id,
        notice_id=notice.id if notice else None,
        title=(notice.title if notice else title) or "Réponse sans titre",
        buyer=notice.buyer.name if notice else "",
        deadline=notice.deadline if notice else None,
        lots=[],
    )
    session.add(dossier)
    session.flush()
    return dossier


def add_file(
    session: Session, files: FileStore, dossier: Dossier, side: Side, name: str, stream: BinaryIO
) -> DossierFile:
    """Keep one sent file; the same name replaces the older one. Raises Refused with a sentence."""
    name = clean_name(name)
    others = [one for one in dossier.files if not (one.side == side.value and one.name == name)]
    if len(others) >= MAX_DOSSIER_FILES:
        raise Refused(f"Le dossier contient déjà {MAX_DOSSIER_FILES} fichiers : retirez-en avant d'ajouter « {name} ».")
    room = MAX_DOSSIER_BYTES - sum(one.size for one in others)
    try:
        stored = files.put(stream, min(MAX_FILE_BYTES, room))
    except TooLarge:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        raise Refused(
            f"« {name} » est trop lourd : {limit} Mo au plus par fichier, "
            f"{MAX_DOSSIER_BYTES // (1024 * 1024)} Mo pour tout le dossier. "
            "Compressez les images ou séparez-le en plusieurs fichiers. Vos autres fichiers sont bien enregistrés."
        ) from None
    row = next((one for one in dossier.files if one.side == side.value and one.name == name), None)
    if row is None:
        row = DossierFile(dossier_id=dossier.id, side=side.value, name=name, sha256="", size=0, media_type="")
        dossier.files.append(row)
    replaced = row.sha256 if row.sha256 and row.sha256 != stored.sha256 else None
    row.sha256, row.size, row.uploaded = stored.sha256, stored.size, moment()
    row.media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    session.flush()
    if replaced:
        forget_bytes(session, files, replaced)
    return row


def remove_file(session: Session, files: FileStore, row: DossierFile) -> None:
    """Take a file out of its dossier, and its bytes off the disk when nobody else holds them."""
    digest = row.sha256
    session.delete(row)
    session.flush()
    forget_bytes(session, files, digest)


def forget_bytes(session: Session, files: FileStore, sha256: str) -> None:
    """Delete stored bytes that no dossier and no vault points to any more."""
    for holder in (DossierFile, VaultVersion):
        if session.scalar(select(func.count()).select_from(holder).where(holder.sha256 == sha256)):
            return
    files.delete(sha256)


def ask_check(session: Session, dossier: Dossier) -> Check:
    """A check of the dossier as it now stands; one that waits already is given back instead of a second."""
    waiting = session.scalar(
        select(Check).where(Check.dossier_id == dossier.id, Check.state == CheckState.WAITING.value)
    )
    if waiting:
        return waiting
    check = Check(public_id=public_id(), dossier_id=dossier.id, step="En attente de lecture")
    session.add(check)
    session.flush()
    return check


def latest_check(dossier: Dossier) -> Check | None:
    """The newest check, whatever its state."""
    return dossier.checks[-1] if dossier.checks else None


def latest_report(dossier: Dossier) -> dict[str, Any] | None:
    """The newest finished report, or None."""
    return next((check.report for check in reversed(dossier.checks) if check.report), None)


def finding_key(finding: dict[str, Any]) -> str:
    """A name for a finding that survives a new check of the same dossier."""
    parts = [str(finding.get(name) or "") for name in ("rule", "about", "file", "lot", "found")]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def ask_help(dossier: Dossier, message: str) -> None:
    """Put the dossier in the queue of the support staff."""
    dossier.help_asked = dossier.help_asked or moment()
    dossier.help_message = message.strip()[:4000] or None


def contest(session: Session, dossier: Dossier, finding: dict[str, Any], words: str) -> Contest:
    """Keep the firm's word beside a finding. Raises Refused when nothing is said."""
    if not words.strip():
        raise Refused("Dites en quelques mots pourquoi ce constat ne correspond pas à votre situation.")
    row = Contest(
        dossier_id=dossier.id, finding_key=finding_key(finding), rule=finding["rule"], words=words.strip()[:4000]
    )
    session.add(row)
    return row


def decide(session: Session, user: User, dossier: Dossier, finding: dict[str, Any], verdict: str, reason: str) -> None:
    """A member of staff confirms or dismisses a finding. Dismissing needs a reason. Raises Refused."""
    if verdict not in ("confirmed", "dismissed"):
        raise Refused("Choisissez de confirmer ou d'écarter le constat.")
    if verdict == "dismissed" and not reason.strip():
        raise Refused("Pour écarter un constat, donnez-en la raison : l'entreprise la lira.")
    key = finding_key(finding)
    session.execute(delete(Decision).where(Decision.dossier_id == dossier.id, Decision.finding_key == key))
    session.add(
        Decision(
            dossier_id=dossier.id,
            user_id=user.id,
            finding_key=key,
            rule=finding["rule"],
            verdict=verdict,
            reason=reason.strip()[:4000],
        )
    )
    audit(session, user, f"finding_{verdict}", f"dossier:{dossier.public_id}", f"{finding['rule']} {reason}".strip())


def audit(session: Session, user: User | None, action: str, target: str, detail: str | None = None) -> None:
    """Write one line of the audit trail."""
    session.add(AuditEvent(user_id=user.id if user else None, action=action, target=target, detail=detail))


def delete_dossier(session: Session, files: FileStore, dossier: Dossier) -> None:
    """Delete a dossier with its files, checks, contests and decisions."""
    digests = {row.sha256 for row in dossier.files}
    session.delete(dossier)
    session.flush()
    for digest in digests:
        forget_bytes(session, files, digest)


def delete_firm_data(session: Session, files: FileStore, firm_id: int) -> None:
    """Delete every dossier of a firm (its accounts are deleted by their owner's page)."""
    for dossier in session.scalars(select(Dossier).where(Dossier.firm_id == firm_id)).all():
        delete_dossier(session, files, dossier)


def help_queue(session: Session) -> list[Dossier]:
    """Dossiers where help was asked, soonest deadline first, those without a deadline last."""
    rows = session.scalars(select(Dossier).where(Dossier.help_asked.is_not(None), Dossier.archived.is_(None))).all()
    return sorted(rows, key=lambda row: (row.deadline is None, row.deadline or row.help_asked, row.id))


def lost_checks(session: Session, patience: timedelta) -> list[int]:
    """Ids of checks nobody works on: waiting for longer than `patience`, or running past their lease."""
    now = moment()
    return list(
        session.scalars(
            select(Check.id).where(
                or_(
                    (Check.state == CheckState.WAITING.value) & (Check.asked < now - patience),
                    (Check.state == CheckState.RUNNING.value) & (Check.lease < now),
                )
            )
        )
    )
