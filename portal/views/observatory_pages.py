"""Around the dashboard: trades, comparison, data quality, method, the letter to firms, the page of a buyer."""

from __future__ import annotations

import re

from flask import abort, render_template, request

import observatory as engine
from portal import figures, observatory_page, observatory_view, trade_pages
from portal.observatory_method import definitions
from portal.store.notices import open_of_buyer
from portal.views.observatory import asked, bp, found_or_404
from portal.web import services
from procurement import clock
from procurement.nomenclature import places

MOST_TERRITORIES = 4


def _snapshot() -> engine.Snapshot:
    return figures.snapshot(services().settings) or abort(404)


def _question() -> engine.Question:
    return figures.question(services().settings, asked()) or abort(404)


def _years() -> list[int]:
    return sorted(_snapshot().years, reverse=True)


@bp.get("/observatoire/metiers")
def trades() -> str:
    """The trades to choose from."""
    return render_template("observatory/trades.html", families=trade_pages.families())


@bp.get("/observatoire/metiers/<trade_id>")
def trade(trade_id: str) -> str:
    """Who wins the contracts of a trade here, and at what size."""
    found = trade_pages.trade(trade_id) or abort(404)
    question = trade_pages.wide(_question(), asked())
    picture = figures.pictured(_snapshot(), question, tuple(found.cpv))
    page = trade_pages.arrange(found, picture)
    return render_template("observatory/trade.html", trade=found, picture=picture, page=page, question=question, years=_years())  # fmt: skip


@bp.get("/observatoire/comparer")
def compare() -> str:
    """Several territories side by side, each against what its purchases would lead one to expect."""
    settings = services().settings
    codes = [code.strip() for code in request.args.getlist("territoire") if code.strip()]
    left_out, codes = codes[MOST_TERRITORIES:], codes[:MOST_TERRITORIES]
    sides: tuple[engine.Side, ...] = ()
    question = figures.question(settings, asked())
    taken = figures.snapshot(settings)
    if taken and question:
        wanted = tuple((code,) for code in codes or settings.territory[:MOST_TERRITORIES])
        sides = figures.compared(taken, question, wanted)
    names = [engine.territory_name(side.territory) for side in sides]
    proposed = [(code, engine.territory_name((code,))) for code in settings.territory]
    return render_template("observatory/compare.html", sides=sides, names=names, codes=codes, left_out=left_out, question=question, proposed=proposed, years=_years() if taken else [])  # fmt: skip


@bp.get("/observatoire/qualite")
def quality() -> str:
    """Each flag of the data, what it means, how many contracts bear it; the contracts themselves for whoever mends them."""
    question, labels = _question(), engine.quality_labels()
    counted = figures.flags_counted(_snapshot(), question)
    flag = request.args.get("signalement")
    listed = engine.flagged(_snapshot(), question, flag) if flag in labels else None
    return render_template(
        "observatory/quality.html",
        counted=[(code, labels[code], count) for code, count in counted if code in labels],
        notices=figures.notices_weighed(_snapshot(), question),
        listed=listed,
        flag=flag,
        label=labels.get(flag or "", ""),
        question=question,
        query=observatory_view.query_of(found_or_404()),
        years=_years(),
    )


@bp.get("/observatoire/methode")
def method() -> str:
    """Definitions, conventions and what each rests on; figures published by others, with their own method."""
    return render_template(
        "observatory/method.html",
        definitions=definitions(),
        breaks=engine.breaks(),
        published=engine.published(),
        report=figures.ask(services().settings, figures.Asked()),
    )


@bp.get("/observatoire/lettre")
def letter() -> str:
    """The yearly letter to owners of firms: three figures that say « je peux y aller »."""
    report = found_or_404()
    everything = figures.pictured(_snapshot(), report.question)
    return render_template("observatory/letter.html", report=report, page=trade_pages.letter(report, everything), years=_years())  # fmt: skip


@bp.get("/acheteurs/<siret>")
def buyer(siret: str) -> str:
    """A buyer: its open tenders, who wins its contracts, beside what its purchases would lead one to expect."""
    if not re.fullmatch(r"\d{14}|\d{9}", siret):
        abort(404)
    settings = services().settings
    report = figures.of_buyer(settings, siret, request.args.get("local"))
    with services().store.session() as session:
        tenders = open_of_buyer(session, siret[:9], clock.local_now())
    place = places.by_siren(siret[:9])
    if report is None and not tenders and place is None:
        abort(404)
    name = next((cell.label for cell in report.by["buyer"]), "") if report else ""
    name = name or (tenders[0].buyer.name if tenders else "") or (place.name if place else siret)
    page = observatory_view.arrange(report, name) if report else None
    return render_template(
        "observatory/buyer.html",
        siret=siret,
        name=name,
        report=report,
        page=page,
        tenders=tenders,
        local=observatory_page.local_words(report.question.local) if report else "",
    )
