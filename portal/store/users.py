"""Reading and writing accounts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from portal.dossier_service import delete_firm_data
from portal.files import FileStore
from portal.store import saved
from portal.store.accounts import Firm, Role, User
from portal.store.base import moment
from portal.store.dossiers import Dossier
from portal.store.notices import company
from portal.vault_service import delete_vault, pieces_of
from procurement.identifiers import siren_of
from procurement.models import Company, Establishment


@dataclass(frozen=True, slots=True)
class KnownFirm:
    """What the register knows of the establishment of a SIRET."""

    siret: str
    name: str = ""
    address: str | None = None
    naf: str | None = None
    commune: str | None = None
    staff_band: str | None = None
    active: bool | None = None


def normal_email(email: str) -> str:
    """The form under which an address is kept."""
    return email.strip().lower()


def new_session_key() -> str:
    """A fresh session key; setting it ends every open session of the account."""
    return secrets.token_urlsafe(32)


def get(session: Session, user_id: int) -> User | None:
    """The account with this id, its firm loaded."""
    return session.get(User, user_id, options=[joinedload(User.firm)])


def by_email(session: Session, email: str) -> User | None:
    """The account of an address, whatever its case."""
    query = select(User).options(joinedload(User.firm)).where(User.email == normal_email(email))
    return session.scalar(query)


def known_firm(session: Session, siret: str) -> KnownFirm:
    """What the imported register says of a valid SIRET; only the number when it is unknown."""
    found = company(session, siren_of(siret) or "")
    if found is None:
        return KnownFirm(siret)
    place = _establishment(found, siret)
    return KnownFirm(
        siret=siret,
        name=(place.name if place and place.name else None) or found.name,
        address=_address(place) if place else None,
        naf=(place.naf if place else None) or found.naf,
        commune=place.place.commune if place else None,
        staff_band=(place.staff_band if place else None) or found.staff_band,
        active=place.active if place and place.active is not None else found.active,
    )


def _establishment(found: Company, siret: str) -> Establishment | None:
    candidates = (*found.establishments, *((found.head_office,) if found.head_office else ()))
    return next((one for one in candidates if one.siret == siret), None)


def _address(place: Establishment) -> str | None:
    if place.address:
        return place.address
    return " ".join(part for part in (place.place.postcode, place.place.city) if part) or None


def add_firm(session: Session, known: KnownFirm, name: str) -> Firm:
    """A new firm. Two accounts that give the same SIRET do not see each other's dossiers: each has its own firm."""
    firm = Firm(
        siret=known.siret,
        name=name,
        naf=known.naf[:6] if known.naf else None,
        commune=known.commune,
        address=known.address[:300] if known.address else None,
        staff_band=known.staff_band,
    )
    session.add(firm)
    session.flush()
    return firm


def add_user(
    session: Session, email: str, name: str, password_hash: str, role: Role = Role.FIRM, firm: Firm | None = None
) -> User:
    """A new account, its address not yet confirmed."""
    user = User(
        email=normal_email(email),
        name=name.strip(),
        password_hash=password_hash,
        role=role.value,
        firm=firm,
        session_key=new_session_key(),
    )
    session.add(user)
    session.flush()
    return user


def set_password(user: User, password_hash: str) -> None:
    """Change the password and end every open session."""
    user.password_hash = password_hash
    user.session_key = new_session_key()


def delete_account(session: Session, files: FileStore, user: User) -> None:
    """Delete an account with its alerts; with the last account of a firm go the firm, its dossiers, its vault and their files."""
    firm = user.firm
    saved.forget(session, user.email)
    session.delete(user)
    session.flush()
    if firm is None:
        return
    others = session.scalar(select(func.count()).select_from(User).where(User.firm_id == firm.id))
    if not others:
        delete_firm_data(session, files, firm.id)
        delete_vault(session, files, firm.id)
        session.flush()
        session.delete(firm)


def export(session: Session, user: User) -> dict[str, Any]:
    """Everything kept about a person and her firm, as plain JSON values."""
    firm = user.firm
    dossiers = session.scalars(select(Dossier).where(Dossier.firm_id == firm.id)).all() if firm else ()
    return {
        "schema": "tremplin.export/1",
        "exported": moment().isoformat(timespec="seconds"),
        "account": _columns(user, hidden=("password_hash", "session_key")),
        "firm": _columns(firm) if firm else None,
        **saved.export(session, user),
        "dossiers": [
            {
                **_columns(dossier),
                "files": [_columns(row) for row in dossier.files],
                "checks": [_columns(check) for check in dossier.checks],
            }
            for dossier in dossiers
        ],
        "vault": [
            {**_columns(piece), "versions": [_columns(version) for version in piece.versions]}
            for piece in (pieces_of(session, firm.id) if firm else ())
        ],
    }


def _columns(row: Any, hidden: tuple[str, ...] = ()) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in hidden}
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in values.items()}
