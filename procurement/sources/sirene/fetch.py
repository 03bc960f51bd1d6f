"""Asking the API « Recherche d'entreprises » (open, seven calls a second at most)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from procurement.sources.fetching import PageFetcher

API = "https://recherche-entreprises.api.gouv.fr/search"


def fetch_pages(since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
    """Write the pages of a search; `since` only names the copy. Yields each file. Raises `FetchFailed`."""
    start = base_url or f"{API}?etat_administratif=A&departement=62"
    url = start + ("&" if "?" in start else "?") + "per_page=25&page=1"
    return PageFetcher("sirene", folder, since).pages(url, _next_page, max_pages)


def _next_page(url: str, page: Any) -> str | None:
    if not isinstance(page, dict) or int(page.get("page") or 0) >= int(page.get("total_pages") or 0):
        return None
    return re.sub(r"([?&]page=)\d+", rf"\g<1>{int(page['page']) + 1}", url)
