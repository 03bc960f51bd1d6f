"""French typography in templates: no line begins with « ? » or ends with an opening quote. Authors type ordinary spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

NBSP = "\u00a0"
_BEFORE = re.compile(r"(?:^|(?<=\S)) (?=[?!;:»](?:[\s<).,»\"]|$))")
_AFTER = re.compile(r"« ")


def french_spaces(text: str) -> str:
    """The text with the spaces that must not break made no-break: before ? ! ; : and », after «."""
    return _AFTER.sub(f"«{NBSP}", _BEFORE.sub(NBSP, text))


class FrenchSpaces(Extension):
    """Mends what a page's template says itself, when it is compiled; values shown in it are left as they are."""

    def filter_stream(self, stream: TokenStream) -> TokenStream | Iterable[Token]:
        """The tokens of a template, its words mended where it is a page."""
        if not (stream.name or "").endswith(".html"):
            return stream
        return (
            Token(token.lineno, token.type, french_spaces(token.value)) if token.type == "data" else token
            for token in stream
        )
