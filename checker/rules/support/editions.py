"""The version a piece says it is of, and the last one that the buyer published."""

from __future__ import annotations

import re

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.rules.model import Dossier
from checker.rules.support.texts import asked, pages_of

_CHANGED = r"annul\w+ et remplac|nouvelle version|version modifiee|version rectifiee|remplace la version|mise? a jour|modifi\w+ (?:le|la|de)"
_VERSION = re.compile(r"(?<![a-z])(?:version|indice|ind\.?|v)\s?(?:n ?° ?)?[ _.-]?(\d{1,2}|[a-h])(?![a-z0-9])")
_PIECES = (
    ("dpgf", r"\bc?dpgf\b|decomposition du prix"), ("bpu", r"\bbpu\b|bordereau des? prix"), ("dqe", r"\bdqe\b|detail (?:quantitatif|estimatif)"),
    ("acte_engagement", r"\bae\b|acte d.engagement"), ("cadre_reponse", r"cadre de (?:reponse|memoire)|\bcrt\b"),
)  # fmt: skip


def _number(text: str) -> int | None:
    """The highest version written, letters counted as numbers."""
    found = [one[1] for one in _VERSION.finditer(text)]
    return max((int(one) if one.isdigit() else ord(one) - 96 for one in found), default=None)


def replaced(dossier: Dossier) -> dict[str, tuple[int, Evidence]]:
    """For each piece to fill that the buyer published again: its last version, with the sentence that says it."""
    last: dict[str, tuple[int, Evidence]] = {}
    for block, _ in asked(dossier, _CHANGED):
        version = _number(block.folded)
        named = [kind for kind, words in _PIECES if re.search(words, block.folded)]
        if version and len(named) == 1 and version > last.get(named[0], (0, None))[0]:
            last[named[0]] = version, block.evidence()
    return last


def edition_of(file: ReadFile, kind: str) -> int | None:
    """The version that the name of a file or the head of its pages says."""
    stem = fold(re.sub(r"[_\W]+", " ", file.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
    pages = pages_of(file, kind)
    return _number(stem) or (_number(fold(pages[0].text[:400])) if pages else None)
