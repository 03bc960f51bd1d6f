"""The only network step: polite, resumable pages on disk, the last good copy kept until a new one is whole."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from procurement.sources.base import FetchFailed

USER_AGENT = "tremplin (portail libre d'acces a la commande publique)"
NextPage = Callable[[str, Any], str | None]


class PageFetcher:
    """Writes the pages of an API under `folder/<since>/`; a stopped fetch resumes at the page it had not read."""

    def __init__(
        self,
        name: str,
        folder: Path,
        since: date,
        *,
        pause: float = 0.5,
        attempts: int = 4,
        timeout: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._name, self._pause, self._attempts, self._sleep = name, pause, attempts, sleep
        self._timeout = timeout
        self._working = folder / f"{name}-{since.isoformat()}.partial"
        self._final = folder / f"{name}-{since.isoformat()}"

    def pages(self, first: str, next_page: NextPage, max_pages: int = 100) -> Iterator[Path]:
        """Yields each page file, those of an earlier unfinished run included; at the end replaces the last good copy.

        Raises `FetchFailed` when the outside does not answer after several attempts; the last good copy stays.
        """
        self._working.mkdir(parents=True, exist_ok=True)
        state = self._working / "state.json"
        done: dict[str, Any] = json.loads(state.read_text("utf-8")) if state.is_file() else {"count": 0, "next": first}
        for number in range(1, done["count"] + 1):
            yield self._page(number)
        url: str | None = done["next"]
        with httpx.Client(headers={"User-Agent": USER_AGENT}, timeout=self._timeout, follow_redirects=True) as client:
            while url and done["count"] < max_pages:
                body = self._get(client, url)
                done["count"] += 1
                path = self._page(done["count"])
                path.write_bytes(body)
                url = next_page(url, _json(body))
                done["next"] = url
                state.write_text(json.dumps(done), "utf-8")
                yield path
                if url:
                    self._sleep(self._pause)
        self._keep()

    def last_good(self) -> tuple[Path, ...]:
        """The pages of the last fetch that went to its end."""
        return tuple(sorted(self._final.glob("page-*.json")))

    def _page(self, number: int) -> Path:
        return self._working / f"page-{number:05d}.json"

    def _keep(self) -> None:
        """Copies, so that files already yielded stay where the caller found them until the next fetch."""
        fresh = self._final.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(self._working, fresh, ignore=shutil.ignore_patterns("state.json"))
        shutil.rmtree(self._final, ignore_errors=True)
        fresh.rename(self._final)
        (self._working / "state.json").unlink(missing_ok=True)

    def _get(self, client: httpx.Client, url: str) -> bytes:
        trouble = ""
        for attempt in range(self._attempts):
            if attempt:
                self._sleep(self._pause * 2**attempt)
            try:
                answer = client.get(url)
            except httpx.HTTPError:
                trouble = "le serveur ne répond pas"
                continue
            if answer.status_code == 200:
                return answer.content
            trouble = f"le serveur a répondu {answer.status_code}"
            if answer.status_code not in (408, 425, 429, 500, 502, 503, 504):
                break
        message = f"La source {self._name} n'a pas pu être lue : {trouble}. La dernière copie complète reste en place."
        raise FetchFailed("reseau", message)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise FetchFailed("reponse_illisible", "La source a répondu autre chose que du JSON.") from error
