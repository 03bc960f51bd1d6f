"""The links of the mails of alerts: open, confirm, stop. The token is the proof; nobody signs in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from portal import alert_service, security, tokens
from portal.forms import ConfirmForm
from portal.store.follows import unfollow_all
from portal.views.alerts import OWNER, Page, bp
from portal.web import services

LINK_DEAD = "Ce lien n'est plus valable, ou l'alerte n'existe plus. Demandez un nouveau lien ci-dessous."


@bp.get("/acces/<token>")
def access(token: str) -> Page:
    """The mailed link opens the alerts of its address, for the time of a visit."""
    with services().store.session() as db:
        found = alert_service.of_token(db, services().settings, tokens.ACCESS, token)
        if not found:
            flash(LINK_DEAD, "warning")
        else:
            session[OWNER] = found[0].email
    return redirect(url_for("alerts.index"))


@bp.route("/confirmer/<token>", methods=["GET", "POST"])
def confirm(token: str) -> Page:
    """The address answered: a button, because mail robots open links."""
    form = ConfirmForm()
    with services().store.session() as db:
        found = alert_service.of_token(db, services().settings, tokens.ALERT, token)
        if not found:
            flash(LINK_DEAD, "warning")
            return redirect(url_for("alerts.index"))
        if not form.validate_on_submit():
            return render_template("alerts/confirm.html", form=form, alert=found[0])
        alert_service.confirm(found[0])
        if not current_user.is_authenticated:
            session[OWNER] = found[0].email
    flash("Votre alerte est confirmée : vous recevrez les nouveaux marchés par courriel.", "success")
    return redirect(url_for("alerts.index"))


@bp.route("/arret/<token>", methods=["GET", "POST"])
@security.csrf.exempt
def stop(token: str) -> Page:
    """Stop the mails without signing in. Mail programs post here by themselves (RFC 8058): the token is the proof."""
    with services().store.session() as db:
        found = alert_service.of_token(db, services().settings, tokens.STOP, token)
        follower = (tokens.read(services().settings.secret_key, tokens.STOP, token) or {}).get("f")
        if request.method == "GET":
            return render_template("alerts/stop.html", alerts=found, follower=follower)
        for alert in found:
            alert_service.remove(db, alert)
        if isinstance(follower, int):
            unfollow_all(db, follower)
    return render_template("alerts/stopped.html")
