"""Every single fact of a consultation but its lists of documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from checker.consultation.readers import limits, validity, yes_or_no
from checker.consultation.readers.buyer import read_buyer
from checker.consultation.readers.contradictions import contradictions
from checker.consultation.readers.criteria import read_criteria
from checker.consultation.readers.deadline import anchors, read_deadline
from checker.consultation.readers.insertion import read_insertion
from checker.consultation.readers.lots import read_lots, single_lot
from checker.consultation.readers.notice import complete_with
from checker.consultation.readers.object import read_object
from checker.consultation.readers.procedure import read_procedure
from checker.consultation.readers.questions import read_platform, read_questions
from checker.consultation.readers.reference import read_reference
from checker.consultation.readers.signature import read_signature
from checker.consultation.readers.text import Papers, papers
from checker.consultation.readers.turnover import read_turnover
from checker.consultation.readers.zone import read_zone
from checker.consultation.sources import Sources
from checker.evidence import Found
from procurement.models import Notice

OF_THE_CONTRACT = ("ccap", "cctp", "cadre_reponse", "plans_diagnostics", "memoire_technique")


def fields(sources: Sources, day: date, notice: Notice | None) -> dict[str, Any]:
    """Fields of Consultation by name; a field nobody states is absent.

    The documents speak first, each fact from the first of them that states it (règlement, notice, CCAP, acte d'engagement); the
    published notice fills in what they leave out. `day` helps to complete a date written without its year.
    """
    documents = papers(sources)
    years = anchors(documents)
    found: dict[str, Any] = {name: value for name, value in _facts(documents, years, day).items() if value is not None}
    found |= {name: _plain_apostrophes(found[name]) for name in ("buyer", "object") if name in found}
    found |= {
        "lots": read_lots(documents),
        "criteria": read_criteria(documents),
        "deadline_zone": read_zone(documents),
    }
    undivided = any(single_lot(paper) for paper in documents.all)
    made = complete_with(found, notice, undivided)
    return made | {"warnings": contradictions(documents, made, years, day, notice)}


def _plain_apostrophes(found: Found) -> Found:
    """The same name with one spelling of the apostrophe, so that it compares; the quote stays as printed."""
    return replace(found, value=str(found.value).replace("\u2019", "'"))


def _facts(documents: Papers, years: list[date], day: date) -> dict[str, Any]:
    bound = documents.first(validity.read_offer_validity, but=("ccap", "cctp"))
    return {
        "buyer": read_buyer(documents),
        "object": read_object(documents),
        "reference": read_reference(documents),
        "procedure": documents.first(read_procedure, but=("cctp",)),
        "deadline": documents.first(lambda paper: read_deadline(paper, years, day), but=OF_THE_CONTRACT),
        "offer_validity": bound,
        "offer_validity_days": validity.in_days(bound),
        "signature_required": documents.first(read_signature, but=("ccap",)),
        "variants_allowed": documents.first(yes_or_no.read_variants, but=("cctp",)),
        "site_visit_mandatory": documents.first(yes_or_no.read_visit, but=OF_THE_CONTRACT),
        "dume_accepted": documents.first(yes_or_no.read_dume, but=OF_THE_CONTRACT),
        **_limits(documents),
        "minimum_turnover": documents.first(read_turnover, but=OF_THE_CONTRACT),
        "insertion": read_insertion(documents),
        "question_deadline": documents.first(lambda paper: read_questions(paper, years, day), but=OF_THE_CONTRACT),
        "platform": read_platform(documents),
    }


def _limits(documents: Papers) -> dict[str, Any]:
    return {
        "page_limit": documents.first(limits.read_page_limit, but=("ccap", "cctp")),
        "allowed_formats": documents.first(limits.read_formats, but=OF_THE_CONTRACT),
        "max_file_size_mb": documents.first(limits.read_file_size, but=OF_THE_CONTRACT),
        "max_lots": documents.first(limits.read_max_lots, but=OF_THE_CONTRACT),
    }
