"""Asking the tabular API of data.gouv.fr for recent contracts (JSON pages with `data` and `links.next`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from procurement.sources.fetching import PageFetcher

RESOURCE = "22847056-61df-452d-837d-8b8ceadbfc52"  # decp.info, the consolidated table
API = f"https://tabular-api.data.gouv.fr/api/resources/{RESOURCE}/data/"


def fetch_pages(since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
    """Write the pages of contracts notified since a day; yields each file. Raises `FetchFailed`."""
    query = urlencode(
        {"dateNotification__greater": since.isoformat(), "dateNotification__sort": "asc", "page_size": 50}
    )
    fetcher = PageFetcher("decp", folder, since)
    return fetcher.pages(f"{base_url or API}?{query}", _next_page, max_pages)


def _next_page(url: str, page: Any) -> str | None:
    links = page.get("links") if isinstance(page, dict) else None
    following = links.get("next") if isinstance(links, dict) else None
    return str(following) if following else None
