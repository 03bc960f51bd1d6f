"""Word documents (.docx, .docm) from their raw XML: body, tables, text boxes, notes, headers, controls, tracked changes."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from typing import Any

from checker.reading.content import Content
from checker.reading.document import Signature
from checker.reading.docx_flow import Flow
from checker.reading.docx_paragraph import Marks, W, paragraphs_of, read_paragraph
from checker.reading.docx_styles import Numbering, Styles
from checker.reading.docx_walker import Walker
from checker.reading.limits import Budget, ReadingProblem
from checker.reading.picture_words import picture_words
from checker.reading.textual import clean, tidy
from checker.reading.zipped import check_office_zip, open_zip, parse_xml, part

# A photograph or a scan, as Word has written it since 2007 and before; frames and lines are not.
_PASTED = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")


def read_docx(data: bytes, budget: Budget) -> Content:
    """Read a Word document. Raises ReadingProblem corrupt, encrypted or bomb."""
    with open_zip(data) as archive:
        check_office_zip(archive, budget)
        body = _root(archive, "word/document.xml", budget)
        if body is None:
            raise ReadingProblem("corrupt", "no word/document.xml")
        styles = Styles(_optional(archive, "word/styles.xml", budget))
        numbering = Numbering(_optional(archive, "word/numbering.xml", budget), styles)
        walker = Walker(budget.limits.max_pages, styles, numbering, Flow(body))
        for child in body.iterchildren():
            if child.tag == W + "body":
                walker.blocks(child, 0)
        headers, footers = _furniture(archive, budget, walker.marks)
        _notes(archive, budget, walker)
        content = Content(walker.builder.pages())
        content.has_macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
        if any(name.startswith("_xmlsignatures/sig") for name in archive.namelist()):
            content.signatures.append(Signature("xades", None, problem="unverifiable"))
        content.tracked_changes = walker.marks.tracked
        content.fields = walker.marks.fields
        comments = _optional(archive, "word/comments.xml", budget)
        content.comments = 0 if comments is None else len(comments.findall(W + "comment"))
        content.metadata = _metadata(archive, budget)
        drawn = sum(1 for _ in body.iter(W + "drawing", W + "pict", W + "object"))
        content.metadata |= picture_words(body, _PASTED, (W + "p",))
        content.metadata["pictures"] = str(drawn)  # a pasted signature is a picture: none means none
    _add_furniture(content, headers, footers)
    return content


def _optional(archive: zipfile.ZipFile, name: str, budget: Budget) -> Any:
    """Like _root, but damage to a part that is not the text costs that part alone."""
    try:
        return _root(archive, name, budget)
    except ReadingProblem as problem:
        if problem.code == "bomb":
            raise
        return None


def _root(archive: zipfile.ZipFile, name: str, budget: Budget) -> Any:
    data = part(archive, name, budget)
    return None if data is None else parse_xml(data)


def _furniture(archive: zipfile.ZipFile, budget: Budget, marks: Marks) -> tuple[list[str], list[str]]:
    found: dict[str, list[str]] = {"header": [], "footer": []}
    for name in sorted(archive.namelist()):
        match = re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        if match is None:
            continue
        root = _optional(archive, name, budget)
        for paragraph in paragraphs_of(root) if root is not None else ():
            read = read_paragraph(paragraph, marks)
            for text in ("".join(read.parts), *read.boxes):
                for line in clean(tidy([text])).split("\n"):
                    if line.strip() and line.strip() not in found[match.group(1)]:
                        found[match.group(1)].append(line.strip())
    return found["header"], found["footer"]


def _add_furniture(content: Content, headers: list[str], footers: list[str]) -> None:
    """Headers above and footers below the first page; every page lists them."""
    if not headers and not footers:
        return
    for index, page in enumerate(content.pages):
        text = tidy([*headers, page.text, *footers]) if index == 0 else page.text
        content.pages[index] = dataclasses.replace(page, text=text, furniture=(*headers, *footers))


def _notes(archive: zipfile.ZipFile, budget: Budget, walker: Walker) -> None:
    for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        root = _optional(archive, name, budget)
        if root is None:
            continue
        for note in root.findall(W + tag):
            if note.get(W + "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            for paragraph in paragraphs_of(note):
                walker.builder.line("".join(read_paragraph(paragraph, walker.marks).parts))


def _metadata(archive: zipfile.ZipFile, budget: Budget) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        root = _optional(archive, name, budget)
        for child in root.iterchildren() if root is not None else ():
            if isinstance(child.tag, str) and child.text and child.text.strip():
                found[child.tag.rpartition("}")[2].lower()] = clean(child.text.strip())[:500]
    return found
