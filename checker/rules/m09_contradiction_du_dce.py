"""Les documents de l'acheteur lus ensemble ne se contredisent pas.

Sans objet si le délai pour poser des questions est passé.

Indécidable si aucun document de l'acheteur n'a été lu.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import deadline
from procurement.law import LawAtDay

RULE = Rule(
    code="M09",
    family="particulier",
    severity=Severity.CONSEIL,
    title="Les documents de l'acheteur ne se contredisent pas",
    source="pratique",
    status="nv",
    how_to_mend="Posez la question par écrit sur le profil d'acheteur : la réponse est envoyée à tous.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    found = dossier.consultation.question_deadline
    try:
        last = datetime.fromisoformat(str(found.value)).replace(tzinfo=None) if found else deadline(dossier)
    except ValueError:
        last = deadline(dossier)
    until = f" avant le {last:%d/%m/%Y}" if last else ""
    if last and dossier.day > last:
        yield RULE.moot("Le délai pour poser des questions est passé.")
        return
    if not dossier.consultation.files and not dossier.consultation.warnings:
        yield RULE.unsure("Aucun document de l'acheteur n'a été lu.")
        return
    for warning in dossier.consultation.warnings:
        text = f"Les documents de l'acheteur méritent une question{until} : {warning.rstrip('.')}."
        yield RULE.fails(text, found=warning)
    if not dossier.consultation.warnings:
        yield RULE.holds("Nous n'avons pas vu de contradiction dans les documents de l'acheteur.")
