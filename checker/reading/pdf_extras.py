"""What pypdf does best: form fields, metadata, attached files, signature dictionaries. Best effort, never fatal."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader

from checker.reading import signatures
from checker.reading.content import Content
from checker.reading.textual import clean

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_HIDDEN_SIZE = 40 * 1024 * 1024


def add_extras(data: bytes, content: Content) -> None:
    """Complete `content` with the fields, metadata, attachments and signatures of a PDF; damage is ignored."""
    if not any(mark in data for mark in (b"/AcroForm", b"/Info", b"/EmbeddedFile", b"/ObjStm", b"/Encrypt")):
        return
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
    except Exception:
        return
    for part in (_metadata, _fields, _attachments):
        try:
            part(reader, content)
        except Exception:  # a damaged part must not lose the pages already read
            continue
    if content.metadata.pop("signed", None):
        content.signatures = signatures.pades(data)


def _metadata(reader: PdfReader, content: Content) -> None:
    for key, value in (reader.metadata or {}).items():
        text = clean(str(value)).strip()
        if text:
            content.metadata[str(key).lstrip("/").lower()] = text[:500]


def _fields(reader: PdfReader, content: Content) -> None:
    signed = False
    for name, entry in (reader.get_fields() or {}).items():
        kind, value = entry.get("/FT"), entry.get("/V")
        if kind == "/Sig":
            signed = signed or value is not None
        elif kind == "/Btn":
            if int(entry.get("/Ff", 0) or 0) & 0x10000:
                continue  # a push button holds no value
            if int(entry.get("/Ff", 0) or 0) & 0x8000:
                content.fields[clean(name)] = None if value in (None, "/Off") else clean(str(value).lstrip("/"))
            else:
                content.fields[clean(name)] = value not in (None, "/Off", "Off", "")
        elif isinstance(value, list):
            content.fields[clean(name)] = [clean(str(item)) for item in value]
        elif kind is not None:
            content.fields[clean(name)] = clean(str(value)) if value is not None else ""
    if signed:
        content.metadata["signed"] = "yes"


def _attachments(reader: PdfReader, content: Content) -> None:
    total = 0
    for name, versions in reader.attachments.items():
        for data in versions:
            total += len(data)
            if total > _HIDDEN_SIZE or len(content.attachments) >= 50:
                return
            content.attachments.append((clean(name), data))
