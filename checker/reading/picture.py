"""The picture of one page with a passage marked, drawn in a process of its own (checker.reading.drawing) like every parser."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import orjson

from checker.evidence import Box
from checker.reading.isolate import child_environment

_SECONDS = 30.0


class NoPicture(Exception):
    """The page has no picture: not a PDF nor an image, no such page, or its drawing failed."""


def page_picture(path: Path, page: int, box: Box | None = None) -> bytes:
    """A PNG of page `page` (from 1) of a PDF or an image file, `box` (points) framed. Raises NoPicture."""
    request = {"path": str(path.resolve()), "page": page, "box": box}
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "checker.reading.drawing"], input=orjson.dumps(request), capture_output=True,
                timeout=_SECONDS, env=child_environment(folder), cwd=folder, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            raise NoPicture(str(error)) from error
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise NoPicture(f"exit status {done.returncode}")
    return done.stdout
