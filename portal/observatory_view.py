"""A report arranged for the eye: sentences first, then figures, charts with their tables, ways to go deeper."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import observatory
from portal.figures import NARROWING
from portal.observatory_page import value_words
from portal.presentation import NBSP, alphabetical, number, percent, plural

MAIN = ("PL_nb", "PL_mt", "P_nb", "L_nb", "N", "OFFRES_med")
THEMES = (
    ("TPE-PME locales : en changeant la façon de compter", ("PL_mt_hac", "PL_nb_att", "PL_nb_man", "PL_nb_max", "PL_mt_man", "PL_mt_max", "PL_mt_h1", "PL_mt_h5", "PL_mt_ST")),
    ("PME, titulaires locaux, très petites entreprises", ("P_mt", "P_mt_hac", "L_mt", "L_mt_hac", "AGENCE", "T_nb", "T_mt", "T_mt_hac")),
    ("Concurrence et distance", ("MONO", "SMC", "DIST_med", "DIST_q3", "TIT", "PRIMO", "TOP3", "HHI")),
    ("Montants, avenants et accords-cadres", ("MT_total", "MT_med", "ACC", "AVENANTS", "AVEN_sup")),
    ("Considérations sociales et environnementales", ("SOC", "ENV")),
    ("Qualité de la publication", ("Cov_pme", "Cov_loc", "Cov_mt", "DELAI", "RETARD")),
)  # fmt: skip
GROUPS = (
    ("year", "Par année", "Année"),
    ("epci", "Par intercommunalité", "Intercommunalité"),
    ("cpv", "Par nature d'achat", "Nature d'achat"),
    ("size", "Par montant de contrat", "Montant"),
    ("buyer", "Par acheteur", "Acheteur"),
)
_WORDS = {code: word for word, code in NARROWING.items()} | {"year": "annee"}
_ARTICLES = ("le ", "la ", "les ", "l'", "l’")


@dataclass(frozen=True, slots=True)
class Row:
    """One cell of a breakdown: its label, the address that narrows to it, figures in words."""

    label: str
    href: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A breakdown as a table."""

    code: str
    title: str
    first: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the page, and the address without it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """The dashboard of a territory."""

    headline: str
    change: str
    sure: tuple[str, ...]
    main: tuple[observatory.Result, ...]
    themes: tuple[tuple[str, tuple[observatory.Result, ...]], ...]
    charts: tuple[observatory.Chart, ...]
    groups: tuple[Group, ...]
    chips: tuple[Chip, ...]
    query: dict[str, str]

    def link(self, **more: str) -> str:
        """The query of this page with some words changed."""
        return urlencode(self.query | more)


def said(territory_name: str) -> str:
    """The territory inside a sentence: a bare name is not enough to know its article."""
    return territory_name if territory_name.lower().startswith(_ARTICLES) else "le territoire"


def query_of(report: observatory.Report) -> dict[str, str]:
    """The words of an address that ask this report again."""
    asked = report.question
    found = {"annee": str(asked.year or "toutes"), "local": asked.local}
    if asked.establishment != "declared":
        found["etablissement"] = asked.establishment
    return found | {_WORDS[name]: value for name, value in asked.only().items()}


def arrange(report: observatory.Report, territory_name: str) -> Page:
    """The dashboard of a report."""
    query = query_of(report)
    changed = observatory.change(report)
    return Page(
        headline=observatory.headline(report, said(territory_name)),
        change=changed.sentence if changed else "",
        sure=tuple(_sure(report)),
        main=_pick(report, MAIN),
        themes=tuple((title, found) for title, codes in THEMES if (found := _pick(report, codes))),
        charts=tuple(pictures(report).values()),
        groups=tuple(group for one in GROUPS if _says_more(report, group := _group(report, *one, query))),
        chips=tuple(_chips(report, query)),
        query=query,
    )


def pictures(report: observatory.Report) -> dict[str, observatory.Chart]:
    """Every chart of a report by name: shares, years, funnel, map, breakdowns; only those with something to show."""
    found = [*observatory.charts(report), observatory.funnel_chart(report), observatory.map_chart(report)]
    drawn = {
        chart.name: chart for chart in found if chart.rows and (chart.name in ("shares", "map") or len(chart.rows) > 1)
    }
    first = [name for name in ("shares", "year", "funnel", "map") if name in drawn]
    return {name: drawn[name] for name in (*first, *(name for name in drawn if name not in first))}


def _pick(report: observatory.Report, codes: tuple[str, ...]) -> tuple[observatory.Result, ...]:
    known = {one.code: one for one in report.indicators}
    return tuple(known[code] for code in codes if code in known)


def _sure(report: observatory.Report) -> list[str]:
    """How sure the headline is: coverage, what the unknown could change, the variability of awards, what is left out."""
    one = next((r for r in report.indicators if r.code == "PL_nb"), None)
    if one is None or one.value is None:
        return [
            "Sous dix contrats renseignés, aucune part n'est publiée : choisissez une période ou un périmètre plus large."
        ]
    found = []
    if one.coverage is not None:
        found.append(
            f"{percent(one.coverage)} des contrats sont assez renseignés pour être comptés ({plural(one.n, 'contrat')})."
        )
    if one.if_unknown_none is not None and one.if_unknown_all is not None and (one.coverage or 0) < 0.9:
        low, high = percent(one.if_unknown_none), percent(one.if_unknown_all)
        found.append(f"Selon ce que sont les titulaires mal connus, la part irait de {low} à {high}.")
    if one.low is not None and one.high is not None:
        period = "année" if report.question.year else "période"
        found.append(
            f"À hasard égal, la part d'une telle {period} se situe entre {percent(one.low)} et {percent(one.high)} (intervalle à 95{NBSP}%)."
        )
    expected = next((r for r in report.indicators if r.code == "PL_nb_att" and r.value is not None), None)
    if expected:
        found.append(
            f"Avec les mêmes natures d'achat et les mêmes montants, on attendrait {percent(expected.value)} "
            "au vu de tous les acheteurs connus de l'observatoire."
        )
    return found


def _group(report: observatory.Report, code: str, title: str, first: str, query: dict[str, str]) -> Group:
    rows = []
    for cell in report.by.get(code, ()):
        known = dict(cell.indicators)
        count, amount = known.get("PL_nb"), known.get("PL_mt")
        interval = "–"
        if count and count.low is not None and count.high is not None:
            interval = f"{percent(count.low)} à {percent(count.high)}"
        figures = (
            value_words(count.value if count else None, "share"),
            interval,
            value_words(amount.value if amount else None, "share"),
            number(count.n if count else 0),
            percent(count.coverage) if count and count.coverage is not None else "–",
        )
        rows.append(Row(cell.label, urlencode(query | {_WORDS[code]: cell.key}), figures))
    if code == "buyer":
        rows.sort(key=lambda row: alphabetical(row.label))  # in the order of the alphabet: never a ranking
    return Group(code, title, first, tuple(rows))


def _says_more(report: observatory.Report, group: Group) -> bool:
    """Whether the table says more than the page: on the page of a buyer, a row of that buyer is the whole told again."""
    same = report.question.buyer is not None and group.code in ("buyer", "epci")
    return len(group.rows) > (1 if same else 0)


def _chips(report: observatory.Report, query: dict[str, str]) -> list[Chip]:
    """What narrows the report, in words."""
    found = []
    for name, value in report.question.only().items():
        labels = {cell.key: cell.label for cell in report.by.get(name, ())}
        rest = {word: text for word, text in query.items() if word != _WORDS[name]}
        found.append(
            Chip(
                labels.get(value) or next(iter(labels.values()), value)
                if name != "cpv"
                else labels.get(value, f"CPV {value}"),
                urlencode(rest),
            )
        )
    return found
