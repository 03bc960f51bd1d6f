"""Names of buyers that a source cut short, restored from what else is known of the same SIREN."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.grouping import plain
from portal.store.tenders import CompanyRow, NoticeRow
from procurement.models import Notice
from procurement.nomenclature import places

CUT_AT = 38  # characters the BOAMP's list of buyers keeps of a name


def _siren(notice: Notice) -> str | None:
    return notice.buyer.siren or (notice.buyer.siret or "")[:9] or None


def _cut(notice: Notice) -> bool:
    # A trailing space is trimmed by the parser: the 38th character may be gone.
    return CUT_AT - 1 <= len(notice.buyer.name) <= CUT_AT


def restored(name: str, known: Iterable[str]) -> str:
    """The longest known name that `name` begins, else `name`: a name is completed, never replaced by another."""
    start = plain(name).replace(" ", "")
    longer = [one for one in known if len(one) > len(name) and plain(one).replace(" ", "").startswith(start)]
    return max(longer, key=lambda one: (not one.isupper(), len(one), one), default=name)


def full_names(session: Session, notices: Iterable[Notice]) -> dict[str, Notice]:
    """The notices by id, with the whole name of their buyer where it was cut and is known."""
    found = {notice.id: notice for notice in notices}
    sirens = {siren for notice in found.values() if _cut(notice) and (siren := _siren(notice))}
    if not sirens:
        return found
    names: dict[str, set[str]] = defaultdict(set)
    for row in session.execute(select(CompanyRow.siren, CompanyRow.name).where(CompanyRow.siren.in_(sirens))):
        names[row.siren].add(row.name)
    query = select(NoticeRow.buyer_siren, NoticeRow.buyer_name).where(NoticeRow.buyer_siren.in_(sirens)).distinct()
    for other in session.execute(query):
        names[str(other.buyer_siren)].add(other.buyer_name)
    for siren in sirens:
        if body := places.by_siren(siren):
            names[siren].add(body.name)
    for key, notice in found.items():
        siren = _siren(notice)
        if siren and _cut(notice):
            name = restored(notice.buyer.name, names[siren])
            found[key] = replace(notice, buyer=replace(notice.buyer, name=name))
    return found
