"""What the report for a council says: every sentence and table of the PDF, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from observatory.changes import change
from observatory.chart import Chart, percent
from observatory.headlines import headline, meaning_of_local
from observatory.measure import Result
from observatory.pictures import NAMED_FROM
from observatory.references import marks
from observatory.reports import Report
from observatory.series import crossed
from observatory.snapshot import quality_labels
from observatory.words import left_out_label

_CARDS = ("PL_nb", "P_nb", "N")
_SENSITIVITY = (
    "PL_nb", "PL_nb_man", "PL_nb_max", "PL_nb_att", "PL_mt", "PL_mt_hac", "PL_mt_man", "PL_mt_max", "PL_mt_h1",
    "PL_mt_h5", "PL_mt_ST",
)  # fmt: skip
_OTHERS = (
    "OFFRES_med", "MONO", "SMC", "DIST_med", "DIST_q3", "TIT", "TOP3", "HHI", "PRIMO", "MT_total", "MT_med", "ACC",
    "AVENANTS", "AVEN_sup", "DELAI", "RETARD", "SOC", "ENV",
)  # fmt: skip
_TABLE_ROWS = 18
_METHOD = (
    "Source : données essentielles de la commande publique, publiées par les acheteurs, et répertoire Sirene. "
    "Une ligne est un marché ou un lot : on compte des contrats attribués, jamais des appels d'offres.",
    "Un contrat à plusieurs titulaires se partage à parts égales entre eux ; son montant n'est compté qu'une fois.",
    "Le montant d'un accord-cadre est un maximum estimé : les montants ne sont pas des dépenses.",
    "L'intervalle à 95 % est celui de Wilson pour les nombres, un tirage par acheteur pour les montants. Il mesure la "
    "variabilité de l'attribution : tous les contrats publiés sont là, ce n'est pas un sondage.",
    "Aucune part n'est publiée sous 10 contrats.",
    "Une taille ou un lieu inconnu n'est jamais deviné : la couverture dit quelle part des contrats est renseignée.",
    "Les contrats en double, les concessions, la défense et les dates invraisemblables sont hors du compte. Les montants "
    "invraisemblables et les marchés subséquents comptent en nombre, pas en montant.",
)
_WORDS = (
    ("PME", "entreprise de moins de 250 salariés, filiales de grands groupes exclues (décret 2008-1354, Sirene)"),
    ("TPE", "ici, PME dont la tranche d'effectif est de moins de 10 salariés : une approximation"),
    ("Contrat local", "contrat attribué par un acheteur public du territoire"),
    ("Couverture", "part des contrats assez renseignés pour être comptés"),
    ("HHI", "indice de concentration : 1 quand un seul titulaire a tout, près de 0 quand ils sont nombreux"),
)


def content(report: Report, territory_name: str, place: str, drawn: Sequence[Chart]) -> dict[str, Any]:
    """The values the template shows."""
    year = report.question.year
    changed = change(report)
    meaning = meaning_of_local(report.question.local)
    broken = [one.sentence() for one in crossed(int(cell.key) for cell in report.by["year"])]
    shown = {c.name: _chart(c) for c in drawn if c.name in ("shares", "map") or len(c.rows) > 1}
    return {
        "title": f"Observatoire de la commande publique, {year}" if year else "Observatoire de la commande publique",
        "place": place[:1].upper() + place[1:],
        "headline": headline(report, territory_name),
        "change": changed.sentence if changed else "",
        "meaning": f"« Locales » : entreprises {meaning}.",
        "frame": _frame(report),
        "cards": [_card(one) for one in _known(report, _CARDS)],
        "sure": _sure(report),
        "warnings": [*_warnings(report), *([] if "year" in shown else broken)],
        "breaks": broken,
        "charts": shown,
        "named": [row for c in drawn if c.name == "funnel" for row in c.rows if int(row[2]) >= NAMED_FROM],
        "sensitivity": [[r.label, percent(r.value), _between(r), str(r.n)] for r in _known(report, _SENSITIVITY)],
        "others": [[r.label, figure(r), str(r.n), percent(r.coverage)] for r in _known(report, _OTHERS)],
        "marks": _marks(report),
        "left_out": [[left_out_label(k), str(v)] for k, v in report.get("PL_nb").left_out.items()] or [["Rien", "0"]],
        "quality": _quality(report),
        "method": list(_METHOD),
        "words": [list(pair) for pair in _WORDS],
        "sha256": report.snapshot["sha256"][:16],
        "sha256_whole": report.snapshot["sha256"],
        "code_version": report.code_version,
        "sources": ", ".join(f"{one['name']} ({one['records']} enregistrements)" for one in report.snapshot["sources"]),
        "query": report.query,
    }


def _marks(report: Report) -> list[str]:
    """One sentence for each indicator that has something to be compared with."""
    found = []
    for one in _known(report, _OTHERS):
        said = " ; ".join(f"{_value(mark.value, one.unit)}, {mark.says}" for mark in marks(one.code))
        if said:
            found.append(f"{one.label} ({figure(one)} ici). {said}.")
    return found


def figure(result: Result) -> str:
    """A value in its unit; « non publié » when it was withheld."""
    return "non publié" if result.value is None else _value(result.value, result.unit)


def _value(value: float, unit: str) -> str:
    if unit == "share":
        return percent(value)
    text = f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:,.1f}"
    text = text.replace(",", "\u202f").replace(".", ",")
    return text + {"euro": "\u00a0€", "km": "\u00a0km"}.get(unit, "")


def _known(report: Report, codes: Sequence[str]) -> list[Result]:
    """The indicators of these codes, those that could not be measured at all left out."""
    found = {one.code: one for one in report.indicators}
    return [found[code] for code in codes if code in found and (found[code].n or code in _CARDS)]


def _frame(report: Report) -> str:
    one = report.get("PL_nb")
    known = f", {percent(one.coverage)} assez renseignés" if one.coverage is not None else ""
    return f"{figure(report.get('N'))} contrats (marchés ou lots attribués) dans le champ{known}."


def _card(one: Result) -> dict[str, str]:
    note = "contrats du champ" if one.code == "N" else f"{_between(one)} (intervalle à 95\u00a0%) ; {one.n} contrats"
    return {"value": figure(one), "label": one.label, "note": note}


def _chart(chart: Chart) -> dict[str, Any]:
    rows = [list(row) for row in chart.rows[:_TABLE_ROWS]]
    return {"file": f"{chart.name}.svg", "alt": chart.alt, "columns": list(chart.columns), "rows": rows}


def _between(result: Result) -> str:
    if result.low is None or result.high is None:
        return "–"
    return f"{100 * result.low:.0f} à {100 * result.high:.0f}\u00a0%"


def _sure(report: Report) -> list[str]:
    one, expected = report.get("PL_nb"), next((r for r in report.indicators if r.code == "PL_nb_att"), None)
    if one.value is None:
        return ["Trop peu de contrats sont renseignés : aucune part n'est publiée sous dix contrats."]
    found = [
        f"Part constatée : {percent(one.value)}, sur {one.n} contrats renseignés (intervalle à 95\u00a0% : {_between(one)})."
    ]
    if expected and expected.value is not None:
        gap = round(100 * (one.value - expected.value))
        side = "au-dessus" if gap > 0 else "au-dessous"
        against = f"{abs(gap)} points {side}" if gap else "au même niveau"
        found.append(
            f"À structure égale (mêmes natures d'achat, mêmes montants), on attendrait {percent(expected.value)} : {against}."
        )
    amount = next((r for r in report.indicators if r.code == "PL_mt" and r.value is not None), None)
    if amount:
        found.append(
            f"En montant initial, la part est de {percent(amount.value)} ({_between(amount)}) : à lire avec les réserves de ce document."
        )
    return found


def _warnings(report: Report) -> list[str]:
    one = report.get("PL_nb")
    low, high = one.if_unknown_none, one.if_unknown_all
    if (one.coverage or 0) >= 0.9 or low is None or high is None:
        return []
    return [
        f"Couverture de {100 * (one.coverage or 0):.0f} % : selon ce que sont les titulaires inconnus, "
        f"la part va de {100 * low:.0f} à {100 * high:.0f} %."
    ]


def _quality(report: Report) -> list[list[str]]:
    counts: Counter[str] = Counter()
    for source in report.snapshot["sources"]:
        counts.update(source["flags"])
    labels = quality_labels()
    return [[labels[code], str(count)] for code, count in counts.most_common() if code in labels]
