"""The Notice of a form: the part every source of notices shares."""

from __future__ import annotations

from datetime import date

from procurement.models import Notice, NoticeKind
from procurement.sources.envelope import buyer_of
from procurement.sources.form import Form
from procurement.sources.readable import scrub


def notice_of(
    form: Form, source: str, number: str, kind: NoticeKind, title: str, published: date | None, names: list[str | None]
) -> Notice:
    """A Notice with all that its form says; `names` are the buyer's names, the most official first."""
    return Notice(
        id=f"{source}:{number}",
        source=source,
        kind=kind,
        title=title,
        buyer=buyer_of(names, form.buyer_number, form.buyer_place, form.profile_url),
        published=published,
        deadline=form.deadline,
        description=scrub(form.description) if form.description and form.description != title else None,
        reference=form.reference,
        procedure=form.procedure,
        contract_type=form.contract_type,
        cpv=form.cpv,
        place=form.place,
        lots=form.lots,
        criteria=form.criteria,
        amount=form.amount,
        duration_months=form.duration_months,
        variants_allowed=form.variants_allowed,
        social_clause=form.social_clause,
        reserved=form.reserved,
        conditions="\n".join(scrub(c) for c in form.conditions if c) or None,
        winners=form.winners,
        offers_received=form.offers_received,
        related=tuple(i for i in form.related if i != f"{source}:{number}"),
        decisions=form.decisions,
        procedure_id=form.procedure_id,
        text="\n".join(part for part in (title, form.text) if part),
    )
