"""Puts together what each reader of this folder finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from checker.consultation.fields import fields
from checker.consultation.model import Consultation, ConsultationFile
from checker.consultation.piles import piles
from checker.consultation.sources import Sources, gather
from checker.reading.document import Document
from procurement.models import Notice


def read_consultation(documents: Iterable[Document], day: date, notice: Notice | None = None) -> Consultation:
    """What the buyer asks, from its documents and, where they are silent, from the published notice.

    `day` helps to complete dates written without their year. Nothing raises: an unreadable document is listed as such.
    """
    sources = gather(documents)
    asked = piles(sources)
    found = Consultation(
        files=_files(sources),
        candidature_documents=asked.candidature,
        offer_documents=asked.offer,
        award_documents=asked.award,
        extra={"sources": sources},  # rules may look for a clause that no field holds
    )
    return replace(found, **fields(sources, day, notice))


def _files(sources: Sources) -> tuple[ConsultationFile, ...]:
    return tuple(
        ConsultationFile(
            one.document.name, one.document.sha256, one.kind, len(one.document.pages), one.document.readable
        )
        for one in sources.all
    )
