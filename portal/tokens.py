"""Signed links sent by mail. Each has one purpose, a lifetime, and dies when the account's session key changes."""

from __future__ import annotations

from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

CONFIRM, RESET, NEW_EMAIL = "confirm", "reset", "new-email"
LIFETIME = {CONFIRM: 7 * 24 * 3600, RESET: 3600, NEW_EMAIL: 24 * 3600}  # seconds


def make(secret: str, purpose: str, payload: dict[str, Any]) -> str:
    """A token for `purpose` (CONFIRM, RESET or NEW_EMAIL) carrying `payload`, readable by anyone, forgeable by none."""
    return URLSafeTimedSerializer(secret, salt=f"tremplin.{purpose}").dumps(payload)


def read(secret: str, purpose: str, token: str) -> dict[str, Any] | None:
    """The payload of a token of this purpose, or None when it is forged, of another purpose or too old."""
    try:
        payload = URLSafeTimedSerializer(secret, salt=f"tremplin.{purpose}").loads(token, max_age=LIFETIME[purpose])
    except BadData:
        return None
    return payload if isinstance(payload, dict) else None
