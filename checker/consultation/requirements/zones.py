"""Which pile a heading opens: candidature, offer, award, reply (both, not said apart), or none."""

from __future__ import annotations

import re
from functools import cache

from checker.consultation.requirements.texts import opening, without_parentheses
from checker.consultation.requirements.vocabulary import mentions, signal
from checker.folding import fold

CANDIDATURE, OFFER, AWARD, REPLY, CLOSED = "candidature", "offer", "award", "reply", "closed"
_BOTH = re.compile(r"candidatures?\b.{0,25}\boffres?\b|offres?\b.{0,25}\bcandidatures?\b")
_CALL = re.compile(r"appels? d.offres?")
_BARE = re.compile(
    r"^(?:l.|la |les |votre |vos |une? |le )?(candidatures?|offres?)(?: (?:technique|financiere|du candidat))*$"
)


@cache
def heading_pile(heading: str) -> str | None:
    """The pile of a heading; CLOSED when it speaks of something else, None when it says nothing of it."""
    low = _CALL.sub("appel", fold(heading[opening(heading) :])).rstrip(" :.;")
    if not (signal("headings.never").search(low) or signal("headings.award").search(low)):
        # « CANDIDATURE (critères d'admissibilité) » is judged without its parentheses.
        low = " ".join(without_parentheses(low).split()).rstrip(" :.;") or low
    if signal("headings.never").search(low) and not signal("headings.award").search(low):
        return CLOSED
    nouns = re.search(signal("nouns").pattern, low)
    both = _BOTH.search(low)
    if bare := _BARE.search(low):
        return CANDIDATURE if bare[1].startswith("cand") else OFFER
    if nouns and (pile := _named(low, bool(both))):
        return pile
    if nouns and signal("headings.offer_parts").search(low):
        return OFFER
    if signal("headings.closed").search(low) and not re.match(r"(?:l.)?attribution", low):
        return CLOSED
    if signal("headings.award").search(low):
        return AWARD
    if both:
        return REPLY
    if signal("headings.candidature").search(low):
        return CANDIDATURE
    if signal("headings.offer").search(low) or signal("headings.reply").search(low):
        return OFFER if re.search(r"projet|proposition", low) else REPLY
    if signal("headings.offer_parts").search(low) or signal("headings.second").search(low):
        return OFFER
    return CANDIDATURE if signal("headings.first").search(low) else None


@cache
def is_part(heading: str) -> bool:
    """Whether a heading such as « Volet technique » speaks of the offer, unless it divides the candidature."""
    low = fold(heading[opening(heading) :]).rstrip(" :.;")
    return bool(signal("headings.offer_parts").search(low)) and "offre" not in low


def _named(low: str, both: bool) -> str | None:
    """The pile of a heading that names pieces or documents."""
    if not both and signal("heads.serving").search(low):  # « documents pour le jugement des offres »
        return OFFER if "offre" in low else CANDIDATURE if "candid" in low else None
    if signal("heads.handling").search(low):
        return CLOSED if not re.search(r"pieces?|documents?|justificatifs?", low) else REPLY if both else None
    if signal("headings.award").search(low) and not re.search(r"candidature|criteres", low):
        return AWARD
    if both:
        return REPLY
    if signal("headings.candidature").search(low):
        return CANDIDATURE
    if signal("heads.offer_pieces").search(low):
        return OFFER
    if signal("headings.offer").search(low) or signal("headings.reply").search(low):
        return REPLY
    return None


@cache
def zone_of(path: tuple[str, ...]) -> str | None:
    """The pile of a block from the headings above it, the innermost that says something."""
    found, judged = None, False
    for heading in path:
        here = heading_pile(heading)
        if (here == REPLY and found in (CANDIDATURE, OFFER, AWARD)) or (found == CANDIDATURE and is_part(heading)):
            continue
        if here and found == CLOSED and judged and not signal("nouns").search(fold(heading)):
            continue
        judged |= bool(signal("heads.judging").search(fold(heading)))
        found = here or found
    return found


def holder_of(path: tuple[str, ...], holders: frozenset[str]) -> str | None:
    """The document whose contents a heading announces: « Contenu du mémoire technique »."""
    if not path or heading_pile(path[-1]) is not None:
        return None
    named = mentions(fold(path[-1]))
    return named[0].kind if len(named) == 1 and named[0].kind in holders else None
