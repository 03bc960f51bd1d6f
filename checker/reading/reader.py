"""From a file to Documents: what it is, which reader reads it, what is inside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from checker.reading import archive, seven_zip, sniff
from checker.reading.content import Content
from checker.reading.document import Document
from checker.reading.docx import read_docx
from checker.reading.furniture import mark_furniture
from checker.reading.image import read_image
from checker.reading.limits import Budget, Limits, ReadingProblem
from checker.reading.mail import read_mail
from checker.reading.odf import read_ods, read_odt
from checker.reading.ole import read_doc
from checker.reading.pdf import read_pdf
from checker.reading.plain import read_csv, read_html, read_text
from checker.reading.rtf import read_rtf
from checker.reading.signatures import read_signed
from checker.reading.xls import read_xls
from checker.reading.xlsx import read_xlsx
from checker.reading.xml import read_xml

Reader = Callable[[bytes, Budget], Content]

READERS: dict[str, Reader] = {
    sniff.PDF: read_pdf,
    sniff.DOCX: read_docx,
    sniff.XLSX: read_xlsx,
    sniff.ODT: read_odt,
    sniff.ODS: read_ods,
    sniff.XLS: read_xls,
    sniff.DOC: read_doc,
    sniff.RTF: read_rtf,
    sniff.XML: read_xml,
    sniff.TEXT: read_text,
    sniff.MARKDOWN: read_text,
    sniff.CSV: read_csv,
    sniff.HTML: read_html,
    sniff.EML: read_mail,
    sniff.SIGNED: read_signed,
}
READERS.update({f"image/{kind}": read_image for kind in ("jpeg", "png", "tiff", "gif", "bmp", "webp")})
ARCHIVES = {sniff.ZIP: archive.zip_members, sniff.SEVEN_ZIP: seven_zip.seven_zip_members}
_INTERCHANGEABLE = {sniff.TEXT, sniff.CSV, sniff.MARKDOWN, sniff.EML, sniff.HTML}
_CONTAINERS = {sniff.EML}  # their own pages become a member beside the attached files


def read(path: Path, name: str | None = None, limits: Limits | None = None) -> tuple[Document, ...]:
    """Every document in the file at `path`, in this process. An archive or e-mail gives one document per member.

    `name` is what the person called the file (default: its name on disk). Never raises on account of the file: what cannot be
    read comes back as a Document with a `problem`. OSError when the file itself cannot be opened.
    """
    budget = Budget(limits or Limits())
    return read_with(path, name or path.name, budget)


def read_with(path: Path, name: str, budget: Budget) -> tuple[Document, ...]:
    """Like read(), with a budget that may report signs of life."""
    size = path.stat().st_size
    name = archive.safe_name(name)
    if size > budget.limits.max_bytes:
        media = sniff.declared_type(name) or sniff.UNKNOWN
        return (Document(name, "", size, media, problem="too_large", problem_detail=f"{size} bytes"),)
    return tuple(_read_bytes(path.read_bytes(), name, None, budget, 0))


def _read_bytes(data: bytes, name: str, parent: str | None, budget: Budget, depth: int) -> list[Document]:
    budget.alive()
    media = sniff.sniff(data, name) if data else sniff.declared_type(name) or sniff.UNKNOWN
    if media in ARCHIVES:
        return _read_archive(data, name, media, parent, budget, depth)
    content = _content(data, media, budget)
    attachments, content.attachments = content.attachments, []
    inner = _members(attachments, name, budget, depth)
    if media in _CONTAINERS and content.problem is None:
        body = [_document(data, f"{name}/message.txt", media, name, content)] if content.pages else []
        return body + inner
    return [_document(data, name, media, parent, content), *inner]


def _content(data: bytes, media: str, budget: Budget) -> Content:
    """What the right reader makes of the bytes; every failure becomes a problem."""
    reader = READERS.get(media)
    try:
        if not data:
            raise ReadingProblem("empty")
        if media == sniff.EXECUTABLE:
            raise ReadingProblem("executable")
        if media == sniff.ENCRYPTED:
            raise ReadingProblem("encrypted", "office file with a password")
        if reader is None:
            raise ReadingProblem("unsupported", media)
        content = reader(data, budget)
    except ReadingProblem as problem:
        return Content(problem=problem.code, problem_detail=problem.detail or None)
    except MemoryError:
        return Content(problem="too_large", problem_detail="out of memory")
    except Exception as error:  # a parser's own failure is the file's problem, said in one word
        return Content(problem="corrupt", problem_detail=f"{type(error).__name__}: {error}"[:300])
    content.pages = mark_furniture(content.pages)
    if content.problem is None and _nothing_to_read(content):
        content.problem = "blank"
    return content


def _nothing_to_read(content: Content) -> bool:
    """Whether every page is bare: neither text nor a picture that a person might read, no form field, nothing attached."""
    if content.fields or content.attachments or content.signatures or not content.pages:
        return False
    bare = [page.text_source == "layer" or "blank" in page.defects for page in content.pages]
    return all(bare) and not any(page.text.strip() for page in content.pages)


def _document(data: bytes, name: str, media: str, parent: str | None, content: Content) -> Document:
    metadata = dict(content.metadata)
    declared = sniff.declared_type(name)
    if (
        declared
        and declared != media
        and not {declared, media} <= _INTERCHANGEABLE
        and data
        and media != sniff.ENCRYPTED
    ):
        metadata["declared_as"] = declared
    return Document(
        name, hashlib.sha256(data).hexdigest(), len(data), media, tuple(content.pages), content.fields, metadata,
        tuple(content.signatures), content.problem, content.problem_detail, content.has_macros, content.tracked_changes,
        content.comments, parent,
    )  # fmt: skip


def _read_archive(data: bytes, name: str, media: str, parent: str | None, budget: Budget, depth: int) -> list[Document]:
    found: list[Document] = []
    problem: ReadingProblem | None = None
    try:
        if depth >= budget.limits.max_depth:
            raise ReadingProblem("bomb", f"more than {budget.limits.max_depth} archives inside one another")
        for inner, value in ARCHIVES[media](data, budget):
            found.extend(_member(inner, value, name, budget, depth))
    except ReadingProblem as caught:
        problem = caught
    except Exception as error:  # an archive so damaged that its library stumbles
        problem = ReadingProblem("corrupt", f"{type(error).__name__}: {error}"[:300])
    if problem is None and not found:
        problem = ReadingProblem("empty", "archive without files")
    if problem is not None:
        container = Content(problem=problem.code, problem_detail=problem.detail or None)
        found.insert(0, _document(data, name, media, parent, container))
    return found


def _member(inner: str, value: bytes | ReadingProblem, name: str, budget: Budget, depth: int) -> list[Document]:
    full = f"{name}/{inner}"
    if isinstance(value, ReadingProblem):
        media = sniff.declared_type(inner) or sniff.UNKNOWN
        return [_document(b"", full, media, name, Content(problem=value.code, problem_detail=value.detail or None))]
    return _read_bytes(value, full, name, budget, depth + 1)


def _members(attachments: Iterable[tuple[str, bytes]], name: str, budget: Budget, depth: int) -> list[Document]:
    """Files attached to a PDF or an e-mail, read in their turn unless too deep or too many."""
    found: list[Document] = []
    for inner, data in attachments:
        try:
            budget.take_member()
            budget.take_bytes(len(data))
            if depth >= budget.limits.max_depth:
                raise ReadingProblem("bomb", "attachments inside attachments")
        except ReadingProblem as problem:
            return [*found, *_member(archive.safe_name(inner), problem, name, budget, depth)]
        found.extend(_member(archive.safe_name(inner), data, name, budget, depth))
    return found
