"""Whether the firm bids with others, as its DC1 says: boxes, members, leader, form of the group."""

from __future__ import annotations

import re

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.rules.model import Dossier
from checker.rules.support import identity
from checker.rules.support.forms import is_blank
from checker.rules.support.reading import holders
from checker.rules.support.texts import pages_of
from checker.rules.support.ticks import box

_NOBODY = re.compile(r"^(sans objet|neant|so|s\.o\.?|non applicable|/|-)?[.\s]*$")
# What the official form prints before the answer: « Les membres du groupement désignent le mandataire suivant (…) : ».
_PROMPTS = re.compile(
    r"\[[^\]]*\]|(?:les membres du groupement|le candidat|les cotraitants)[^:]{0,200}?mandataire[^:]{0,160}:|"
    r"nom commercial et (?:la )?d[ée]nomination sociale[^:]{0,400}:|^\W*(?:adresses?|siret|courriel|t[ée]l[ée]phone|nom)\b[^:\n]{0,80}:",
    re.IGNORECASE | re.MULTILINE,
)
_NEXT = re.compile(r"^[a-m] ?\d? ?[-–.]|^fait a|^date de|^page\b|^rubrique")


def grouped(file: ReadFile) -> bool:
    """Whether a DC1 presents a group: its box is ticked, or it holds several valid SIREN."""
    ticked = box(file, "dc1", r"^(le candidat est )?(un )?groupement")
    alone = box(file, "dc1", r"se presente seul|candidat individuel se presente")
    return bool(ticked) or (len(identity.sirens(file, "dc1")) > 1 and not alone)


def groups(dossier: Dossier) -> list[ReadFile]:
    """The DC1 that present a group."""
    return [file for file in holders(dossier, ("dc1",)) if grouped(file)]


def section(file: ReadFile, kind: str, heading: str) -> tuple[str, Evidence] | None:
    """What is written under a heading, up to the next one; None when the heading is absent."""
    for page in pages_of(file, kind):
        lines = page.text.splitlines()
        for number, line in enumerate(lines):
            if not re.search(heading, fold(line)) or len(line) > 140:
                continue
            body = []
            for after in lines[number + 1 : number + 12]:
                if _NEXT.search(fold(after)):
                    break
                body.append(after)
            return "\n".join(body).strip(), Evidence(file.name, page.number, line.strip()[:300])
    return None


def says_nothing(text: str) -> bool:
    """Whether a section holds no name: blank, « sans objet », « néant »."""
    text = _PROMPTS.sub("", text)
    first = next((line for line in text.splitlines() if line.strip()), "")
    return is_blank(text) or bool(_NOBODY.match(" ".join(fold(first).split())))
