"""Takes a snapshot of the awards of the instance and writes the reports its pages show. No Flask here."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import observatory
from portal.settings import Settings
from portal.store.notices import all_awards, all_companies, all_notices
from portal.wiring import Services
from procurement.models import Award, Company, Notice

LOCAL = ("epci", "departement", "commune")
YEARS_SHOWN = 6


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(text, encoding="utf-8")
    os.replace(half, path)  # noqa: PTH105 - replace is the point


def _buyer_names(notices: Iterable[Notice], companies: Iterable[Company]) -> dict[str, str]:
    """Names of buyers by SIRET or SIREN: the DECP carry numbers only, the notices and SIRENE know who they are."""
    names = {company.siren: company.name for company in companies}
    return names | {notice.buyer.siret: notice.buyer.name for notice in notices if notice.buyer.siret}


def _name(names: dict[str, str], siret: str | None) -> str | None:
    return (names.get(siret) or names.get(siret[:9])) if siret else None


def take_snapshot(services: Services) -> dict[str, Any] | None:
    """Snapshot every award, then report on each year and definition of local; None when there is no award.

    Awards are streamed: the memory it takes does not grow with their number.
    """
    with services.store.session() as session:
        companies = list(all_companies(session))
        names = _buyer_names(all_notices(session), companies)
        awards = all_awards(session)
        first = next(awards, None)
        if first is None:
            return None
        named = (_with_buyer(award, names) for award in chain((first,), awards))
        snapshot = observatory.build_snapshot(named, companies, [], services.settings.snapshots / "snapshot")
    return write_reports(services.settings, snapshot, sorted(snapshot.years, reverse=True)[:YEARS_SHOWN])


def _with_buyer(award: Award, names: dict[str, str]) -> Award:
    return award if award.buyer_name else replace(award, buyer_name=_name(names, award.buyer_siret))


def write_reports(settings: Settings, snapshot: observatory.Snapshot, years: Sequence[int]) -> dict[str, Any] | None:
    """Write the report of each year and definition of local, the latest first; the first one, or None without years."""
    newest: dict[str, Any] | None = None
    for year in years:
        for local in LOCAL:
            document = observatory.report_to_json(observatory.report(snapshot, settings.territory, year, local=local))
            path = settings.snapshots / "reports" / f"{year}-{local}.json"
            write_atomically(path, json.dumps(document, ensure_ascii=False, default=float))
            newest = newest or document
    return newest
