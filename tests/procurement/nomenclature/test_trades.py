"""CPV and NAF codes are read in every form the sources write."""

from __future__ import annotations

import pytest

from procurement.nomenclature import cpv, naf


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("45210000-2", "45210000"),
        ("45210000", "45210000"),
        ("452100002", "45210000"),
        (" 45210000 ", "45210000"),
        ("3000000", "03000000"),
        ("3000000-1", "03000000"),
        ("30000001", "03000000"),
        ("0", None),
        ("99999999", None),
        ("", None),
        (None, None),
        ("travaux", None),
    ],
)
def test_normalise(written: str | None, expected: str | None) -> None:
    assert cpv.normalise(written) == expected


def test_label_division_and_family() -> None:
    assert cpv.label("45000000-7") == "Travaux de construction"
    assert cpv.division("45331000-6") == "45"
    assert cpv.ancestors("45331000") == ("45330000", "45300000", "45000000")
    assert "45330000" in cpv.children("45300000")
    assert cpv.ancestors("45000000") == ()


def test_there_are_forty_five_divisions() -> None:
    divisions = cpv.divisions()
    assert len(divisions) == 45
    assert ("45000000", "Travaux de construction") in divisions


def test_naf() -> None:
    assert naf.normalise("4322A") == "43.22A"
    assert naf.normalise("43.22a") == "43.22A"
    assert "eau" in (naf.label("43.22A") or "")
    assert naf.normalise("9999Z") is None
