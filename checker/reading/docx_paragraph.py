"""One paragraph of a Word document: runs, breaks, symbols, check boxes, fields, tracked changes, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from checker.reading.textual import CROSSED_BOX, EMPTY_BOX, clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Marks:
    """What is counted over a whole document."""

    tracked: int = 0
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Paragraph:
    """The text of a paragraph, cut in `parts` where a page ends inside it; text boxes anchored in it in `boxes`."""

    parts: list[str] = field(default_factory=lambda: [""])
    boxes: list[str] = field(default_factory=list)
    break_before: bool = False
    break_after: bool = False


def paragraphs_of(parent: Any) -> Iterator[Any]:
    """All paragraphs under `parent` in order, those of nested tables included, those of text boxes left to their anchor."""
    for child in parent.iterchildren():
        if child.tag == W + "p":
            yield child
        elif child.tag not in (W + "del", W + "moveFrom") and isinstance(child.tag, str):
            yield from paragraphs_of(child)


def read_paragraph(element: Any, marks: Marks) -> Paragraph:
    """Read one w:p."""
    paragraph = Paragraph()
    properties = element.find(W + "pPr")
    if properties is not None:
        paragraph.break_before = _is_on(properties.find(W + "pageBreakBefore"))
        section = properties.find(W + "sectPr")
        if section is not None:
            after = section.xpath("following::w:sectPr[1]", namespaces={"w": W[1:-1]})
            kind = after[0].find(W + "type") if after else None  # a section says how it starts, not how it ends
            paragraph.break_after = kind is None or kind.get(W + "val") != "continuous"
    _read(element, paragraph, marks)
    return paragraph


def _is_on(element: Any) -> bool:
    return element is not None and (element.get(W + "val") or "1") not in _OFF


def _read(parent: Any, paragraph: Paragraph, marks: Marks) -> None:
    for child in parent.iterchildren():
        tag = child.tag
        if tag in (W + "t", M + "t"):
            paragraph.parts[-1] += child.text or ""
        elif tag in _PLAIN:
            paragraph.parts[-1] += _PLAIN[tag]
        elif tag == W + "br":
            _break(child, paragraph)
        elif tag == W + "lastRenderedPageBreak":
            paragraph.parts.append("")
        elif tag == W + "sym":
            paragraph.parts[-1] += _symbol(child)
        elif tag in (W + "del", W + "moveFrom"):
            marks.tracked += 1
        elif tag == W + "fldChar":
            _form_field(child, paragraph, marks)
        elif tag == W + "sdt":
            _control(child, paragraph, marks)
        elif tag == W + "txbxContent":
            _text_box(child, paragraph, marks)
        elif tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            _read(chosen if chosen is not None else child, paragraph, marks)
        elif tag == W + "r" and _in_symbols(child):
            paragraph.parts[-1] += "".join(_private(node.text or "") for node in child.iter(W + "t"))
        elif tag not in _SKIPPED and isinstance(tag, str):
            marks.tracked += tag in (W + "ins", W + "moveTo")
            _read(child, paragraph, marks)


_PLAIN = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_SKIPPED = {
    W + "pPr",
    W + "rPr",
    W + "instrText",
    W + "delText",
    W + "delInstrText",
    W + "sdtPr",
    W + "sectPr",
    W + "rubyPr",
}


def _break(element: Any, paragraph: Paragraph) -> None:
    if element.get(W + "type") == "page":
        paragraph.parts.append("")
    else:
        paragraph.parts[-1] += "\n"


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(W + "char") or "0", 16)
    except ValueError:
        return ""
    return chr(code if code >= 0xF000 else 0xF000 + code) if 0 < code < 0xFFFF else ""


def _in_symbols(run: Any) -> bool:
    """Whether a run of plain characters is set in Wingdings: its letters are pictures."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return fonts is not None and (fonts.get(W + "ascii") or "").startswith("Wingdings")


def _private(text: str) -> str:
    return "".join(chr(0xF000 + ord(char)) if 0x20 < ord(char) < 0x100 else char for char in text)


def _form_field(element: Any, paragraph: Paragraph, marks: Marks) -> None:
    """Legacy form fields: a check box becomes a drawn one; a list gives its chosen entry."""
    data = element.find(W + "ffData")
    if data is None:
        return
    name = data.find(W + "name")
    key = clean((name.get(W + "val") if name is not None else None) or "")
    box, choices = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        state = box.find(W + "checked")
        checked = _is_on(state if state is not None else box.find(W + "default"))
        paragraph.parts[-1] += CROSSED_BOX if checked else EMPTY_BOX
        if key:
            marks.fields[key] = checked
    elif choices is not None:
        entries = [entry.get(W + "val") or "" for entry in choices.findall(W + "listEntry")]
        chosen = choices.find(W + "result")
        index = int(chosen.get(W + "val") or 0) if chosen is not None else 0
        if 0 <= index < len(entries):
            paragraph.parts[-1] += entries[index]
            if key:
                marks.fields[key] = clean(entries[index])


def _control(element: Any, paragraph: Paragraph, marks: Marks) -> None:
    """Content controls: a check box is drawn from its state; others give their content, and a field when they have a title."""
    properties, content = element.find(W + "sdtPr"), element.find(W + "sdtContent")
    box = properties.find(W14 + "checkbox") if properties is not None else None
    title = _title(properties)
    if box is not None:
        state = box.find(W14 + "checked")
        checked = state is not None and (state.get(W14 + "val") or "1") not in _OFF
        paragraph.parts[-1] += CROSSED_BOX if checked else EMPTY_BOX
        if title:
            marks.fields[title] = checked
        return
    if content is None:
        return
    before = len(paragraph.parts[-1]), len(paragraph.parts)
    _read(content, paragraph, marks)
    placeholder = properties is not None and properties.find(W + "showingPlcHdr") is not None
    if title and len(paragraph.parts) == before[1]:
        marks.fields[title] = "" if placeholder else clean(paragraph.parts[-1][before[0] :]).strip()


def _title(properties: Any) -> str:
    for name in ("alias", "tag"):
        found = properties.find(W + name) if properties is not None else None
        if found is not None and found.get(W + "val"):
            return clean(found.get(W + "val"))
    return ""


def _text_box(element: Any, paragraph: Paragraph, marks: Marks) -> None:
    for inner in paragraphs_of(element):
        read = read_paragraph(inner, marks)
        paragraph.boxes.append("".join(read.parts))
        paragraph.boxes.extend(read.boxes)
