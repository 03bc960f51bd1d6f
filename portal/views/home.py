"""The home page."""

from __future__ import annotations

from flask import Blueprint, render_template

from portal import observatory_page
from portal.store.notices import latest
from portal.web import services
from procurement import clock

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> str:
    """One search box, three figures, the latest tenders."""
    with services().store.session() as session:
        tenders = latest(session, 5, clock.local_now())
    report = observatory_page.newest(services().settings.snapshots)
    return render_template("home.html", tenders=tenders, report=report, figures=observatory_page.key_figures(report))
