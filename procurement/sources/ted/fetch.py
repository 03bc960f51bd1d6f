"""Asking the search API of TED (v3) for French notices; each page carries the notices' XML in base64."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from procurement.sources.fetching import PageFetcher

API = "https://api.ted.europa.eu/v3/notices/search"
_PAGE = 50


def fetch_pages(since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
    """Write the pages of French notices published since a day; yields each file. Raises `FetchFailed`."""
    query = {"query": f"buyer-country=FRA AND publication-date>={since:%Y%m%d}", "limit": _PAGE, "page": 1}
    return PageFetcher("ted", folder, since).pages(f"{base_url or API}?{urlencode(query)}", _next_page, max_pages)


def _next_page(url: str, page: Any) -> str | None:
    notices = page.get("notices") if isinstance(page, dict) else None
    number = int((re.search(r"[?&]page=(\d+)", url) or ["", "1"])[1])
    if not notices or number * _PAGE >= int(page.get("totalNoticeCount") or 0):
        return None
    return re.sub(r"([?&]page=)\d+", rf"\g<1>{number + 1}", url)
