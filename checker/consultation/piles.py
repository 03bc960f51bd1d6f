"""The three piles of documents a buyer asks for: candidature, offer, and later from the winner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.consultation.model import Requirement
from checker.consultation.requirements.merge import merged, with_memoire
from checker.consultation.requirements.reader import Reader
from checker.consultation.sources import Source, Sources
from checker.folding import fold

CONTRACT = ("ccap", "acte_engagement", "cctp", "annexe_insertion_dce", "additif_dce")
TOP = 500  # characters in which a document says what it is
_TITLE = re.compile(r"\breglement d(?:e la|e|u) (?:consultation|concours)|\blettre de consultation")
PRICES = ("bpu", "dqe", "dpgf", "cadre_prix_vierge", "plans_diagnostics", "reprise_personnel", "cadre_reponse")


@dataclass(frozen=True, slots=True)
class Piles:
    """The requirements by pile, in the order of the règlement."""

    candidature: tuple[Requirement, ...] = ()
    offer: tuple[Requirement, ...] = ()
    award: tuple[Requirement, ...] = ()


def piles(sources: Sources) -> Piles:
    """The requirements of the règlement, completed by the notice, the CCAP and the acte d'engagement.

    A document that is silent gives nothing. Where two documents ask the same, the one that rules first is quoted.
    """
    found: dict[str, list[Requirement]] = {"candidature": [], "offer": [], "award": []}
    for source, whole in _readable(sources):
        for pile, requirement in Reader(whole).read(source.blocks):
            found[pile].append(requirement)
    return Piles(merged(found["candidature"]), with_memoire(merged(found["offer"])), merged(found["award"]))


def _rules(source: Source) -> bool:
    """Whether a document is the règlement: recognised as such, or so called at its very top."""
    top = fold(source.document.pages[0].text[:TOP]) if source.document.pages else ""
    return source.kind == "rc" or (source.kind not in PRICES and bool(_TITLE.search(top)))


def _is_extract(source: Source) -> bool:
    """Whether a document that is alone may be an extract of a règlement, known only by the CCAP or CCTP it names."""
    return source.kind in ("ccap", "cctp") and len(source.document.pages) <= 2


def _readable(sources: Sources) -> Iterator[tuple[Source, bool]]:
    """The documents that may ask for pieces; True for those that set the rules of the consultation."""
    ruled = any(map(_rules, sources.all))
    lone = sum(source.kind not in PRICES for source in sources.all) == 1
    for source in sources.all:
        if _rules(source):
            yield source, True
        elif source.kind in PRICES and len(sources.all) > 1:
            continue
        elif source.kind in CONTRACT and not (lone and _is_extract(source)):
            yield source, False
        elif source.kind == "avis_marche" or not ruled:
            yield source, True
