"""The factory of the web application: read it as a table of contents."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Flask
from flask_bootstrap import Bootstrap5

from portal import chances, navigation, presentation, security, sessions
from portal.settings import Settings, load
from portal.typography import FrenchSpaces
from portal.views import (
    account,
    accounts,
    alert_links,
    alerts,
    dossier_files,
    dossiers,
    errors,
    feeds,
    follows,
    help,
    home,
    observatory,
    observatory_api,
    observatory_pages,
    team,
    team_consultation,
    tenders,
    vault,
    vault_files,
)
from portal.wiring import Services

BLUEPRINTS = (home, tenders, feeds, alerts, follows, observatory, help, accounts, account, dossiers, vault, team)
# Their routes belong to the blueprint of another module.
assert dossier_files.bp is dossiers.bp and alert_links.bp is alerts.bp and team_consultation.bp is team.bp  # type: ignore[attr-defined]
assert vault_files.bp is vault.bp  # type: ignore[attr-defined]
assert observatory_pages.bp is observatory_api.bp is observatory.bp  # type: ignore[attr-defined]
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def create_app(services: Services | None = None, testing: bool = False) -> Flask:
    """The portal of one instance. Without `services`, the instance named by the environment is served."""
    serving = services is None
    services = services or Services(load())
    app = Flask("portal", template_folder=str(TEMPLATES), static_folder="static")
    configure(app, services.settings, testing)
    if serving:  # the first visitor of each process wakes what the next pages need
        app.before_request(cache(lambda: chances.warm_beside(services.engine)))
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
    security.limit_uploads(vault.bp)
    return app


def configure(app: Flask, settings: Settings, testing: bool) -> None:
    """Flask's own settings from the instance's."""
    app.config.update(
        TESTING=testing,
        SECRET_KEY=settings.secret_key,
        BOOTSTRAP_SERVE_LOCAL=True,
        **security.config(settings),
    )
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": [FrenchSpaces]}
