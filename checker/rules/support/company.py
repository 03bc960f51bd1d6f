"""Names of firms and of public buyers, compared without their legal form, accents and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from checker.facts.model import ReadFile
from checker.rules.model import Dossier
from checker.rules.support.forms import field
from checker.rules.support.reading import fold, holders

_LEGAL = re.compile(
    r"\b(sarl|sasu?|sa|eurl|snc|sci|scop|scic|selarl|ei|eirl|earl|gie|sem|spl|association|asso|societe|ste|ets|etablissements"
    r"|entreprise|individuelle|monsieur|madame|mr?|mme|par actions simplifiee|a responsabilite limitee|unipersonnelle)\b"
)
NAME = r"denomination|nom commercial|raison sociale|^nom (et adresse )?(du|de l).{0,12}(candidat|entreprise|titulaire|societe)"


def bare(name: str) -> str:
    """The name without legal form, sorted words kept in order."""
    plain = fold(name)
    return " ".join(_LEGAL.sub(" ", plain).split()) or plain


def alike(one: str, other: str) -> float:
    """How much two names resemble each other, 0 to 1; one inside the other counts as the same."""
    first, second = bare(one), bare(other)
    if not first or not second:
        return 1.0
    glued = first.replace(" ", ""), second.replace(" ", "")
    if glued[0] in glued[1] or glued[1] in glued[0]:
        return 1.0
    return max(fuzz.token_set_ratio(first, second), fuzz.ratio(*glued)) / 100


def names(dossier: Dossier, kinds: tuple[str, ...]) -> Iterator[tuple[ReadFile, str, str]]:
    """The name of the firm that each form of these kinds carries: file, kind, name."""
    for kind in kinds:
        for file in holders(dossier, (kind,)):
            fact = file.first("name") if file.kind == kind else None
            written = field(file, kind, NAME)
            value = str(fact.value) if fact and fact.value else written.value if written and not written.blank else ""
            if len(bare(value)) > 2:
                yield file, kind, value


def mentioned(dossier: Dossier, name: str, kinds: tuple[str, ...]) -> bool:
    """Whether the name stands in the text of a file of these kinds."""
    wanted = bare(name).replace(" ", "")
    texts = (fold(file.document.text).replace(" ", "") for file in holders(dossier, kinds))
    return bool(wanted) and any(wanted in text for text in texts)


def called(dossier: Dossier, file: ReadFile) -> bool | None:
    """Whether a file writes the firm's name; None when the dossier does not say how the firm is called."""
    known = (
        [dossier.firm.name] if dossier.firm.name else [name for *_, name in names(dossier, ("acte_engagement", "dc1"))]
    )
    text = fold(file.document.text).replace(" ", "")
    return any(bare(name).replace(" ", "") in text for name in known) if known else None
