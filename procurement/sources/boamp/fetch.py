"""Asking the open-data API of the BOAMP (Opendatasoft v2.1) for notices published since a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from procurement.sources.fetching import PageFetcher

API = "https://boamp-datadila.opendatasoft.com/api/explore/v2.1/catalog/datasets/boamp/records"
_PAGE = 100
_WINDOW = 10_000  # the API refuses offset + limit above this


def fetch_pages(since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
    """Write the pages of notices published since a day; yields each file. Raises `FetchFailed`."""
    query = {
        "where": f"dateparution >= date'{since.isoformat()}'",
        "order_by": "dateparution, idweb",
        "limit": _PAGE,
        "offset": 0,
    }
    url = f"{base_url or API}?{urlencode(query)}"
    return PageFetcher("boamp", folder, since).pages(url, _next_page, max_pages)


def _next_page(url: str, page: Any) -> str | None:
    results = page.get("results") if isinstance(page, dict) else None
    offset = int((re.search(r"[?&]offset=(\d+)", url) or ["", "0"])[1])
    following = offset + len(results or ())
    if not results or following >= int(page.get("total_count") or 0):
        return None
    if following + _PAGE <= _WINDOW:
        return re.sub(r"([?&]offset=)\d+", rf"\g<1>{following}", url)
    return _from_last_day(url, results)


def _from_last_day(url: str, results: list[Any]) -> str | None:
    """Past the window, start again from the day of the last record: ids are stable, so notices read twice are one."""
    last = str(results[-1].get("dateparution") or "")[:10]
    start = (re.search(r"date%27(\d{4}-\d{2}-\d{2})%27", url) or ["", ""])[1]
    if not last or last <= start:
        return None
    return re.sub(r"([?&]offset=)\d+", r"\g<1>0", url.replace(f"date%27{start}%27", f"date%27{last}%27"))
