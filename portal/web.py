"""How a view reaches the parts of the instance."""

from __future__ import annotations

from typing import cast

from flask import current_app

from portal.mail import Mailer
from portal.wiring import Services


def services() -> Services:
    """The services of the running application."""
    return cast(Services, current_app.extensions["tremplin"])


def mailer() -> Mailer:
    """The mailer of the running application, made once."""
    if "tremplin_mailer" not in current_app.extensions:
        current_app.extensions["tremplin_mailer"] = Mailer(services().settings)
    return cast(Mailer, current_app.extensions["tremplin_mailer"])
