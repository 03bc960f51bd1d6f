"""Un DUME qui annonce un groupement ou des capacités de tiers est accompagné de celui des autres, ou de leur
engagement.

Sans objet si aucun DUME n'est joint, ou s'il n'annonce ni groupement ni tiers.

Indécidable si un fichier n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.texts import said, unread
from procurement.law import LawAtDay

RULE = Rule(
    code="J03",
    family="dume",
    severity=Severity.A_CORRIGER,
    title="Chaque entreprise ou tiers invoqué a son DUME",
    source="règlement (UE) 2016/7",
    status="nv",
    how_to_mend="Ajoutez le DUME de chaque membre du groupement et de chaque tiers invoqué.",
)
_OTHERS = r"(groupement|participe[^\n]{0,40}avec d'autres|capacites? (de|d'autres) (tiers|entites|operateurs))[^\n]{0,40}[\t: ](☒ ?)?oui\b"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files, seen = holders(dossier, ("dume",)), False
    for file in files:
        found = next(said(file, _OTHERS, "dume"), None)
        if found is None:
            continue
        seen = True
        words: dict[str, object] = {"about": "dume", "file": file.name, "evidence": (found[0],)}
        if len(files) > 1 or holders(dossier, ("engagement_tiers", "dc2")):
            yield RULE.holds("Les autres entreprises ont leur DUME ou leur engagement.", **words)
        elif unread(dossier) or file.document.text_source == "ocr":
            yield RULE.unsure(f"{file.name} annonce d'autres entreprises : vérifiez que leur DUME est joint.", **words)
        else:
            yield RULE.fails(f"{file.name} annonce un groupement ou un tiers, mais c'est le seul DUME joint.", **words)
    if not seen:
        yield RULE.moot("Aucun DUME n'annonce d'autre entreprise.")
