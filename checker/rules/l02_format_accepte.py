"""Chaque fichier a une extension admise par le règlement et n'est pas un programme.

Sans objet si aucun fichier n'est joint.

Indécidable si le règlement ne liste pas les formats et que l'extension est rare.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="L02",
    family="fichiers",
    severity=Severity.BLOQUANT,
    title="Le format de chaque fichier est accepté",
    source="RC (formats acceptés)",
    status="nv ; liste de formats vue dans un avis AFD (doc, xls, pdf, jpg, ppt)",
    how_to_mend="Convertissez en PDF, DOCX, XLSX ou ODS.",
)
# Written one for the other in règlements: « doc, xls, pdf » never meant to refuse docx.
_SAME = {"jpeg": "jpg", "tiff": "tif", "htm": "html", "docx": "doc", "xlsx": "xls", "pptx": "ppt"}
_PROGRAMS = frozenset({"exe", "com", "bat", "cmd", "scr", "js", "vbs", "msi"})


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = dossier.consultation.allowed_formats
    allowed = (
        {str(one).lower().lstrip(".") for one in asked.value} if asked and isinstance(asked.value, list) else set()
    )
    if not dossier.files:
        yield RULE.moot("Aucun fichier joint.")
    good = 0
    for file in dossier.files:
        parts = file.name.lower().rsplit("/", 1)[-1].rsplit(".")
        last = parts[-1].strip() if len(parts) > 1 else ""
        close = _SAME.get(last, last)
        words: dict[str, object] = {
            "about": file.kind,
            "file": file.name,
            "found": last,
            "evidence": (asked.evidence,) if asked else (),
        }
        if last in _PROGRAMS:
            yield RULE.fails(f"{file.name} est un programme : la plateforme le refusera.", **words)
        elif not allowed or {last, close} & allowed or last in ("p7s", "p7m", "xml"):
            good += 1
        elif not last or (asked is not None and asked.confidence < 0.6):
            yield RULE.unsure(f"{file.name} : format à vérifier dans le règlement.", **words)
        else:
            text = f"{file.name} : le règlement n'admet pas le format {last}."
            yield RULE.fails(text, expected=", ".join(sorted(allowed)), **words)
    if good:
        yield RULE.holds(f"Fichiers d'un format admis, sur ce que dit le règlement : {good} sur {len(dossier.files)}.")
