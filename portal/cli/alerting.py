"""`tremplin alerts send`."""

from __future__ import annotations

from datetime import date, datetime

import click

from portal.alert_outbox import Tally, send_alerts
from portal.cli.common import Day, print_json, say, services
from portal.mail import Mailer
from portal.presentation import plural
from procurement import clock


@click.group()
def alerts() -> None:
    """Les alertes par courriel."""


@alerts.command("send")
@click.option("--day", type=Day(), help="Jour de l'envoi (défaut : aujourd'hui).")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def send(day: date | None, as_json: bool) -> int:
    """Compare les nouveaux marchés aux recherches enregistrées et envoie les courriels. Relancer n'envoie rien deux fois.

    Exemple : tremplin alerts send
    """
    wired = services()
    now = clock.local_now()
    tally = send_alerts(wired, Mailer(wired.settings), datetime.combine(day, now.time()) if day else now)
    if as_json:
        print_json({"schema": "tremplin.alerts/1", **tally.as_dict()})
    else:
        say(in_words(tally))
    return 1 if tally.refused or tally.unknown else 0


def in_words(tally: Tally) -> str:
    """What was done, in sentences."""
    said = [f"{plural(tally.sent, 'courriel envoyé', 'courriels envoyés')}."]
    if tally.dropped:
        said.append(f"{plural(tally.dropped, 'courriel abandonné', 'courriels abandonnés')} : tout y était clos.")
    if tally.refused:
        said.append(
            f"{plural(tally.refused, 'courriel refusé', 'courriels refusés')} par le serveur : nouvel essai au prochain envoi."
        )
    if tally.unknown:
        said.append(
            f"{plural(tally.unknown, 'courriel')} au sort inconnu (coupure pendant l'envoi) : non renvoyé, pour ne rien envoyer deux fois."
        )
    return " ".join(said)


COMMANDS = (alerts,)
