"""Follow a tender, or set it aside with a reason. What is set aside lowers its like, and can be taken back."""

from __future__ import annotations

import hashlib

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from sqlalchemy import delete
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import RadioField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal import alert_service, liking, security, tokens
from portal.sessions import safe_next
from portal.store import SetAside, User
from portal.store.consultations import tender_id, tenders
from portal.store.follows import follow, unfollow
from portal.web import services
from procurement import clock

bp = Blueprint("follows", __name__, url_prefix="/suivis")
bp.add_app_template_filter(liking.REASONS.__getitem__, "aside_reason")
Page = str | Response | tuple[str, int]


class SetAsideForm(FlaskForm):  # type: ignore[misc]
    """Why this tender is not for this person."""

    reason = RadioField(
        "Pourquoi ce marché n'est-il pas pour vous ?",
        [InputRequired("Choisissez une raison : elle sert à mieux classer les suivants.")],
        choices=[SelectChoice(code, words) for code, words in liking.REASONS.items()],
    )
    submit = SubmitField("Écarter ce marché")


def key_of(user: User) -> str:
    """What ties a calendar's address to the account: it changes with the password."""
    return hashlib.sha256(f"feed:{user.session_key}".encode()).hexdigest()[:16]


def feed_token() -> str:
    """The secret address of the signed-in person's followed tenders."""
    payload = {"id": current_user.id, "key": key_of(current_user.user)}
    return tokens.make(services().settings.secret_key, tokens.FEED, payload)


def set_aside_of(db: Session, email: str) -> list[SetAside]:
    """What an address set aside, newest first."""
    return liking.all_set_aside(db, email)


def _back(notice_id: str) -> Response:
    return redirect(safe_next(request.form.get("next")) or url_for("tenders.notice", notice_id=notice_id))


@bp.post("")
@login_required
def add() -> Page:
    """Follow: corrections, cancellation and result come by mail."""
    notice_id = request.form.get("notice_id", "")
    with services().store.session() as db:
        told = tender_id(db, notice_id) if notice_id.isprintable() else ""
        if not tenders(db, [told]):
            abort(404)
        follow(db, current_user.id, told)
    flash("Vous suivez ce marché : vous serez prévenu d'un rectificatif, d'une annulation et du résultat.", "success")
    return _back(told)


@bp.post("/retirer")
@login_required
def take_away() -> Page:
    """Follow no more."""
    notice_id = request.form.get("notice_id", "")
    if not notice_id.isprintable():
        abort(404)
    with services().store.session() as db:
        unfollow(db, current_user.id, notice_id)
    flash("Vous ne suivez plus ce marché.", "success")
    return _back(notice_id)


def _address(db: Session) -> str:
    """Whose wish it is: the signed-in person's, else that of the alert whose mail was followed."""
    if current_user.is_authenticated:
        return str(current_user.email)
    found = alert_service.of_token(db, services().settings, tokens.ASIDE, request.args.get("jeton", ""))
    return found[0].email if found else abort(403)


@bp.route("/ecarter/<path:notice_id>", methods=["GET", "POST"])
@security.limiter.limit(security.ALERTS, methods=["POST"])
def set_aside(notice_id: str) -> Page:
    """« Pas pour moi » and why."""
    form = SetAsideForm()
    with services().store.session() as db:
        told = tender_id(db, notice_id) if notice_id.isprintable() else ""
        tender = tenders(db, [told]).get(told) or abort(404)
        email = _address(db)
        if form.validate_on_submit():
            liking.set_aside(db, email, tender.in_force(), form.reason.data, clock.local_now())
            flash("C'est noté : vos prochains messages et vos listes placeront ses semblables à la fin.", "success")
            return redirect(url_for("tenders.index"))
    page = render_template("alerts/set_aside.html", form=form, tender=tender)
    return page, 422 if form.is_submitted() else 200


@bp.post("/remettre")
def take_back() -> Page:
    """A tender set aside comes back."""
    from portal.views.alerts import owner  # the page of alerts knows whose visit it is

    email, told = owner(), request.form.get("tender_id", "")
    if not email or not told.isprintable():
        abort(404)
    with services().store.session() as db:
        db.execute(delete(SetAside).where(SetAside.email == email, SetAside.tender_id == told))
    flash("Ce marché et ses semblables reprennent leur place.", "success")
    return redirect(url_for("alerts.index"))
