"""The report for an elected council: a PDF of a few pages, each figure with its table, its limits and its proof."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import typst

from observatory.charts import charts, to_svg
from observatory.headline import headline, meaning_of_local
from observatory.report import Report
from observatory.snapshot import quality_labels
from observatory.words import left_out_label

_TEMPLATE = Path(__file__).parent / "report.typ"
_METHOD = (
    "Source : données essentielles de la commande publique et répertoire Sirene. "
    "Une ligne est un marché ou un lot : on compte des contrats attribués, jamais des appels d'offres.",
    "Un contrat à plusieurs titulaires compte 1/n pour chacun ; son montant n'est compté qu'une fois.",
    "Le montant d'un accord-cadre est un maximum estimé : les montants ne sont pas des dépenses.",
    "L'intervalle à 95 % mesure la variabilité de l'attribution. Aucune part n'est publiée sous 10 contrats.",
    "Une taille ou un lieu inconnu n'est jamais deviné : la couverture dit quelle part des contrats est renseignée.",
    "La préférence géographique est interdite : ces chiffres constatent, ils ne sont ni une cible ni un classement.",
)


def council_pdf(report: Report, territory_name: str = "le territoire", before: Report | None = None) -> bytes:
    """The PDF of a report, tagged for screen readers. `territory_name` as people say it (« le Boulonnais »)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = _data(report, territory_name)
        for chart, entry in zip(charts(report), data["charts"], strict=True):
            (folder / entry["file"]).write_text(to_svg(chart.spec), encoding="utf-8")
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        source = folder / "report.typ"
        source.write_text(_TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        return bytes(typst.compile(str(source), root=str(folder), format="pdf"))


def _data(report: Report, territory_name: str) -> dict[str, Any]:
    year = f", {report.question.year}" if report.question.year else ""
    flagship = report.get("PL_nb")
    return {
        "title": f"Observatoire de la commande publique{year}",
        "headline": headline(report, territory_name),
        "meaning": f"« Locales » : {meaning_of_local(report.question.local)}.",
        "warnings": _warnings(report),
        "charts": [
            {"title": c.title, "file": f"{c.name}.svg", "alt": c.alt, "columns": c.columns, "rows": c.rows}
            for c in charts(report)
        ],
        "left_out": [[left_out_label(k), str(v)] for k, v in flagship.left_out.items()] or [["Rien", "0"]],
        "quality": _quality(report),
        "method": list(_METHOD),
        "sha256": report.snapshot["sha256"][:16],
        "code_version": report.code_version,
        "query": report.query,
    }


def _warnings(report: Report) -> list[str]:
    found = []
    flagship = report.get("PL_nb")
    low, high = flagship.if_unknown_none, flagship.if_unknown_all
    if (flagship.coverage or 0) < 0.9 and low is not None and high is not None:
        found.append(
            f"Couverture de {100 * (flagship.coverage or 0):.0f} % : selon ce que sont les titulaires inconnus, "
            f"la part va de {100 * low:.0f} à {100 * high:.0f} %."
        )
    return [*found, *([report.series_break] if report.series_break else [])]


def _quality(report: Report) -> list[list[str]]:
    counts: Counter[str] = Counter()
    for source in report.snapshot["sources"]:
        counts.update(source["flags"])
    labels = quality_labels()
    return [[labels[code], str(count)] for code, count in counts.most_common() if code in labels]
