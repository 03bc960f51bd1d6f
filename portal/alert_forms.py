"""Forms of alerts."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from portal import search_request
from portal.forms import AddressForm

FREQUENCIES = [
    SelectChoice("daily", "chaque jour où il y a du nouveau"),
    SelectChoice("weekly", "une fois par semaine"),
]


def _frequency() -> RadioField:
    return RadioField("Recevoir un courriel", choices=FREQUENCIES, default="daily")


class AlertForm(AddressForm):
    """Saves a search. The address is asked of visitors only."""

    frequency = _frequency()
    submit = SubmitField("M'alerter pour cette recherche")


class ChangeAlertForm(FlaskForm):  # type: ignore[misc]
    """Changes a saved search."""

    q = StringField("Votre métier ou votre produit", [Length(max=300)])
    autour = StringField("Autour de (commune ou code postal)", [Length(max=100)])
    rayon = SelectField(
        "Rayon", choices=[SelectChoice(str(km), f"{km} km") for km in search_request.RADII], default="30"
    )
    frequency = _frequency()
    submit = SubmitField("Enregistrer")

    def validate_autour(self, field: Any) -> None:
        """The commune must be one we know, else the alert would cover all of France without a word."""
        if field.data and search_request.around({"autour": field.data}) is None:
            raise ValidationError(f"Nous ne reconnaissons pas la commune « {field.data} ». Essayez son code postal.")

    def search(self) -> dict[str, str]:
        """The parameters of the search."""
        place = (self.autour.data or "").strip()
        radius = {"autour": place, "rayon": self.rayon.data} if place else {"autour": "", "rayon": ""}
        return {"q": (self.q.data or "").strip(), **radius}
