"""French words for dates, delays and numbers."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from portal import presentation as words
from procurement.nomenclature import places

ROOT = Path(__file__).resolve().parents[2]


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_dates() -> None:
    """As one says them."""
    assert plain(words.long_moment(datetime(2026, 9, 24, 12, 0))) == "jeudi 24 septembre 2026 à 12 h 00"
    assert plain(words.day(date(2026, 5, 1))) == "1er mai 2026"
    assert plain(words.day_of("2026-03-31T10:00")) == "31 mars 2026"


@pytest.mark.parametrize(
    ("deadline", "kind", "said"),
    [
        (datetime(2026, 11, 24, 15, 30), "urgent", "il reste moins d'une heure"),
        (datetime(2026, 11, 25, 12, 0), "urgent", "il reste 21 heures"),
        (datetime(2026, 11, 28, 12, 0), "urgent", "il reste 4 jours"),
        (datetime(2026, 11, 29, 12, 0), "soon", "il reste 5 jours"),
        (datetime(2026, 12, 9, 12, 0), "calm", "il reste 15 jours"),
        (datetime(2026, 11, 24, 15, 0), "quiet", "clos depuis le 24 novembre 2026"),
        (None, "quiet", "date limite non indiquée"),
    ],
)
def test_delays(deadline: datetime | None, kind: str, said: str) -> None:
    """Red under five days, amber under fifteen, always with words."""
    state = words.deadline_state(deadline, datetime(2026, 11, 24, 15, 0))
    assert (state.kind, plain(state.words)) == (kind, said)


def test_numbers() -> None:
    """Thousands apart, comma, cents only when there are some; zero is singular."""
    assert plain(words.euros(Decimal("21500.50"))) == "21 500,50 €"
    assert plain(words.euros(Decimal(38000))) == "38 000 €"
    assert plain(words.percent(0.414)) == "41 %" and words.percent(None) == "non publié"
    assert plain(words.plural(0, "lot")) == "0 lot" and plain(words.plural(2, "lot")) == "2 lots"


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 octet"), (999, "999 octets"), (28_600, "28,6 Ko"), (2_000_000, "2 Mo"), (104_857_600, "104,9 Mo")],
)
def test_sizes_of_files_are_french(size: int, shown: str) -> None:
    assert plain(words.file_size(size)) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://a.fr/x", "https://a.fr/x"),
        ("www.a.fr", "https://www.a.fr"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("", None),
        (None, None),
        ("non communiqué", None),
    ],
)
def test_only_web_addresses_become_links(given: str | None, shown: str | None) -> None:
    """A notice cannot put code behind a link."""
    assert words.web_address(given) == shown


def test_every_icon_the_pages_use_is_in_the_style_sheet() -> None:
    """Run scripts/derive_icons.py after using a new icon."""
    code = "import scripts.derive_icons as d; print(*sorted(d.used(set(d.drawings()))))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    used = set(ran.stdout.split())
    assert {"search", "download", "exclamation-triangle"} <= used, "The templates use these: they were not looked for."
    sheet = (ROOT / "portal/static/css/icons.css").read_text(encoding="utf-8")
    assert not {name for name in used if f".bi-{name} {{" not in sheet}


def test_a_distance_known_roughly_is_said_so() -> None:
    sure, other = places.commune("62160"), places.commune("62193")
    rough = next(one for one in places.communes() if one.approximate)
    nowhere = next(one for one in places.communes() if one.latitude is None)
    assert sure and other
    assert plain(words.distance(sure, other) or "").endswith(" km") and "environ" not in (
        words.distance(sure, other) or ""
    )
    assert (words.distance(sure, rough) or "").startswith("environ ")
    assert words.distance(sure, nowhere) is None
