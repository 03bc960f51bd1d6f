"""Under which procedure the contract is passed."""

from __future__ import annotations

import re

from checker.consultation.readers.text import Line, Paper
from checker.evidence import Found

NAMES = (
    ("ACCORD_CADRE_SUBSEQUENT", r"\bmarche subsequent (?:n\W|a l.accord|relatif|passe|issu|fonde|pour|de l.accord)|^marche subsequent|mise en concurrence des titulaires"),
    ("DIALOGUE", r"dialogue competitif"),
    ("PROC_NEGO", r"procedure (?:concurrentielle )?avec negociation|procedure negociee|procedure concurrentielle negociee|marche negocie\b"),
    ("AOR", r"appels? d.offres?(?: \w+)? restreint|procedure restreinte"),
    ("AOO", r"appels? d.offres?(?: \w+)? ouverts?|procedure\W{1,4}ouverte|\bao ouvert|\baoo\b"),
    ("MAPA", r"procedure adaptee|\bmapa\b|m\.a\.p\.a|procedures adaptees"),
    ("AUTRE", r"concours (?:restreint|ouvert|de maitrise)|sans publicite ni mise en concurrence|(?<!ou le )(?<!ou du )(?<!d.un )systeme d.acquisition dynamique|(?<!ou le )partenariat d.innovation|procedure de selection specifique"),
)  # fmt: skip
ARTICLES = (
    ("MAPA", r"r\.? ?2123-[1-7]|l\.? ?2123-1|article 27 du decret|article 28 du code"),
    ("AOR", r"r\.? ?2161-(?:6|7|8|9|10|11)\b"),
    ("PROC_NEGO", r"r\.? ?2161-(?:12|13|14|21|22)\b|l\.? ?2124-3|r\.? ?2124-[34]\b"),
    ("DIALOGUE", r"r\.? ?2161-2[4-9]|l\.? ?2124-4|r\.? ?2124-5"),
    ("AOO", r"r\.? ?2161-[2-5]\b|[lr]\.? ?2124-2\b"),
)  # fmt: skip
_STATED = re.compile(
    r"(?:passe|lance|soumis|organise|engage|mene|conclu|realise)\w*\b[^.;]{0,60}$|procedures?(?: de (?:passation|consultation|mise en concurrence))?"
    r"(?: utilisee| retenue| choisie)?\s*(?:est|:|\t)\W*(?:la |l.|celle de la |celle de l.|une |un )?$|type de procedure\W*$|(?:est|forme de|cadre d)\W*(?:la |l.|une |un )?$"
    r"|mode de passation\W*(?:\w+\W+){0,4}$|selon (?:la |une |l.)?(?:procedure d.)?$"
)
_NOT_NOW = re.compile(
    r"(?:precedent|infructueu|declare|en cas d|ou en|anterieur|relance|phase candidature|n.est pas|et aor)"
)

_FORMER = re.compile(
    r"(?:apres|a la suite d.|suite a)[^.;]*(?:infructueu|sans suite)"
)  # what came before this very procedure


def _weight(line: Line, start: int) -> float:
    """How much a mention looks like a statement of the procedure of this very consultation."""
    begin, end = line.sentence_at(start)
    before, sentence = line.plain[begin:start], line.plain[begin:end]
    weight = 1.0 + (3.0 if _STATED.search(before) else 0.0) + (2.0 if line.block.page == 1 else 0.0)
    if re.search(r"procedure|passation|mise en concurrence", line.place[-90:]):
        weight += 1.5
    if start < 30 and len(line.plain) < 140:
        weight += 1.0
    former = _FORMER.search(sentence)
    told = sentence[: former.start()] if former and former.start() > start - begin else sentence
    return weight - (3.0 if _NOT_NOW.search(told) else 0.0)


def read_procedure(paper: Paper) -> Found | None:
    """MAPA, AOO, AOR, PROC_NEGO, DIALOGUE, ACCORD_CADRE_SUBSEQUENT or AUTRE; None when the document names none."""
    return _best(paper, NAMES, 0.95) or _best(paper, ARTICLES, 0.7)


def _best(paper: Paper, table: tuple[tuple[str, str], ...], sure: float) -> Found | None:
    found: list[tuple[float, int, str, Line, int]] = []
    for value, pattern in table:
        for line in paper.lines:
            if line.block.page > 12:
                break
            match = re.search(pattern, line.plain)
            if match:
                found.append((_weight(line, match.start()), -line.at, value, line, match.start()))
    if not found:
        return None
    weight, _, value, line, start = max(found, key=lambda one: one[:2])
    if weight < 0.5:
        return None
    return Found(value, line.around(start), sure if weight >= 3 else sure - 0.25)
