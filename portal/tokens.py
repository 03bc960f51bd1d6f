"""Signed links sent by mail. Each has one purpose, a lifetime, and dies when the account's session key changes."""

from __future__ import annotations

from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

CONFIRM, RESET, NEW_EMAIL = "confirm", "reset", "new-email"
ALERT, ACCESS, STOP, ASIDE, FEED = "alert", "alert-access", "alert-stop", "alert-aside", "feed"
DAY = 24 * 3600
# Seconds; None: a link to stop mail, or the address of a calendar, must work for as long as there is something behind it.
LIFETIME = {
    CONFIRM: 7 * DAY, RESET: 3600, NEW_EMAIL: DAY, ALERT: 7 * DAY, ACCESS: 30 * DAY, STOP: None, ASIDE: None, FEED: None,
}  # fmt: skip


def make(secret: str, purpose: str, payload: dict[str, Any]) -> str:
    """A token for `purpose` (one of LIFETIME) carrying `payload`, readable by anyone, forgeable by none."""
    return URLSafeTimedSerializer(secret, salt=f"tremplin.{purpose}").dumps(payload)


def read(secret: str, purpose: str, token: str) -> dict[str, Any] | None:
    """The payload of a token of this purpose, or None when it is forged, of another purpose or too old."""
    try:
        payload = URLSafeTimedSerializer(secret, salt=f"tremplin.{purpose}").loads(token, max_age=LIFETIME[purpose])
    except BadData:
        return None
    return payload if isinstance(payload, dict) else None
