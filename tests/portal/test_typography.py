"""A question mark never begins a line; what is typed in an address, an attribute or a value is left alone."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.typography import FrenchSpaces, french_spaces


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Que faire ? Appelez", "Que faire\u00a0? Appelez"),
        ("Trois cas :", "Trois cas\u00a0:"),
        ("« Prix » ; « Délai »", "«\u00a0Prix\u00a0»\u00a0; «\u00a0Délai\u00a0»"),
        (" : le tableau", "\u00a0: le tableau"),
        ('<a href="/marches?q=a;b">x</a>', '<a href="/marches?q=a;b">x</a>'),
        ("à 11:30, http://exemple.fr", "à 11:30, http://exemple.fr"),
    ],
)
def test_spaces_that_must_not_break(typed: str, shown: str) -> None:
    assert french_spaces(typed) == shown


def test_a_value_is_shown_as_it_is() -> None:
    app = Flask(__name__)
    app.jinja_options = {"extensions": [FrenchSpaces]}
    with app.app_context():
        template = app.jinja_env.from_string("Nom : {{ name }} ?")
        assert template.render(name="A : b") == "Nom : A : b ?", "a text that is no page is left alone"
