"""Check boxes drawn in the text: what stands beside an empty box is not said."""

from __future__ import annotations

import re

TICKED = r"[☒☑✓✔⌧■\uf0fe\uf0fd\uf052\uf0fc]|\[\s?x\s?\]"
EMPTY = r"[☐□❏❑\uf0a8\uf06f\uf071]|\[\s{0,2}\]"
_BOX = re.compile(rf"(?P<yes>{TICKED})|(?P<no>{EMPTY})")
_TICK = re.compile(r"[☒☑✔⌧\uf0fe\uf0fd\uf052]|\[\s?x\s?\]")


def has_ticks(plain: str) -> bool:
    """Whether boxes are ticked somewhere: otherwise they are bullets, or a form nobody filled in."""
    return bool(_TICK.search(plain))


def ticked(plain: str) -> str:
    """The text with what stands beside empty boxes blanked, letter for letter."""
    boxes = list(_BOX.finditer(plain))
    if not boxes:
        return plain
    out = list(plain)
    label_follows = any(letter.isalpha() for letter in plain[boxes[-1].end() :])
    for number, box in enumerate(boxes):
        if not box["no"]:
            continue
        if label_follows:
            start, end = box.start(), boxes[number + 1].start() if number + 1 < len(boxes) else len(plain)
        else:
            start, end = boxes[number - 1].end() if number else plain.rfind(":", 0, box.start()) + 1, box.end()
        out[start:end] = " " * (end - start)
    return "".join(out)
