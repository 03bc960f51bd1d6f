"""What people correct: the kind of a file, the reading of a consultation. No Flask here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker import kinds
from checker.consultation.corrections import (
    BOOLEANS,
    CHOICES,
    FIELDS,
    MOMENTS,
    NUMBERS,
    OBLIGATIONS,
    PILES,
    Correction,
    key_of_words,
)
from portal import dossier_service
from portal.dossier_service import Refused, audit
from portal.store import ConsultationCorrection, Dossier, DossierFile, KindChoice, User

# What the page of corrections needs of the engine goes through this service.
__all__ = ["BOOLEANS", "CHOICES", "MOMENTS", "OBLIGATIONS", "key_of_words", "Correction"]
LONGEST = 500  # characters of a corrected text


def scope_of(dossier: Dossier) -> str:
    """Whom a correction serves: every firm that answers the same notice, or this dossier alone."""
    return f"notice:{dossier.notice_id}" if dossier.notice_id else f"dossier:{dossier.public_id}"


def corrections_of(session: Session, dossier: Dossier) -> tuple[Correction, ...]:
    """The corrections of the consultation of this dossier, oldest first."""
    rows = session.scalars(
        select(ConsultationCorrection)
        .where(ConsultationCorrection.scope == scope_of(dossier))
        .order_by(ConsultationCorrection.id)
    )
    return tuple(Correction(row.target, row.value, row.item, row.file, row.page, row.quote) for row in rows)


def chosen_kinds(session: Session, dossier: Dossier) -> dict[str, str]:
    """The kinds that people gave to files of this dossier, by SHA-256; the last choice wins."""
    rows = session.scalars(select(KindChoice).where(KindChoice.dossier_id == dossier.id).order_by(KindChoice.id))
    return {row.sha256: row.kind for row in rows}


def recognised_kind(row: DossierFile) -> str | None:
    """What the last check took a file for, or None."""
    report = dossier_service.latest_report(row.dossier) or {"files": []}
    return next((str(one["kind"]) for one in report["files"] if one["sha256"] == row.sha256), None)


def choose_kind(session: Session, dossier: Dossier, row: DossierFile, kind: str) -> None:
    """A person says what a file is. Raises Refused for a kind that does not exist."""
    if kind not in kinds.catalogue() and kind != "autre":
        raise Refused("Choisissez dans la liste ce qu'est ce document.")
    session.add(KindChoice(dossier_id=dossier.id, sha256=row.sha256, kind=kind, recognised=recognised_kind(row)))
    session.flush()


def correct(session: Session, user: User, dossier: Dossier, form: Mapping[str, str]) -> None:
    """Keep a correction sent by the page of the staff. Raises Refused with a sentence when it cannot be understood."""
    target = form.get("target", "")
    if target in FIELDS:
        value, item = _value(target, form.get("value", "").strip()), None
    elif target in PILES:
        value, item = _requirement(form)
    else:
        raise Refused("Ce point ne peut pas être corrigé.")
    session.add(
        ConsultationCorrection(
            scope=scope_of(dossier),
            target=target,
            item=item,
            value=value,
            was=(dossier_service.latest_report(dossier) or {}).get("consultation", {}).get(target),
            file=form.get("file", "")[:255],
            page=_page(form.get("page", "")),
            quote=form.get("quote", "").strip()[:LONGEST],
            user_id=user.id,
        )
    )
    audit(session, user, "consultation_corrected", f"dossier:{dossier.public_id}", target)


def _page(written: str) -> int:
    return int(written) if written.isdecimal() and 0 < int(written[:6]) < 5000 else 1


def _value(target: str, written: str) -> Any:
    if not written:
        return None
    if target in BOOLEANS:
        return written == "oui"
    if target in CHOICES and written not in CHOICES[target]:
        raise Refused("Choisissez une valeur de la liste.")
    if target in NUMBERS:
        if not written.isdecimal() or int(written) > 100_000:
            raise Refused("Écrivez un nombre entier, par exemple 120.")
        return int(written)
    if target in MOMENTS:
        try:
            return datetime.fromisoformat(written).isoformat(timespec="minutes")
        except ValueError:
            raise Refused("Écrivez la date et l'heure, par exemple 2026-12-04T12:00.") from None
    return written[:LONGEST]


def _kind_called(label: str) -> str | None:
    """The id of the kind with this French label."""
    named = {kind.label: kind.id for kind in kinds.catalogue().values()} | {kinds.label("autre"): "autre"}
    return named.get(label.strip())


def _requirement(form: Mapping[str, str]) -> tuple[dict[str, str] | None, str]:
    item, kind = form.get("item", "").strip()[:200], _kind_called(form.get("kind", ""))
    if item and form.get("action") == "remove":
        return None, item
    if kind is None:
        raise Refused("Choisissez dans la liste la pièce demandée.")
    obligation = form.get("obligation", "")
    if obligation not in OBLIGATIONS:
        raise Refused("Dites si la pièce est obligatoire, facultative ou demandée dans certains cas.")
    if not item and not form.get("quote", "").strip():
        raise Refused("Pour ajouter une pièce, recopiez la phrase de l'acheteur qui la demande.")
    return {"kind": kind, "obligation": obligation}, item or form["quote"].strip()[:200]


def check_again(session: Session, dossier: Dossier) -> list[int]:
    """Ask for a new check of every dossier that the correction serves; returns the checks."""
    same = Dossier.notice_id == dossier.notice_id if dossier.notice_id else Dossier.id == dossier.id
    served = session.scalars(select(Dossier).where(same, Dossier.archived.is_(None))).all()
    return [dossier_service.ask_check(session, one).id for one in served if one.files]
