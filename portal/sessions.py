"""Who is signed in: Flask-Login over the accounts table, and the session key that ends older sessions."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort
from flask_login import LoginManager, UserMixin, current_user, login_required

from portal.store import Role, User, users
from portal.web import services

P = ParamSpec("P")
R = TypeVar("R")


class SignedIn(UserMixin):  # type: ignore[misc]
    """The signed-in person: every column of the account, and what Flask-Login asks for."""

    def __init__(self, user: User) -> None:
        self.user = user

    def get_id(self) -> str:
        """The id and the session key: a new password makes every older cookie worthless."""
        return f"{self.user.id}:{self.user.session_key}"

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["user"], name)


def load_user(key: str) -> SignedIn | None:
    """The account of a session, or None when its key is no longer the account's."""
    number, _, session_key = key.partition(":")
    if not number.isdigit():
        return None
    with services().store.session() as session:
        user = users.get(session, int(number))
    if user is None or not hmac.compare_digest(user.session_key, session_key):
        return None
    return SignedIn(user)


def init_app(app: Flask) -> None:
    """Install the sign-in machinery."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.login_view = "accounts.sign_in"
    manager.login_message = "Connectez-vous pour continuer : vous reviendrez ensuite à cette page."
    manager.login_message_category = "info"
    manager.user_loader(load_user)


def role_required(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only accounts of these roles (and administrators) in; others get 403, visitors the sign-in page."""
    allowed = {role.value for role in roles} | {Role.ADMIN.value}

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if current_user.role not in allowed:
                abort(403)
            return view(*args, **kwargs)

        return login_required(guarded)  # type: ignore[no-any-return]

    return decorate


def safe_next(target: str | None) -> str | None:
    """`target` when it is a path of this site, else None: a link must not send people elsewhere after sign-in."""
    if not target or not target.startswith("/") or any(ord(c) < 33 or c == "\\" for c in target):
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or target.startswith("//"):
        return None
    return target
