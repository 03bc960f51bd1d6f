"""What the repository may hold."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: nothing says which files are ours")
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_is_larger_than_a_mebibyte() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > 1 << 20] == []


def test_no_pin_names_a_host() -> None:
    for path in (ROOT / "constraints").iterdir():
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", path.read_text(encoding="utf-8")), (
            path.name
        )


def test_only_the_clock_reads_the_clock() -> None:
    pattern = re.compile(r"\b(date\.today|datetime\.(now|utcnow|today))\(|\btime\.(time|localtime|gmtime)\(")
    guilty = [
        str(path.relative_to(ROOT))
        for package in ("procurement", "checker", "search", "observatory", "portal")
        for path in (ROOT / package).rglob("*.py")
        if path.name != "clock.py" and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []
