"""Fetching: pages on disk, resumed after a stop, the last good copy kept; the same parse as a file."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from procurement.sources import boamp, fetching
from procurement.sources.base import FetchFailed
from procurement.sources.run import run

SINCE = date(2025, 1, 1)
RECORDS = [{"idweb": f"25-{n}", "objet": f"Avis {n}", "dateparution": "2025-01-02"} for n in range(5)]


class Api(BaseHTTPRequestHandler):
    fail_from: int | None = None
    calls: list[int] = []

    def do_GET(self) -> None:
        offset = int(parse_qs(urlparse(self.path).query)["offset"][0])
        Api.calls.append(offset)
        if Api.fail_from is not None and offset >= Api.fail_from:
            self.send_error(503)
            return
        body = json.dumps({"total_count": len(RECORDS), "results": RECORDS[offset : offset + 2]}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Silence."""


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(fetching.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(fetching.PageFetcher.__init__, "__kwdefaults__",
                        {**fetching.PageFetcher.__init__.__kwdefaults__, "sleep": lambda seconds: None})  # fmt: skip
    Api.fail_from, Api.calls = None, []
    server = HTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/records"
    server.shutdown()


def test_fetched_pages_and_a_file_meet_the_same_parse(api: str, tmp_path: Path) -> None:
    pages = list(boamp.SOURCE.fetch(SINCE, tmp_path, base_url=api))
    fetched: list[Any] = []
    run(boamp.SOURCE, pages, fetched.append)
    whole = tmp_path / "fichier.json"
    whole.write_text(json.dumps({"results": RECORDS}), "utf-8")
    read: list[Any] = []
    run(boamp.SOURCE, [whole], read.append)
    assert len(pages) == 3
    assert fetched == read and len(read) == 5


def test_a_stopped_fetch_resumes_where_it_was(api: str, tmp_path: Path) -> None:
    Api.fail_from = 4
    with pytest.raises(FetchFailed, match="503"):
        list(boamp.SOURCE.fetch(SINCE, tmp_path, base_url=api))
    Api.fail_from, Api.calls = None, []
    assert len(list(boamp.SOURCE.fetch(SINCE, tmp_path, base_url=api))) == 3
    assert Api.calls == [4]


def test_the_last_good_copy_survives_a_failure(api: str, tmp_path: Path) -> None:
    list(boamp.SOURCE.fetch(SINCE, tmp_path, base_url=api))
    good = fetching.PageFetcher("boamp", tmp_path, SINCE).last_good()
    assert len(good) == 3
    Api.fail_from = 0
    with pytest.raises(FetchFailed):
        list(boamp.SOURCE.fetch(SINCE, tmp_path, base_url=api))
    assert fetching.PageFetcher("boamp", tmp_path, SINCE).last_good() == good
