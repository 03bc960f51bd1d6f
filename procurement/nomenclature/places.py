"""Communes, EPCI and départements of France (vintage in data/PROVENANCE.md).

Codes of former communes and municipal arrondissements answer with the commune of today that holds them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache

from procurement.models import Commune, Departement, Epci
from procurement.nomenclature._data import rows

_EARTH_RADIUS_KM = 6371.0088
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "s": "sur", "sr": "sur", "ss": "sous"}
_WORD, _CEDEX = re.compile(r"[a-z0-9]+"), re.compile(r"\bcedex\b.*$")
_WITH_DISTRICTS = ("paris", "lyon", "marseille")
_DISTRICT = re.compile(r"^(.*\b(?:paris|lyon|marseille)) \d{1,2}(?:er?|eme)?(?: arrondissement)?\s*$")


@cache
def _rows() -> dict[str, list[str]]:
    return {row[0]: row for row in rows("communes.csv.gz")}


@cache
def _former() -> dict[str, str]:
    return {insee: current for insee, _, current in rows("former_communes.csv")}


@cache
def commune(insee: str | None) -> Commune | None:
    """The current commune of an INSEE code (former codes lead to the commune of today), or None."""
    code = (insee or "").strip().upper()
    row = _rows().get(code) or _rows().get(_former().get(code, ""))
    if row is None:
        return None
    if row[0] != code:
        return commune(row[0])
    return Commune(
        insee=row[0],
        name=row[1],
        departement=row[2],
        epci=row[3] or None,
        siren=row[4] or None,
        population=int(row[5]) if row[5] else None,
        postcodes=tuple(row[6].split()),
        latitude=float(row[7]) if row[7] else None,
        longitude=float(row[8]) if row[8] else None,
        approximate=row[9] == "postcode",
    )


@cache
def communes() -> tuple[Commune, ...]:
    """Every current commune, by INSEE code."""
    return tuple(found for code in _rows() if (found := commune(code)))


@cache
def _epcis() -> dict[str, Epci]:
    members: dict[str, list[str]] = {}
    for insee, row in _rows().items():
        members.setdefault(row[3], []).append(insee)
    return {
        siren: Epci(siren, name, kind, tuple(members.get(siren, ())), int(population) if population else None)
        for siren, name, kind, population in rows("epci.csv")
    }


def epci(siren: str | None) -> Epci | None:
    """The grouping of communes of a SIREN, or None."""
    return _epcis().get(re.sub(r"\s", "", siren or ""))


def epcis() -> tuple[Epci, ...]:
    """Every EPCI with own taxation."""
    return tuple(_epcis().values())


def communes_of_epci(siren: str | None) -> tuple[Commune, ...]:
    """The member communes of an EPCI; empty when unknown."""
    found = epci(siren)
    return tuple(c for insee in found.communes if (c := commune(insee))) if found else ()


@cache
def _departements() -> dict[str, Departement]:
    return {code: Departement(code, name, region) for code, name, region in rows("departements.csv")}


def departement(code: str | int | None) -> Departement | None:
    """The département of a code; a lost zero ("1", 1) and lower case ("2a") are accepted. None when unknown."""
    text = str(code if code is not None else "").strip().upper()
    return _departements().get(text.zfill(2) if text else "")


def departements() -> tuple[Departement, ...]:
    """Every département and overseas collectivity."""
    return tuple(_departements().values())


@cache
def _regions() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("regions.csv")}


def region_name(code: str | None) -> str | None:
    """The name of a région by its two-digit code, or None."""
    return _regions().get((code or "").strip())


@cache
def _postcodes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for insee, row in _rows().items():
        for postcode in row[6].split():
            found.setdefault(postcode, []).append(insee)
    return {postcode: tuple(codes) for postcode, codes in found.items()}


def by_postcode(postcode: str | None) -> tuple[Commune, ...]:
    """The communes a postcode delivers (a lost zero is put back); empty for CEDEX and unknown codes."""
    text = re.sub(r"\s", "", postcode or "")
    text = text.zfill(5) if text else ""
    return tuple(c for insee in _postcodes().get(text, ()) if (c := commune(insee)))


def name_key(name: str | None) -> str:
    """A name without accents, case, punctuation, CEDEX, with St/Ste/s/ spelled out: what two spellings share."""
    text = (name or "").lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae"))
        text = "".join(c for c in text if not unicodedata.combining(c))
    if "cedex" in text:
        text = _CEDEX.sub("", text)
    if any(city in text for city in _WITH_DISTRICTS):
        text = _DISTRICT.sub(r"\1", text)
    words = _WORD.findall(text)
    if len(words) > 1 and words[0].isdigit():
        words = words[1:]
    return " ".join(_ABBREVIATIONS.get(w, w) if len(words) > 1 else w for w in words)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for insee, row in _rows().items():
        found.setdefault(name_key(row[1]), []).append(insee)
    for _, name, current in rows("former_communes.csv"):
        key = name_key(name)
        if key and key not in found:
            found[key] = [current]
    return {key: tuple(dict.fromkeys(codes)) for key, codes in found.items()}


@cache
def by_name(name: str | None, departement: str | None = None) -> Commune | None:
    """The commune of a name whatever its accents, case, hyphens and abbreviations ("ST OMER CEDEX").

    None when unknown, and None when several communes share the name and `departement` does not settle it: no guess.
    """
    codes = _names().get(name_key(name), ())
    if departement is not None:
        wanted = departement.strip().upper().zfill(2)
        codes = tuple(code for code in codes if _rows()[code][2] == wanted)
    return commune(codes[0]) if len(codes) == 1 else None


@cache
def _sirens() -> dict[str, str]:
    return {row[4]: insee for insee, row in _rows().items() if row[4]}


def by_siren(siren: str | None) -> Commune | Epci | None:
    """The commune or the EPCI whose legal unit has this SIREN (nine digits), or None."""
    digits = re.sub(r"\s", "", siren or "")
    insee = _sirens().get(digits)
    return commune(insee) if insee else epci(digits)


def distance_km(a: Commune, b: Commune) -> float | None:
    """Great-circle distance between two centroids in kilometres; None when one of them has none."""
    if a.insee == b.insee:
        return 0.0
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    dlon = math.radians(b.longitude - a.longitude)
    chord = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(dlon / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(chord))
