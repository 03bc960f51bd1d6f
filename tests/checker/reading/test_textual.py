"""Text given by libraries becomes plain text."""

from __future__ import annotations

from checker.reading.textual import clean


class _Derived(str):
    """As pypdf gives the names of form fields."""


def test_a_string_of_a_library_becomes_a_plain_one() -> None:
    assert [type(clean(_Derived(text))) for text in ("Montant", "été")] == [str, str]
