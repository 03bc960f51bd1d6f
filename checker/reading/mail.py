"""E-mails (.eml): the headers and body as text, the attached files to be read in their turn."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, Message

from checker.reading.content import Content
from checker.reading.limits import Budget
from checker.reading.plain import pages_of_text, text_of_html

_HEADERS = (("From", "De"), ("To", "À"), ("Cc", "Copie"), ("Date", "Date"), ("Subject", "Objet"))


def read_mail(data: bytes, budget: Budget) -> Content:
    """The message as one page and its attachments."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    lines = [f"{label} : {message[name]}" for name, label in _HEADERS if message[name]]
    content = pages_of_text("\n".join([*lines, "", _body(message)]), budget)
    for number, part in enumerate(_attached(message), 1):
        inner = part.get_payload(decode=True)
        if isinstance(part.get_payload(), list):
            inner = part.get_payload(0).as_bytes() if part.get_payload() else b""  # type: ignore[union-attr]
        if isinstance(inner, bytes):
            content.attachments.append((part.get_filename() or f"piece-{number}{_suffix(part)}", inner))
    return content


def _body(message: Message) -> str:
    if not isinstance(message, EmailMessage):
        return ""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, ValueError):
        payload = part.get_payload(decode=True)
        text = payload.decode("latin-1") if isinstance(payload, bytes) else ""
    return text_of_html(text) if part.get_content_type() == "text/html" else text


def _attached(message: Message) -> list[Message]:
    body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    found: list[Message] = []
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting[:0] = [inner for inner in part.get_payload() if isinstance(inner, Message)]
        elif part is not body and (part.get_filename() or not part.get_content_type().startswith("text/")):
            found.append(part)
    return found


def _suffix(part: Message) -> str:
    known = {"message/rfc822": ".eml", "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
    return known.get(part.get_content_type(), ".bin")
