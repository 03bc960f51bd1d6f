"""Numbers that name firms: validation through python-stdnum, never by hand."""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum.fr import siren as _siren
from stdnum.fr import siret as _siret
from stdnum.fr import tva as _tva

_SEPARATORS = re.compile(r"[\s.\u00a0\u202f-]+")


def compact(number: str) -> str:
    """The number without spaces, dots and hyphens."""
    return _SEPARATORS.sub("", number or "")


@lru_cache(maxsize=1 << 18)  # the same buyers and winners come back thousands of times
def valid_siret(number: str | None) -> str | None:
    """The fourteen digits when `number` is a valid SIRET (La Poste's own rule included), else None."""
    digits = compact(number or "")
    return digits if len(digits) == 14 and digits.isdigit() and _siret.is_valid(digits) else None


@lru_cache(maxsize=1 << 18)
def valid_siren(number: str | None) -> str | None:
    """The nine digits when `number` is a valid SIREN, else None."""
    digits = compact(number or "")
    return digits if len(digits) == 9 and digits.isdigit() and _siren.is_valid(digits) else None


def siren_of(siret: str | None) -> str | None:
    """The SIREN inside a valid SIRET, else None."""
    number = valid_siret(siret)
    return number[:9] if number else None


def valid_vat(number: str | None) -> str | None:
    """The French VAT number (FR + key + SIREN) when its key is right, else None."""
    text = compact(number or "").upper()
    return text if text.startswith("FR") and _tva.is_valid(text) else None


def siren_of_vat(number: str | None) -> str | None:
    """The SIREN inside a French VAT number whose key is right, else None."""
    text = valid_vat(number)
    return valid_siren(text[4:]) if text else None
