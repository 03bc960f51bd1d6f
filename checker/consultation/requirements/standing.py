"""Sentences that ask the winner to be in order with taxes and contributions and name no attestation."""

from __future__ import annotations

import re

from checker.consultation.requirements.asked import Asked
from checker.consultation.requirements.texts import Passage
from checker.consultation.requirements.vocabulary import signal

_KINDS = (("vigilance_urssaf", r"socia|cotisation"), ("attestation_fiscale", r"fisca|impot"))
STANDING = tuple(kind for kind, _ in _KINDS)
_BEYOND = 25  # characters after « fiscales » in which « et sociales » may follow


def up_to_date(sentence: Passage) -> list[Asked]:
    """The attestations that « justifie qu'il est à jour de ses obligations fiscales et sociales » asks unnamed."""
    found = signal("up_to_date").search(sentence.low)
    if not found:
        return []
    words = sentence.part(found.start(), found.end() + _BEYOND)
    return [Asked(kind, words) for kind, sign in _KINDS if re.search(sign, words.low)]
