"""Examines one dossier: reads its files apart from this process, then asks the checker. No Flask here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from checker.consultation import consultation_to_json, read_consultation
from checker.consultation.corrections import Correction, apply
from checker.locate import add_boxes
from checker.reading import read_isolated
from checker.recognise import files_to_json, read_file
from checker.report import check as run_rules
from checker.report import report_to_json
from checker.rules.model import Firm as BiddingFirm
from portal import correction_service
from portal.store import Check, Side
from portal.store.notices import get_notice
from portal.wiring import Services
from procurement import clock
from procurement.models import Notice

Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What the job needs of the database, taken out before the long work begins."""

    buyer_files: tuple[tuple[Path, str], ...]
    firm_files: tuple[tuple[Path, str], ...]
    lots: tuple[str, ...]
    firm: BiddingFirm
    notice: Notice | None
    kinds: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


def _load(services: Services, check_id: int) -> Task:
    with services.store.session() as session:
        dossier = session.get_one(Check, check_id).dossier
        sent = [(row.side, (services.files.path(row.sha256), row.name)) for row in dossier.files]
        return Task(
            buyer_files=tuple(one for side, one in sent if side == Side.BUYER.value),
            firm_files=tuple(one for side, one in sent if side == Side.FIRM.value),
            lots=tuple(dossier.lots),
            firm=BiddingFirm(siret=dossier.firm.siret, siren=dossier.firm.siret[:9], name=dossier.firm.name),
            notice=get_notice(session, dossier.notice_id) if dossier.notice_id else None,
            kinds=correction_service.chosen_kinds(session, dossier),
            corrections=correction_service.corrections_of(session, dossier),
        )


def report_on(
    buyer_files: Sequence[tuple[Path, str]],
    firm_files: Sequence[tuple[Path, str]],
    day: datetime,
    lots: Sequence[str] = (),
    firm: BiddingFirm | None = None,
    notice: Notice | None = None,
    tell: Tell = lambda step, progress: None,
    chosen: Mapping[str, str] | None = None,
    corrections: Sequence[Correction] = (),
) -> dict[str, Any]:
    """The `tremplin.report/1` of these files at `day` (local time): shared by the worker and the command line.

    `chosen` gives the kinds of files that people said, by SHA-256; `corrections` what staff corrected in the consultation.
    """
    tell("Lecture des documents de l'acheteur", 10)
    asked = read_isolated(buyer_files) if buyer_files else ()
    tell("Lecture de vos fichiers", 30)
    sent = read_isolated(firm_files) if firm_files else ()
    tell("Compréhension de la consultation", 60)
    consultation = apply(read_consultation(asked, day=day.date(), notice=notice), corrections)
    tell("Reconnaissance de vos pièces", 75)
    said = chosen or {}
    read = tuple(read_file(document, said.get(document.sha256)) for document in sent)
    tell("Vérification des points", 90)
    report = run_rules(consultation, read, day, lots=tuple(lots), firm=firm or BiddingFirm())
    written = report_to_json(report, consultation_to_json(consultation), files_to_json(read))
    add_boxes(written, (*asked, *sent))
    return written


def examine(services: Services, check_id: int, tell: Tell) -> dict[str, Any]:
    """The report of the dossier of this check, now."""
    task = _load(services, check_id)
    now = clock.local_now()
    return report_on(
        task.buyer_files, task.firm_files, now, task.lots, task.firm, task.notice, tell, task.kinds, task.corrections
    )
