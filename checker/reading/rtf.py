"""Rich text (.rtf): its plain text; page breaks separate pages."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from checker.reading.content import Content
from checker.reading.limits import Budget, ReadingProblem
from checker.reading.plain import pages_of_text

_PAGE = re.compile(r"\\(?:page|sbkpage)(?![a-z]) ?")
_DELETED = re.compile(r"\\deleted(?![a-z0-9])")
_PICTURE = re.compile(r"\\(?:pict|object|shp)(?![a-z0-9])")
_MARK = "\u2404PAGE\u2404"


def read_rtf(data: bytes, budget: Budget) -> Content:
    """Read rich text. Raises ReadingProblem corrupt when nothing like RTF is found."""
    source = data.decode("latin-1")
    try:
        text = rtf_to_text(_PAGE.sub(r"\\u9220?PAGE\\u9220?", source), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, LookupError, TypeError) as error:
        raise ReadingProblem("corrupt", f"{type(error).__name__}: {error}"[:200]) from error
    content = pages_of_text(text.replace(_MARK, "\f").replace("|\n", "\n").replace("|", "\t"), budget)
    content.metadata["pictures"] = str(len(_PICTURE.findall(source)))
    content.tracked_changes = len(_DELETED.findall(source))
    return content
