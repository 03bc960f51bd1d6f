"""What the header and the footer show, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from flask_login import current_user

from portal.web import services


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the menu."""

    path: str
    words: str
    icon: str

    @property
    def current(self) -> bool:
        """Whether the page being shown lies under this entry."""
        return request.path == self.path or request.path.startswith(f"{self.path}/")


TENDERS = Entry("/marches", "Marchés", "search")
ALERTS = Entry("/alertes", "Alertes", "bell")
ANSWERS = Entry("/dossiers", "Mes réponses", "folder2-open")
VAULT = Entry("/coffre", "Coffre", "safe")
TEAM = Entry("/equipe", "Accompagnement", "people")
OBSERVATORY = Entry("/observatoire", "Observatoire", "bar-chart")
HELP = Entry("/aide", "Aide", "telephone")
FOOTER = (
    Entry("/aide", "Aide", "telephone"),
    Entry("/accessibilite", "Accessibilité : partiellement conforme", "universal-access"),
    Entry("/mentions-legales", "Mentions légales", "info-circle"),
    Entry("/confidentialite", "Données personnelles", "shield-check"),
)


def menu() -> list[Entry]:
    """The main menu of the person who looks."""
    entries = [TENDERS, ALERTS]
    if current_user.is_authenticated and current_user.firm_id:
        entries += [ANSWERS, VAULT]
    if current_user.is_authenticated and current_user.is_staff:
        entries.append(TEAM)
    return [*entries, OBSERVATORY, HELP]


def context() -> dict[str, Any]:
    """What every page needs."""
    return {"menu": menu(), "footer": FOOTER, "settings": services().settings}


def init_app(app: Flask) -> None:
    """Give every template the menu and the settings of the instance."""
    app.context_processor(context)
