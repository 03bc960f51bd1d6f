"""« Mes alertes »: save a search, confirm it, see what it finds, pause, change, stop. The address is the owner."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal import alert_service, search_request, security
from portal.alert_forms import AlertForm, ChangeAlertForm
from portal.alert_preview import preview as preview_of
from portal.alert_service import Refused
from portal.forms import AddressForm
from portal.store import Alert
from portal.store.consultations import read
from portal.store.follows import followed
from portal.store.saved import own
from portal.views.follows import feed_token, set_aside_of
from portal.web import mailer, services
from procurement import clock

bp = Blueprint("alerts", __name__, url_prefix="/alertes")
Page = str | Response | tuple[str, int]
OWNER = "alerts_email"


def owner() -> str | None:
    """The address whose alerts may be seen: the signed-in person's, else the one whose mailed link was followed."""
    return current_user.email if current_user.is_authenticated else session.get(OWNER)


def _own_alert(db: Session, public_id: str) -> Alert:
    email = owner()
    return (email and alert_service.by_public_id(db, public_id, email)) or abort(404)


@bp.get("")
def index() -> Page:
    """Each alert in words, its frequency, its last mail, what it found; the tenders followed and those set aside."""
    email = owner()
    if email is None:
        return render_template("alerts/none.html", form=AddressForm())
    with services().store.session() as db:
        aside = set_aside_of(db, email)
        user_id = current_user.id if current_user.is_authenticated else None
        return render_template(
            "alerts/index.html",
            alerts=own(db, email),
            email=email,
            aside=aside,
            aside_notices=read(db, [one.tender_id for one in aside]),
            followed=followed(db, user_id) if user_id else [],
            feed=feed_token() if user_id else None,
            quota=alert_service.QUOTA,
        )


@bp.post("/acces")
@security.limiter.limit(security.RESET)
def ask_access() -> Page:
    """Mail the link to one's alerts; the page answers the same whether there are some or not."""
    form = AddressForm()
    if not form.validate_on_submit():
        return render_template("alerts/none.html", form=form), 422
    with services().store.session() as db:
        mine = [one for one in own(db, form.email.data.lower()) if one.confirmed]
        if mine:
            alert_service.send_access(services().settings, mailer(), mine[0])
    return redirect(url_for("alerts.mail_sent"))


@bp.get("/courriel-envoye")
def mail_sent() -> Page:
    """What to do now: open the mail."""
    return render_template("alerts/mail_sent.html")


@bp.route("/nouvelle", methods=["GET", "POST"])
@security.limiter.limit(security.ALERTS, methods=["POST"])
def create() -> Page:
    """Save the search of the address: at once when signed in, else after the link mailed to the address is followed."""
    form = AlertForm()
    if current_user.is_authenticated:
        del form.email
    params = search_request.searched(request.args)
    if not form.validate_on_submit():
        with services().store.session() as db:
            page = render_template(
                "alerts/create.html",
                form=form,
                params=params,
                words=search_request.in_words(params),
                preview=preview_of(services(), db, params, owner(), clock.local_now()),
            )
        return page, 422 if form.is_submitted() else 200
    if current_user.is_authenticated:
        return _create_own(params, form.frequency.data)
    return _create_for_visitor(params, form)


def _create_own(params: Mapping[str, str], often: str) -> Page:
    with services().store.session() as db:
        try:
            alert_service.save(db, current_user.email, params, often, confirmed=True)
        except Refused as refusal:
            flash(str(refusal), "warning")
            return redirect(url_for("alerts.index"))
    flash("Votre alerte est enregistrée : vous recevrez les nouveaux marchés par courriel.", "success")
    return redirect(url_for("alerts.index"))


def _create_for_visitor(params: Mapping[str, str], form: AlertForm) -> Page:
    """The page answers the same whatever the address has: nobody learns who has alerts here."""
    with services().store.session() as db:
        try:
            alert, new = alert_service.save(db, form.email.data, params, form.frequency.data, confirmed=False)
        except Refused:
            return redirect(url_for("alerts.mail_sent"))
        alert_service.ask_confirmation(services().settings, mailer(), alert, new)
    return redirect(url_for("alerts.mail_sent"))


@bp.get("/<public_id>/apercu")
def preview(public_id: str) -> Page:
    """What this alert finds today."""
    with services().store.session() as db:
        alert = _own_alert(db, public_id)
        found = preview_of(services(), db, alert.params, owner(), clock.local_now())
    return render_template("alerts/preview.html", alert=alert, preview=found)


@bp.route("/<public_id>/modifier", methods=["GET", "POST"])
def modify(public_id: str) -> Page:
    """Change the words, the place and the frequency; the other filters are changed from the search page."""
    with services().store.session() as db:
        alert = _own_alert(db, public_id)
        kept = search_request.searched(request.args) or dict(alert.params)
        form = ChangeAlertForm(data={**kept, "frequency": alert.frequency})
        if form.validate_on_submit():
            try:
                alert_service.change(db, alert, {**kept, **form.search()}, form.frequency.data)
            except Refused as refusal:
                form.q.errors = [str(refusal)]
            else:
                flash("Votre alerte est modifiée.", "success")
                return redirect(url_for("alerts.index"))
        others = {name: value for name, value in kept.items() if name not in ("q", "autour", "rayon")}
        others_words = search_request.in_words(others) if others else None
        page = render_template("alerts/modify.html", form=form, alert=alert, kept=kept, others=others_words)
    return page, 422 if form.is_submitted() else 200


@bp.post("/<public_id>/pause")
def pause(public_id: str) -> Page:
    """Suspend the mails, or start them again."""
    with services().store.session() as db:
        alert = _own_alert(db, public_id)
        alert_service.pause(alert)
        flash("Alerte suspendue." if alert.paused else "L'alerte reprend à partir d'aujourd'hui.", "success")
    return redirect(url_for("alerts.index"))


@bp.post("/<public_id>/supprimer")
def remove(public_id: str) -> Page:
    """Delete an alert."""
    with services().store.session() as db:
        alert_service.remove(db, _own_alert(db, public_id))
    flash("Alerte supprimée.", "success")
    return redirect(url_for("alerts.index"))
