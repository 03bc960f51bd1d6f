"""Passwords: Argon2id hashes, and the one rule a password must meet."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 12
MAX_LENGTH = 200
_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """Checked when the account does not exist, so that both answers take the same time."""
    return _hasher.hash("personne n'a ce mot de passe")


def hash_password(password: str) -> str:
    """The Argon2id hash of a password."""
    return _hasher.hash(password)


def matches(hashed: str | None, password: str) -> bool:
    """Whether `password` is the one hashed; takes as long when there is no hash at all."""
    nobody = _nobody()  # made on the first sign-in of a process, whoever it is
    try:
        return _hasher.verify(hashed or nobody, password[:MAX_LENGTH]) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(hashed: str) -> bool:
    """Whether the hash was made with older parameters."""
    return _hasher.check_needs_rehash(hashed)


def weakness(password: str, email: str = "") -> str | None:
    """A French sentence when the password is refused, else None."""
    if len(password) < MIN_LENGTH:
        return f"Choisissez un mot de passe d'au moins {MIN_LENGTH} caractères. Trois ou quatre mots à la suite conviennent."
    if len(password) > MAX_LENGTH:
        return f"Ce mot de passe est trop long : {MAX_LENGTH} caractères au plus."
    if len(set(password)) < 5 or (email and password.lower() in (email.lower(), email.lower().split("@")[0])):
        return "Ce mot de passe se devine trop facilement. Trois ou quatre mots à la suite conviennent."
    return None
