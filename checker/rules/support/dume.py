"""What a DUME in XML leaves without an answer."""

from __future__ import annotations

from checker.facts.model import ReadFile
from checker.pipes import espd


def unanswered(file: ReadFile) -> list[str] | None:
    """The grounds for exclusion without any answer, by name; all of them when the buyer's request was joined as it came.

    None when the file is no DUME in XML.
    """
    text = file.document.pages[0].text if file.document.pages else ""
    if not espd.is_espd(text):
        return None
    grounds = [one for one in espd.criteria(text.split("\n")) if one.excludes]
    return [one.name or one.code for one in grounds if not one.answers or not espd.is_response(text)]
