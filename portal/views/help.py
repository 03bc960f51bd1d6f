"""Help and the pages the law asks for."""

from __future__ import annotations

from flask import Blueprint, render_template

bp = Blueprint("help", __name__)


@bp.get("/aide")
def index() -> str:
    """The hotline and the first steps."""
    return render_template("help/index.html")


@bp.get("/mentions-legales")
def legal() -> str:
    """Who publishes and hosts the site."""
    return render_template("help/legal.html")


@bp.get("/accessibilite")
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("help/accessibility.html")


@bp.get("/confidentialite")
def privacy() -> str:
    """What is kept about people, why, how long."""
    return render_template("help/privacy.html")
