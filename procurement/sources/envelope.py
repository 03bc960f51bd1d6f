"""What every BOAMP notice has around its own form: number, dates, nature, buyer, département, links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from procurement.identifiers import valid_siren, valid_siret
from procurement.models import Buyer, NoticeKind, Place
from procurement.nomenclature import places
from procurement.sources.values import as_list, day, embedded, line, local_time, said

_ID = re.compile(r"\b(\d{2}-\d{1,7})\b")
_LOCAL_TIMES_SINCE = date(2024, 1, 13)
_CUT_AT = 38

_KINDS = {
    "RECTIFICATIF": NoticeKind.CORRECTION,
    "ANNULATION": NoticeKind.CANCELLATION,
    "MODIFICATION": NoticeKind.AMENDMENT,
    "APPEL_OFFRE": NoticeKind.CALL,
    "ATTRIBUTION": NoticeKind.AWARD,
    "PREINFORMATION": NoticeKind.PRIOR,
    "PERIODIQUE": NoticeKind.PRIOR,
    "QUALIFICATION": NoticeKind.CALL,
    "INTENTION_CONCLURE": NoticeKind.OTHER,
}
_KIND_WORDS = (
    ("rectificatif", NoticeKind.CORRECTION),
    ("annulation", NoticeKind.CANCELLATION),
    ("sans suite", NoticeKind.CANCELLATION),
    ("modification", NoticeKind.AMENDMENT),
    ("attribution", NoticeKind.AWARD),
    ("résultat", NoticeKind.AWARD),
    ("préinformation", NoticeKind.PRIOR),
    ("pré-information", NoticeKind.PRIOR),
    ("périodique", NoticeKind.PRIOR),
    ("avis de marché", NoticeKind.CALL),
    ("appel", NoticeKind.CALL),
    ("concours", NoticeKind.CALL),
    ("concession", NoticeKind.CALL),
)
_PROCEDURES = (
    ("SUBSEQUENT", "ACCORD_CADRE_SUBSEQUENT"),
    ("ADAPT", "MAPA"),
    ("MAPA", "MAPA"),
    ("DIALOGUE", "DIALOGUE"),
    ("NEGOCI", "PROC_NEGO"),
    ("NÉGOCI", "PROC_NEGO"),
    ("RESTREINT", "AOR"),
    ("OUVERT", "AOO"),
)


def kind_of(*statements: Any) -> NoticeKind:
    """The kind from the first statement that tells one, codes before words; put the state before the nature."""
    for statement in statements:
        word = line(statement) or ""
        found = _KINDS.get(word.upper().replace("É", "E").replace(" ", "_"))
        if found is None:
            found = next((kind for piece, kind in _KIND_WORDS if piece in word.lower()), None)
        if found:
            return found
    return NoticeKind.OTHER


def procedure_of(*statements: Any) -> str | None:
    """MAPA, AOO, AOR, PROC_NEGO, DIALOGUE, ACCORD_CADRE_SUBSEQUENT or AUTRE; None when nothing is said."""
    for statement in statements:
        words = (line(statement) or "").upper()
        if words:
            return next((code for piece, code in _PROCEDURES if piece in words), "AUTRE")
    return None


def contract_type_of(node: Any) -> str | None:
    """travaux, fournitures or services, the first named."""
    for item in as_list(embedded(node)):
        words = " ".join(item).lower() if isinstance(item, Mapping) else str(item).lower()
        for name in ("travaux", "fournitures", "services"):
            if name[:-1] in words:
                return name
    return None


def envelope_deadline(written: Any, published: date | None) -> datetime | None:
    """The local deadline from `datelimitereponse`, whose "+00:00" lies.

    Until then the field holds Paris noon minus one hour, summer and winter (11:00 is the usual hour); since mid
    January 2024 it holds the local time itself (12:00): between the 12th and the 16th the usual hour jumps.
    """
    when = local_time(written)
    if when is None:
        return None
    reference = published or when.date()
    return when + timedelta(hours=1) if reference < _LOCAL_TIMES_SINCE else when


def related_ids(*nodes: Any) -> tuple[str, ...]:
    """The notices linked (`annonce_lie`, `annonces_anterieures`, ANNONCE_ANTERIEUR) as "boamp:20-123"."""
    found: list[str] = []
    for node in nodes:
        for item in as_list(embedded(node)):
            found += _ID.findall(str(item))
    return tuple(dict.fromkeys(f"boamp:{number}" for number in found))


def buyer_of(names: list[str | None], number: str | None, place: Place, profile: str | None) -> Buyer:
    """The buyer with the fullest of its names; one cut at 38 characters is restored when its SIREN is known."""
    siret = valid_siret(number)
    siren = siret[:9] if siret else valid_siren(number)
    known = [name for name in names if name]
    name = known[0] if known else "Acheteur non précisé"
    for other in known:
        if len(other) > len(name) and places.name_key(other).startswith(places.name_key(name[:20])):
            name = other
    official = places.by_siren(siren) if siren else None
    if official and is_cut(name):
        name = official.name
    return Buyer(name, siret, siren, place, profile)


def is_cut(name: str) -> bool:
    """Whether a name was probably cut by the old schema: 38 characters and no natural end."""
    return len(name) == _CUT_AT and not name.endswith((")", ".", '"'))


def place_of(postcode: str | None, city: str | None, words: str | None = None, nuts: str | None = None) -> Place:
    """A place from what is stated; CEDEX codes are in no postal table, so the town decides."""
    digits = (postcode or "").replace(" ", "")
    around = places.by_postcode(digits) if digits else ()
    guess = {c.departement for c in around} or _departement_of(digits)
    named = [c for c in around if places.name_key(c.name) == places.name_key(city)]
    found = named[0] if len(named) == 1 else None
    if found is None and city and len(guess) == 1:
        found = places.by_name(city, next(iter(guess)))
    elif found is None and city and not guess:
        found = places.by_name(city)
    departement = found.departement if found else (next(iter(guess)) if len(guess) == 1 else None)
    known = places.departement(departement)
    return Place(words, digits or None, city, found.insee if found else None, known.code if known else None, nuts)


def _departement_of(postcode: str) -> set[str]:
    """The département a postcode begins with; three digits overseas, none in Corsica, which two share."""
    if len(postcode) != 5 or postcode.startswith("20"):
        return set()
    return {postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]}


def place_in_words(words: str | None) -> Place:
    """A place from a sentence such as "Argonay (74)", "(59) Nord" or "62200 Boulogne-sur-Mer"."""
    if words is None:
        return Place()
    stated = re.search(r"\(\s*(\d{2,3}|2[AB])\s*\)", words)
    code = stated.group(1) if stated and places.departement(stated.group(1)) else None
    postcode = re.search(r"\b\d{5}\b", words)
    name = re.sub(r"\(.*?\)|\b\d{5}\b", " ", words).strip(" ,;-–.")
    if postcode:
        return place_of(postcode.group(0), name or None, words)
    found = places.by_name(name, code) if name and len(name) < 60 else None
    return Place(
        words, None, found.name if found else None, found.insee if found else None, found.departement if found else code
    )


def published_of(record: Mapping[str, Any], gestion: Any) -> date | None:
    """The day of publication."""
    return day(record.get("dateparution")) or day(said(gestion, "INDEXATION/DATE_PUBLICATION"))
