"""Quand le règlement exige un tableur pour une pièce de prix, cette pièce est jointe en tableur.

Sans objet si le règlement n'exige pas de format, ou si la pièce n'est pas jointe.

Indécidable si la demande a été lue avec peu de certitude.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import fold, holders
from checker.rules.support.writing import label
from procurement.law import LawAtDay

RULE = Rule(
    code="F10",
    family="prix",
    severity=Severity.BLOQUANT,
    title="Le fichier de prix est au format demandé",
    source="RC",
    status="nv",
    how_to_mend="Joignez le tableur, et le PDF si vous le souhaitez.",
)
_SHEET_WORDS = ("xls", "excel", "tableur", "ods", "calc")
_SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".csv")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    for _, item in dossier.consultation.requirements():
        if item.kind not in ("bpu", "dqe", "dpgf") or not any(word in fold(item.format or "") for word in _SHEET_WORDS):
            continue
        files = holders(dossier, (item.kind,))
        if not files:
            continue
        seen = True
        words: dict[str, object] = {"about": item.kind, "file": files[0].name, "evidence": (item.evidence,)}
        words |= {"expected": item.format, "found": files[0].name.rsplit(".", 1)[-1]}
        if any(file.name.lower().endswith(_SHEETS) for file in files):
            yield RULE.holds(f"{label(item.kind).capitalize()} est joint en tableur.", **words)
        elif item.confidence < 0.5:
            yield RULE.unsure(f"Le règlement demande peut-être {label(item.kind)} en tableur.", **words)
        else:
            text = f"Le règlement demande {label(item.kind)} en tableur ({item.format}), page {item.evidence.page}."
            yield RULE.fails(f"{text} Le vôtre, {files[0].name}, n'en est pas un.", **words)
    if not seen:
        yield RULE.moot("Aucun format n'est exigé pour les pièces de prix jointes.")
