"""Every single fact of a consultation but its lists of documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from checker.consultation.readers import limits, validity, yes_or_no
from checker.consultation.readers.buyer import read_buyer
from checker.consultation.readers.criteria import read_criteria
from checker.consultation.readers.deadline import anchors, read_deadline
from checker.consultation.readers.insertion import read_insertion
from checker.consultation.readers.lots import read_lots
from checker.consultation.readers.object import read_object
from checker.consultation.readers.procedure import read_procedure
from checker.consultation.readers.questions import read_platform, read_questions
from checker.consultation.readers.reference import read_reference
from checker.consultation.readers.signature import read_signature
from checker.consultation.readers.text import Papers, papers
from checker.consultation.readers.turnover import read_turnover
from checker.consultation.readers.zone import read_zone
from checker.consultation.sources import Sources
from procurement.models import Notice

NOT_OF_THE_PROCEDURE = ("ccap", "cctp", "cadre_reponse", "plans_diagnostics", "memoire_technique")


def fields(sources: Sources, day: date, notice: Notice | None) -> dict[str, Any]:
    """Fields of Consultation by name; a field nobody states is absent."""
    documents = papers(sources)
    found = {name: value for name, value in _facts(documents, day).items() if value is not None}
    return found | {
        "lots": read_lots(documents),
        "criteria": read_criteria(documents),
        "deadline_zone": read_zone(documents),
    }


def _facts(documents: Papers, day: date) -> dict[str, Any]:
    years = anchors(documents)
    validity_found = documents.first(validity.read_offer_validity, but=("ccap", "cctp"))
    return {
        "buyer": read_buyer(documents),
        "object": read_object(documents),
        "reference": read_reference(documents),
        "procedure": documents.first(read_procedure, but=("cctp",)),
        "deadline": documents.first(lambda paper: read_deadline(paper, years, day), but=NOT_OF_THE_PROCEDURE),
        "offer_validity": validity_found,
        "offer_validity_days": validity.in_days(validity_found),
        "signature_required": documents.first(read_signature, but=("ccap",)),
        "variants_allowed": documents.first(yes_or_no.read_variants, but=("cctp",)),
        "site_visit_mandatory": documents.first(yes_or_no.read_visit, but=NOT_OF_THE_PROCEDURE),
        "dume_accepted": documents.first(yes_or_no.read_dume, but=NOT_OF_THE_PROCEDURE),
        "page_limit": documents.first(limits.read_page_limit, but=("ccap", "cctp")),
        "allowed_formats": documents.first(limits.read_formats, but=NOT_OF_THE_PROCEDURE),
        "max_file_size_mb": documents.first(limits.read_file_size, but=NOT_OF_THE_PROCEDURE),
        "minimum_turnover": documents.first(read_turnover, but=NOT_OF_THE_PROCEDURE),
        "max_lots": documents.first(limits.read_max_lots, but=NOT_OF_THE_PROCEDURE),
        "insertion": read_insertion(documents),
        "question_deadline": documents.first(lambda paper: read_questions(paper, years, day), but=NOT_OF_THE_PROCEDURE),
        "platform": read_platform(documents),
    }
