"""Public buyers named at the head of a document: « Ville de Valmont », « Communauté de communes du Haut Pays »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold, fold_keeping_length
from checker.rules.support.texts import pages_of

_BODY = (
    r"\b(?P<body>ville|commune|mairie|communaute (?:de communes|d'agglomeration|urbaine)|metropole|departement|region|syndicat \w+|"
    r"conseil (?:departemental|regional)|centre hospitalier|ccas|centre communal d'action sociale|office public de l'habitat)"
    r" (?:de la |de l'|de |du |des |d')"
)
# Only a line that is nothing but a buyer's name, or a title built on it, says for whom the document was written.
_LINE = re.compile(rf"^(?:.{{0,25}}[:\-–] ?)?{_BODY}(?P<place>[\w' -]{{2,45}}?)(?= - | – |[,;:(.]|$)")
HEAD_LINES = 12
_NAMED = re.compile(
    r"\b(?:[Vv]ille|[Cc]ommune|[Mm]airie|VILLE|COMMUNE|MAIRIE) (?:de (?:la |l['’])?|du |des |d['’]|DE (?:LA |L['’])?|DU |D['’])"
    r"(?P<place>[A-ZÀ-Ý][\w'’]+(?:-[\w'’]+)*(?: [A-ZÀ-Ý][\w'’-]+)*)"
)
_COMMON = frozenset({
    "ville", "commune", "communes", "mairie", "communaute", "agglomeration", "urbaine", "metropole", "departement", "region", "syndicat",
    "conseil", "centre", "hospitalier", "place", "avenue", "hotel", "saint", "sainte", "departemental", "regional", "mixte", "office", "public",
})  # fmt: skip


def heading_buyers(file: ReadFile) -> Iterator[tuple[str, str, Evidence]]:
    """The buyers named in the first lines of the file's first page, and in what each page repeats."""
    pages = pages_of(file, file.kind)[:1]
    for page in pages:
        lines = [line for line in page.text.splitlines() if line.strip()]
        seen: set[str] = set()
        for line in [*lines[:HEAD_LINES], *page.furniture]:
            shown = " ".join(line.replace("\t", " - ").split())
            found = _LINE.search(fold_keeping_length(shown))
            if found and found["place"].strip() not in seen:
                seen.add(found["place"].strip())
                name = shown[found.start("body") : found.end("place")].strip()
                yield name, found["place"].strip(), Evidence(file.name, page.number, shown[:300])


def repeated_buyer(file: ReadFile, buyer: str) -> tuple[str, str, Evidence] | None:
    """The body that a memo names in its first lines and again and again, when it never names its buyer: an old memo.

    The place is a proper noun, three mentions at least; a client quoted as a reference does not stand in the first lines.
    """
    ours = {word for word in re.findall(r"[a-z]{4,}", fold(buyer)) if word not in _COMMON}
    text = fold(file.document.text)
    if not ours or any(word in text for word in ours):
        return None
    for page in pages_of(file, file.kind)[:1]:
        for line in [line for line in page.text.splitlines() if line.strip()][:HEAD_LINES]:
            found = _NAMED.search(line)
            if found and text.count(fold(found["place"])) >= 3:
                return found[0], fold(found["place"]), Evidence(file.name, page.number, line.strip()[:300])
    return None


def same_place(place: str, buyer: str) -> bool:
    """Whether a place is that of the buyer, articles and hyphens aside."""
    first, second = (re.sub(r"[^a-z0-9]", "", fold(text)) for text in (place, buyer))
    return first in second or second in first
