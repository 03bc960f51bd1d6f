"""Where communes lie, for those whose outline is not at hand: GeoNames' places of 500 people and more, then neighbours by postcode.

A place of GeoNames is taken for a commune when the name, the région and about the population agree with that commune alone, and it lies near the other
communes of its EPCI. What remains (hamlets, mostly) gets the mean of the communes that share its postcode, said to be approximate.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import Any

Point = tuple[float, float]  # latitude, longitude
Match = tuple[Point, bool]  # and whether the population is the same to a tenth
Centre = tuple[float, float, str]  # with its origin: geonames or postcode
_OVERSEAS = {"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "YT": "976"}
_NEAR_KM, _FAR_KM = 25, 45  # from the middle of its EPCI: between the two, a namesake unless its population is the same


def centres(
    communes: Sequence[Mapping[str, Any]], regions: Mapping[str, str], postcodes: Mapping[str, set[str]], path: Path
) -> dict[str, Centre]:
    """The centre of each commune that can be located, by INSEE code. `communes` are those of today, with code, nom, departement, population, epci."""
    sure = _near_their_epci(communes, _named(communes, regions, json.loads(path.read_text(encoding="utf-8"))))
    found: dict[str, Centre] = {code: (*point, "geonames") for code, point in sorted(sure.items())}
    sharing: dict[str, list[Point]] = defaultdict(list)
    for code, point in sure.items():
        for postcode in postcodes.get(code, ()):
            sharing[postcode].append(point)
    for commune in communes:
        code = commune["code"]
        near = [point for postcode in sorted(postcodes.get(code, ())) for point in sharing[postcode]]
        if code not in found and near:
            found[code] = (fmean(p[0] for p in near), fmean(p[1] for p in near), "postcode")
    return found


def _named(
    communes: Sequence[Mapping[str, Any]], regions: Mapping[str, str], cities: Mapping[str, Mapping[str, Any]]
) -> dict[str, Match]:
    by_name: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    by_other_name: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for city in cities.values():
        area = _OVERSEAS.get(city["countrycode"]) or (city["admin1code"] if city["countrycode"] == "FR" else None)
        if area:
            by_name[area, folded(city["name"])].append(city)
            for name in {folded(one) for one in city["alternatenames"]} - {folded(city["name"])}:
                by_other_name[area, name].append(city)
    keys = {c["code"]: (_area(c["departement"], regions), folded(c["nom"])) for c in communes}
    namesakes: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for commune in communes:
        namesakes[keys[commune["code"]]].append(commune)
    found: dict[str, Match] = {}
    for commune in communes:
        key = keys[commune["code"]]
        alone = len(namesakes[key]) == 1
        tolerance = 0.6 if alone else 0.25
        like = [city for city in by_name[key] or by_other_name[key] if _as_many(city, commune, tolerance)]
        if len(like) == 1 and sum(_as_many(like[0], other, tolerance) for other in namesakes[key]) == 1:
            found[commune["code"]] = (like[0]["latitude"], like[0]["longitude"]), _as_many(like[0], commune, 0.1)
    return found


def _near_their_epci(communes: Sequence[Mapping[str, Any]], found: Mapping[str, Match]) -> dict[str, Point]:
    members: dict[str, list[Point]] = defaultdict(list)
    epci = {c["code"]: c.get("epci") or "" for c in communes}
    for code, (point, _) in found.items():
        members[epci[code]].append(point)
    middles = {key: (median(p[0] for p in ps), median(p[1] for p in ps)) for key, ps in members.items() if len(ps) > 2}
    return {
        code: point
        for code, (point, same_population) in found.items()
        if epci[code] not in middles or _km(point, middles[epci[code]]) <= (_FAR_KM if same_population else _NEAR_KM)
    }


def _area(departement: str, regions: Mapping[str, str]) -> str:
    return departement if departement.startswith("97") else regions.get(departement, "")


def _as_many(city: Mapping[str, Any], commune: Mapping[str, Any], tolerance: float) -> bool:
    people = commune.get("population") or 0
    return abs(city["population"] - people) <= max(100, tolerance * people)


def _km(a: Point, b: Point) -> float:
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def folded(name: str) -> str:
    """A name without accents, case, hyphens nor the abbreviations of « Saint »."""
    plain = unicodedata.normalize("NFD", name.lower().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
