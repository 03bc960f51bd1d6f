"""The factory of the web application: read it as a table of contents."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_bootstrap import Bootstrap5

from portal import navigation, presentation, security, sessions
from portal.settings import Settings, load
from portal.views import (
    account,
    accounts,
    dossier_files,
    dossiers,
    errors,
    help,
    home,
    observatory,
    observatory_api,
    observatory_pages,
    team,
    tenders,
)
from portal.wiring import Services

BLUEPRINTS = (home, tenders, observatory, help, accounts, account, dossiers, team)
assert dossier_files.bp is dossiers.bp  # type: ignore[attr-defined]  # its routes belong to the same blueprint
assert observatory_pages.bp is observatory_api.bp is observatory.bp  # type: ignore[attr-defined]
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def create_app(services: Services | None = None, testing: bool = False) -> Flask:
    """The portal of one instance. Without `services`, the instance named by the environment is served."""
    services = services or Services(load())
    app = Flask("portal", template_folder=str(TEMPLATES), static_folder="static")
    configure(app, services.settings, testing)
    app.extensions["tremplin"] = services
    Bootstrap5(app)
    security.init_app(app)
    sessions.init_app(app)
    presentation.init_app(app)
    navigation.init_app(app)
    errors.init_app(app)
    for view in BLUEPRINTS:
        app.register_blueprint(view.bp)
    security.limit_uploads(dossiers.bp)
    return app


def configure(app: Flask, settings: Settings, testing: bool) -> None:
    """Flask's own settings from the instance's."""
    app.config.update(
        TESTING=testing,
        SECRET_KEY=settings.secret_key,
        BOOTSTRAP_SERVE_LOCAL=True,
        **security.config(settings),
    )
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
