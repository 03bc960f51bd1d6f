"""Keeps what the sources give, in batches; importing the same record twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store import content
from portal.store.tenders import AwardRow, CompanyRow, NoticeLink, NoticeRow
from procurement.models import Award, Company, Epci, Notice
from procurement.nomenclature import places
from procurement.nomenclature.locate import commune_of

Row = NoticeRow | AwardRow | CompanyRow


def _siren(notice: Notice) -> str | None:
    return notice.buyer.siren or (notice.buyer.siret[:9] if notice.buyer.siret else None)


def notice_row(notice: Notice) -> NoticeRow:
    """The row of a notice, located in its commune and EPCI where the source allows."""
    document = content.to_json(notice)
    commune = commune_of(notice)
    body = places.by_siren(_siren(notice) or "")
    epci = commune.epci if commune else body.siren if isinstance(body, Epci) else None
    departement = commune.departement if commune else next(iter(notice.departements), None)
    return NoticeRow(
        id=notice.id,
        source=notice.source,
        kind=notice.kind.value,
        title=notice.title,
        buyer_name=notice.buyer.name,
        buyer_siren=_siren(notice),
        published=notice.published,
        deadline=notice.deadline,
        departement=departement,
        commune=commune.insee if commune else None,
        epci=epci,
        content=document,
        digest=content.digest(document),
    )


def award_row(award: Award) -> AwardRow:
    """The row of an award."""
    document = content.to_json(award)
    return AwardRow(
        uid=award.uid,
        source=award.source,
        buyer_siret=award.buyer_siret,
        cpv=award.cpv,
        notified=award.notified,
        amount=award.amount,
        content=document,
        digest=content.digest(document),
    )


def company_row(company: Company) -> CompanyRow:
    """The row of a company."""
    document = content.to_json(company)
    return CompanyRow(
        siren=company.siren,
        name=company.name,
        size=company.size.value if company.size else None,
        content=document,
        digest=content.digest(document),
    )


def _row(item: Notice | Award | Company) -> tuple[Row, Any]:
    if isinstance(item, Notice):
        return notice_row(item), item.id
    if isinstance(item, Award):
        return award_row(item), item.uid
    return company_row(item), item.siren


def keep(session: Session, items: Iterable[Notice | Award | Company]) -> tuple[int, int]:
    """Insert or update `items`; returns how many changed and how many were already the same."""
    rows: dict[tuple[type, Any], Row] = {}
    for item in items:
        row, key = _row(item)
        rows[type(row), key] = row
    changed = unchanged = 0
    for model, column in ((NoticeRow, NoticeRow.id), (AwardRow, AwardRow.uid), (CompanyRow, CompanyRow.siren)):
        wanted = {key: row for (kind, key), row in rows.items() if kind is model}
        if not wanted:
            continue
        rows_known = session.execute(select(column, model.digest).where(column.in_(list(wanted))))
        known: dict[Any, str] = {row[0]: row[1] for row in rows_known}
        for key, row in wanted.items():
            if known.get(key) == row.digest:
                unchanged += 1
                continue
            session.merge(row)
            changed += 1
            if isinstance(row, NoticeRow):
                _link(session, row)
    return changed, unchanged


def _link(session: Session, row: NoticeRow) -> None:
    for related in row.content.get("related", ()):
        session.merge(NoticeLink(notice_id=row.id, related_id=related))
