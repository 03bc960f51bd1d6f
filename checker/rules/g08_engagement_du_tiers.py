"""Quand le DC2 nomme une autre entreprise sur laquelle le candidat s'appuie, son engagement écrit ou son DC4 est
joint.

Sans objet si le DC2 ne nomme aucun tiers.

Indécidable si la rubrique est remplie sans que l'on reconnaisse une entreprise, ou si un fichier n'a pas pu être
lu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.members import says_nothing, section
from checker.rules.support.reading import holders
from checker.rules.support.texts import unread
from procurement.law import LawAtDay

RULE = Rule(
    code="G08",
    family="capacite",
    severity=Severity.BLOQUANT,
    title="Le tiers sur lequel vous vous appuyez s'engage par écrit",
    source="CCP R2143-12 ; CE 15 mars 2019 n°413584",
    status="v [S10]",
    how_to_mend="Faites signer un engagement de mise à disposition (un DC4 signé peut suffire).",
    checked=date(2026, 11, 22),
)
_FIRM = re.compile(r"\b(SARL|SASU?|EURL|SA|SCOP|SNC|EI|SCIC|[Ss]oci[ée]t[ée]|[Ee]ntreprise|[Ee]ts)\b")
_HEADING = r"capacites des operateurs economiques|sur lesquels? le candidat[^.]{0,60}s'appuie"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    proof = holders(dossier, ("engagement_tiers", "dc4"))
    for file in holders(dossier, ("dc2",)):
        part = section(file, "dc2", _HEADING)
        if part is None or says_nothing(part[0]):
            continue
        firm = _FIRM.search(part[0])
        seen = True
        shown = " ".join(part[0].split())[:120]
        words: dict[str, object] = {"about": "engagement_tiers", "file": file.name, "evidence": (part[1],)}
        if proof:
            yield RULE.holds("L'engagement du tiers, ou son DC4, est joint.", **words)
        elif firm is None or unread(dossier) or "néant" in part[0].lower() or file.document.text_source == "ocr":
            yield RULE.unsure(f"{file.name} : pour un tiers, joignez son engagement écrit.", found=shown, **words)
        else:
            text = f"{file.name} s'appuie sur une autre entreprise ({shown}) : il faut son engagement écrit."
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Le DC2 ne nomme aucun tiers.")
