"""`tremplin.report/1` in the words of a person: what both papers print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from checker.kinds import label
from portal.presentation import long_moment

SEVERITIES = {
    "bloquant": ("Bloquant", "Rejet probable ou certain si vous déposez ainsi."),
    "a_corriger": ("À corriger", "Réel, souvent régularisable : mieux vaut le faire avant le dépôt."),
    "conseil": ("Conseil", "Facultatif."),
}
STATUSES = {
    "found": "✓ jointe",
    "missing": "✗ manque",
    "not_needed_now": "– rien à joindre maintenant",
    "to_check": "? à vérifier",
}
PILES = (
    ("candidature_documents", "Candidature"),
    ("offer_documents", "Offre"),
    ("award_documents", "Seulement si vous gagnez"),
)
TEXTS = {"layer": "texte", "ocr": "image lue", "none": "non lu"}
FIRST = 2  # two urgent things first, not thirty crosses


def words(report: dict[str, Any]) -> dict[str, Any]:
    """Titles, groups of findings, checklist by pile and files: plain strings and lists."""
    asked, summary = report["consultation"], report["summary"]
    wrong = [one for one in report["findings"] if one["outcome"] == "non_conforme"]
    unsure = [one for one in report["findings"] if one["outcome"] == "indecidable"]
    groups = [
        {"title": title, "meaning": meaning, "findings": [_finding(one) for one in wrong if one["severity"] == code]}
        for code, (title, meaning) in SEVERITIES.items()
    ]
    groups.append({"title": "À vérifier vous-même", "meaning": UNSURE, "findings": [_finding(one) for one in unsure]})
    return {
        "title": "Vérification de votre réponse",
        "facts": [[name, text] for name, text in _facts(report, asked) if text],
        "summary": f"{summary['verified']} points vérifiés sur {summary['total']}, {summary['to_check']} à vérifier, "
        "sur ce que l'outil a pu lire.",
        "first": [_finding(one)["message"] for one in wrong if one["severity"] != "conseil"][:FIRST],
        "groups": [group for group in groups if group["findings"]],
        "piles": list(_piles(report, asked)),
        "verified": [one["message"] for one in report["findings"] if one["outcome"] == "conforme"],
        "files": [_file(one) for one in report["files"]],
        "warnings": list(asked.get("warnings") or ()),
    }


UNSURE = "L'outil n'a pas pu trancher : ce n'est pas une faute, mais un regard est nécessaire."


def _value(asked: dict[str, Any], name: str) -> str:
    found = asked.get(name)
    return str(found["value"]) if found else ""


def _moment(text: str) -> str:
    try:
        return long_moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def _facts(report: dict[str, Any], asked: dict[str, Any]) -> Iterable[tuple[str, str]]:
    firm = report["firm"]
    yield "Consultation", _value(asked, "object")
    yield "Acheteur", _value(asked, "buyer")
    yield "Référence", _value(asked, "reference")
    yield "Date limite", _moment(_value(asked, "deadline"))
    yield "Lots visés", ", ".join(report["lots"])
    yield "Entreprise", " – SIREN ".join(part for part in (firm.get("name"), firm.get("siren")) if part)
    yield "Vérifié le", _moment(report["day"])


def _finding(one: dict[str, Any]) -> dict[str, Any]:
    source = one["source"]
    checked = f"relue le {date.fromisoformat(source['checked']):%d/%m/%Y}" if source["checked"] else "source non relue"
    return {
        "rule": one["rule"],
        "message": one["message"],
        "found": one["found"] or "",
        "expected": one["expected"] or "",
        "mend": one["how_to_mend"] or "",
        "file": one["file"] or "",
        "quotes": [
            f"{e['file']}, page {e['page']} : « {' '.join(e['quote'].split())[:240]} »" for e in one["evidence"]
        ],
        "source": f"{source['ref']} ({checked})",
    }


def _piles(report: dict[str, Any], asked: dict[str, Any]) -> Iterable[dict[str, Any]]:
    lines = {id_of(line["requirement"]): line for line in report["checklist"]}
    for name, title in PILES:
        rows = [_line(lines[id_of(item)]) for item in asked[name] if id_of(item) in lines]
        if rows:
            yield {"title": title, "rows": rows}


def id_of(item: dict[str, Any]) -> tuple[Any, ...]:
    """What tells two requirements apart."""
    place = item["evidence"]
    return item["kind"], item["as_worded"], place["page"], place["quote"], tuple(item["lots"] or ())


def _line(line: dict[str, Any]) -> dict[str, Any]:
    item = line["requirement"]
    place = item["evidence"]
    return {
        "status": STATUSES[line["status"]],
        "label": item["label"],
        "quote": f"« {' '.join(item['as_worded'].split())[:240]} » ({place['file']}, page {place['page']})",
        "files": ", ".join(line["files"]),
    }


def _file(one: dict[str, Any]) -> list[str]:
    return [one["name"], label(one["kind"]), str(one["pages"]), TEXTS.get(one["text"], one["text"])]
