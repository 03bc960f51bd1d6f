"""Invented papers of buyers, already cut into blocks."""

from __future__ import annotations

from datetime import date
from typing import Any

from checker.consultation.blocks import blocks
from checker.consultation.fields import fields
from checker.consultation.sources import Source, Sources
from checker.reading.document import Document, Page
from procurement.models import Notice

DAY = date(2026, 3, 2)
PDF = "application/pdf"
# Pages of buyers have full lines: a short line above is then a paragraph of its own.
FULL_LINES = """
Les candidats prennent connaissance de l'ensemble du dossier et le conservent pendant toute la consultation, annexes comprises.
Les documents rédigés dans une autre langue sont accompagnés d'une traduction complète en français, certifiée si besoin est.
Les frais engagés par les candidats pour répondre restent à leur charge, quelle que soit la suite donnée à la consultation.
"""
NAMES = {"rc": "RC.pdf", "avis_marche": "avis.pdf", "ccap": "CCAP.pdf", "acte_engagement": "AE.pdf"}


def sources_of(**papers: str) -> Sources:
    """Sources of papers by kind; pages are separated by a line of three equal signs."""
    made = []
    for kind, text in papers.items():
        pages = tuple(Page(n, f"{page.strip()}{FULL_LINES}") for n, page in enumerate(text.split("\n===\n"), 1))
        document = Document(NAMES.get(kind, f"{kind}.pdf"), "0" * 64, len(text), PDF, pages)
        made.append(Source(document, kind, blocks(document)))
    return Sources(tuple(made))


def read(notice: Notice | None = None, day: date = DAY, **papers: str) -> dict[str, Any]:
    """The fields read from papers by kind."""
    return fields(sources_of(**papers), day, notice)


def value(name: str, rc: str, **papers: str) -> Any:
    """The value of one field, None when it is absent."""
    found = read(rc=rc, **papers).get(name)
    return found.value if found is not None else None
