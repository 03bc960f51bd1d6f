"""What a file is, by its first bytes: the extension is only a claim."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

import olefile

PDF, ZIP, SEVEN_ZIP = "application/pdf", "application/zip", "application/x-7z-compressed"
OOXML = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = OOXML + "wordprocessingml.document", OOXML + "spreadsheetml.sheet"
PPTX = OOXML + "presentationml.presentation"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
RTF, XML, HTML, EML = "application/rtf", "application/xml", "text/html", "message/rfc822"
TEXT, CSV, MARKDOWN = "text/plain", "text/csv", "text/markdown"
EXECUTABLE, ENCRYPTED, UNKNOWN = (
    "application/x-executable",
    "application/x-encrypted-office",
    "application/octet-stream",
)
SIGNED, MSG = "application/pkcs7-mime", "application/vnd.ms-outlook"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"{\\rtf", RTF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"MZ", EXECUTABLE),
    (b"\x7fELF", EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", EXECUTABLE),
    (b"\xca\xfe\xba\xbe", EXECUTABLE),
    (b"#!", EXECUTABLE),
)
_BY_SUFFIX = {
    ".pdf": PDF, ".zip": ZIP, ".7z": SEVEN_ZIP, ".docx": DOCX, ".docm": DOCX, ".dotx": DOCX, ".xlsx": XLSX, ".xlsm": XLSX,
    ".xltx": XLSX, ".pptx": PPTX, ".odt": ODT, ".ods": ODS, ".odp": ODP, ".doc": DOC, ".dot": DOC, ".xls": XLS, ".ppt": PPT,
    ".rtf": RTF, ".xml": XML, ".html": HTML, ".htm": HTML, ".eml": EML, ".txt": TEXT, ".csv": CSV, ".md": MARKDOWN,
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff", ".tiff": "image/tiff",
    ".gif": "image/gif", ".bmp": "image/bmp", ".webp": "image/webp", ".exe": EXECUTABLE, ".msg": MSG,
}  # fmt: skip
_SCRIPTS = {
    ".bat",
    ".cmd",
    ".com",
    ".js",
    ".jse",
    ".ps1",
    ".scr",
    ".sh",
    ".vbe",
    ".vbs",
    ".wsf",
    ".exe",
    ".msi",
    ".jar",
    ".lnk",
}
_HEADER = re.compile(
    rb"^(?:received|from|to|subject|mime-version|return-path|date|message-id|delivered-to|content-type|reply-to):",
    re.I | re.M,
)


def declared_type(name: str) -> str | None:
    """The media type that the extension of `name` claims, or None."""
    return _BY_SUFFIX.get(PurePosixPath(name.lower()).suffix)


def sniff(data: bytes, name: str = "") -> str:
    """The media type of `data`; `name` only settles between kinds of plain text. Never raises."""
    head = data[:1024]
    suffix = PurePosixPath(name.lower()).suffix
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _inside_zip(data)
    if b"%PDF-" in head:
        return PDF
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _inside_ole(data)
    for magic, media in _MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or media != "image/bmp" or _is_bitmap(data)):
            return media
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in (b"heic", b"heix", b"mif1", b"hevc") else "video/mp4"
    if data[257:262] == b"ustar":
        return "application/x-tar"
    if head[:1] == b"\x30" and b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" in head[:64]:
        return SIGNED
    return _textual(data, suffix)


def _is_bitmap(data: bytes) -> bool:
    return len(data) > 26 and int.from_bytes(data[14:18], "little") in (12, 40, 56, 64, 108, 124)


def _textual(data: bytes, suffix: str) -> str:
    head = data[:4096]
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    plain = text.replace(b"\x00", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else text
    lowered = plain[:512].lower()
    if lowered.startswith(b"<?xml") or (lowered.startswith(b"<") and (b"xmlns" in lowered or suffix == ".xml")):
        return HTML if b"<html" in lowered else XML
    if lowered.startswith((b"<!doctype html", b"<html")):
        return HTML
    if not _looks_like_text(head):
        return UNKNOWN
    if suffix in _SCRIPTS:
        return EXECUTABLE
    if len({match.group().lower() for match in _HEADER.finditer(head)}) >= 3 and _HEADER.match(head):
        return EML
    return {".csv": CSV, ".tsv": CSV, ".md": MARKDOWN}.get(suffix, TEXT)


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = head.count(0)
    if zeros and not (len(head) // 4 < zeros and (head[::2].count(0) == 0 or head[1::2].count(0) == 0)):
        return False
    strange = sum(byte < 32 and byte not in (9, 10, 12, 13, 27, 0) for byte in head)
    return strange * 50 <= len(head)


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip().removesuffix("-template")
                return kind if kind in (ODT, ODS, ODP) else ZIP
    except Exception:  # a damaged directory: the archive reader will say so
        names = {marker for marker in ("word/document.xml", "xl/workbook.xml") if marker.encode() in data}
        names |= {"[Content_Types].xml"} if b"[Content_Types].xml" in data else set()
    if "[Content_Types].xml" in names:
        for folder, media in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(name.startswith(folder) for name in names):
                return media
    return ZIP


def _inside_ole(data: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for stream, media in (
                ("EncryptedPackage", ENCRYPTED),
                ("WordDocument", DOC),
                ("Workbook", XLS),
                ("Book", XLS),
                ("PowerPoint Document", PPT),
                ("__properties_version1.0", MSG),
            ):
                if ole.exists(stream):
                    return media
    except Exception:
        return UNKNOWN
    return UNKNOWN
