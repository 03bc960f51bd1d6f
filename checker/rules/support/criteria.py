"""Whether the offer answers what will be marked: the words of a criterion, cut to their roots, in the firm's texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import snowballstemmer
import yaml

from checker.consultation.model import AskedCriterion
from checker.facts.model import ReadFile
from checker.rules.model import Dossier
from checker.rules.support.reading import fold, holders

OFFER = (
    "memoire_technique", "cadre_reponse", "planning", "annexe_environnement", "plan_qualite_env", "fiches_techniques",
    "moyens_materiels", "effectifs", "cv_titres", "engagement_insertion", "references", "presentation_entreprise",
)  # fmt: skip
_NOT_WRITTEN = re.compile(r"\b(prix|cout|montant|tarif|remise|rabais|delai|honoraires|remuneration|financier|garantie)")
GREEN = re.compile(r"environnement|ecolog|carbone|durable|dechet|biodivers|energetique")
SOCIAL = re.compile(r"\bsocia|insertion|publics? en difficulte|eloignes? de l.emploi")


@cache
def _ignored() -> frozenset[str]:
    found = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return frozenset(str(found["ignored"]).split())


@cache
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("french").stemWord(word))


def roots(text: str) -> frozenset[str]:
    """The roots of the words that carry meaning."""
    return frozenset(
        _stem(word) for word in fold(text).split() if len(word) > 3 and word not in _ignored() and not word.isdigit()
    )


@cache
def _same() -> tuple[frozenset[str], ...]:
    found = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return tuple(frozenset(_stem(word) for word in str(group).split()) for group in found["same"])


def judged_on_writing(dossier: Dossier) -> Iterator[tuple[AskedCriterion, float | None]]:
    """The sub-criteria, or the criteria without any, that a text must answer: price and delay left out."""
    for criterion in dossier.consultation.criteria:
        if criterion.lot and dossier.lots and criterion.lot not in dossier.lots:
            continue
        if _NOT_WRITTEN.search(fold(criterion.name)) and not criterion.sub:
            continue
        for one in criterion.sub or (criterion,):
            if not _NOT_WRITTEN.search(fold(one.name)):
                yield one, one.weight


def readable_offer(dossier: Dossier) -> tuple[list[ReadFile], bool]:
    """The files that answer on technique, and whether one of them could not be read."""
    files = list(holders(dossier, OFFER))
    return [file for file in files if file.document.readable], any(not file.document.readable for file in dossier.files)


def share(criterion: str, files: list[ReadFile]) -> float:
    """Which share of the roots of a criterion the texts hold, 0 to 1; 1 when it has too few words to tell."""
    wanted = roots(criterion)
    if not wanted:
        return 1.0
    held = frozenset().union(*(roots(file.document.text) for file in files))
    return len(answered(wanted, held)) / len(wanted)


def answered(wanted: frozenset[str], held: frozenset[str]) -> list[str]:
    """The roots of `wanted` that `held` holds, itself or by a word that answers the same criterion."""
    return [root for root in wanted if root in held or any(root in group and group & held for group in _same())]
