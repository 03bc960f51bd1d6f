"""Yes or no: what a person ticked beside a question of a form."""

from __future__ import annotations

import re

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.rules.support.texts import pages_of

_TICK = r"[☒☑✓✔✗✘■x]\s*"
_YES, _NO = re.compile(_TICK + r"oui\b"), re.compile(_TICK + r"non\b")


def answer(file: ReadFile, kind: str, question: str) -> tuple[bool | None, Evidence] | None:
    """True for a ticked Oui, False for a ticked Non, None for neither or both; None alone when nobody asks."""
    for page in pages_of(file, kind):
        lines = page.text.splitlines()
        for number, line in enumerate(lines):
            if not re.search(question, fold(line)):
                continue
            near = fold(" ".join(lines[number : number + 3]))
            yes, no = bool(_YES.search(near)), bool(_NO.search(near))
            return (yes if yes != no else None), Evidence(file.name, page.number, line.strip()[:300])
    return None


def box(file: ReadFile, kind: str, label: str) -> bool | None:
    """Whether the box with this label (plain letters) is ticked; None when there is no such box."""
    found = [
        one.checked for page in pages_of(file, kind) for one in page.check_boxes if re.search(label, fold(one.label))
    ]
    return any(found) if found else None
