"""What happens to accounts, and the mails that go with it. No Flask here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from portal import passwords, tokens
from portal.mail import Mailer
from portal.settings import Settings
from portal.store import User, saved, users
from portal.store.base import moment


def _link(settings: Settings, path: str) -> str:
    # The instance's own address, never the Host header: a forged header must not reach a mail.
    return f"{settings.base_url.rstrip('/')}{path}"


def owner(session: Session, payload: dict[str, Any] | None) -> User | None:
    """The account a token speaks of, while the session key it was made with is still the account's."""
    if not payload:
        return None
    user = users.get(session, int(payload.get("id", 0)))
    return user if user and user.session_key == payload.get("key") else None


def _confirm_link(settings: Settings, user: User, purpose: str, email: str) -> str:
    payload = {"id": user.id, "key": user.session_key, "email": email}
    return _link(settings, f"/confirmer/{tokens.make(settings.secret_key, purpose, payload)}")


def sign_up(
    session: Session, settings: Settings, mailer: Mailer, known: users.KnownFirm, firm_name: str, name: str,
    email: str, password: str,
) -> None:  # fmt: skip
    """Make an unconfirmed account and mail its link; an address already known gets a word instead."""
    hashed = passwords.hash_password(password)
    user = users.by_email(session, email)
    if user is not None:
        if user.confirmed is None:
            resend_confirmation(session, settings, mailer, email)
            return
        mailer.send(
            user.email, "already", name=user.name, sign_in=_link(settings, "/connexion"),
            forgotten=_link(settings, "/mot-de-passe-oublie"),
        )  # fmt: skip
        return
    user = users.add_user(session, email, name, hashed, firm=users.add_firm(session, known, firm_name))
    mailer.send(user.email, "confirm", name=name, link=_confirm_link(settings, user, tokens.CONFIRM, user.email))


def resend_confirmation(session: Session, settings: Settings, mailer: Mailer, email: str) -> None:
    """Mail the confirmation link again to an account that waits for it; silence otherwise."""
    user = users.by_email(session, email)
    if user and user.confirmed is None:
        link = _confirm_link(settings, user, tokens.CONFIRM, user.email)
        mailer.send(user.email, "confirm", name=user.name, link=link)


def confirmation(session: Session, settings: Settings, token: str) -> Callable[[], None] | None:
    """What confirming this token will do, or None when the token is worth nothing."""
    for purpose in (tokens.CONFIRM, tokens.NEW_EMAIL):
        payload = tokens.read(settings.secret_key, purpose, token)
        user = owner(session, payload)
        if payload is None or user is None:
            continue
        email = str(payload.get("email", ""))
        other = users.by_email(session, email)
        if other is not None and other.id != user.id:
            return None
        return lambda: _confirm(session, user, email)
    return None


def _confirm(session: Session, user: User, email: str) -> None:
    if user.email != email:
        saved.move(session, user.email, email)
        user.email = email
        user.session_key = users.new_session_key()
    user.confirmed = moment()


def send_reset(session: Session, settings: Settings, mailer: Mailer, email: str) -> None:
    """Mail a reset link to the account of this address; silence when there is none."""
    user = users.by_email(session, email)
    if user is None:
        return
    token = tokens.make(settings.secret_key, tokens.RESET, {"id": user.id, "key": user.session_key})
    mailer.send(user.email, "reset", name=user.name, link=_link(settings, f"/nouveau-mot-de-passe/{token}"))


def ask_new_email(session: Session, settings: Settings, mailer: Mailer, user: User, email: str) -> None:
    """Mail a link to the new address and a word to the old one; nothing changes before the link is followed."""
    email = users.normal_email(email)
    if users.by_email(session, email) is None:
        mailer.send(email, "new_email", name=user.name, link=_confirm_link(settings, user, tokens.NEW_EMAIL, email))
    mailer.send(user.email, "email_changing", name=user.name)
