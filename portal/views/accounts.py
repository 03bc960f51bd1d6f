"""Sign-up, confirmation, sign-in, sign-out, forgotten password. No answer tells whether an address has an account."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_user, logout_user
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from portal import account_service, passwords, security, tokens
from portal.forms import AddressForm, ConfirmForm, NewPasswordForm, SignInForm, SignUpForm, SiretForm
from portal.sessions import SignedIn, safe_next
from portal.store import users
from portal.store.base import moment
from portal.web import mailer, services
from procurement.identifiers import valid_siret

bp = Blueprint("accounts", __name__)
Page = str | Response | tuple[str, int]
LINK_DEAD = "Ce lien a déjà servi ou n'est plus valable. Demandez-en un nouveau ci-dessous."


def _home() -> str:
    target = safe_next(request.values.get("next"))
    if target:
        return target
    if current_user.is_authenticated and current_user.is_staff:
        return "/equipe"
    return "/dossiers" if current_user.is_authenticated and current_user.firm_id else url_for("home.index")


@bp.get("/inscription")
def sign_up() -> Page:
    """Step one asks for the SIRET; step two shows what the register knows and asks for the rest."""
    asked = SiretForm(request.args)
    if "siret" not in request.args or not asked.validate():
        return render_template("accounts/sign_up_siret.html", form=asked)
    siret = valid_siret(asked.siret.data) or ""
    with services().store.session() as session:
        known = users.known_firm(session, siret)
    form = SignUpForm(formdata=None, siret=siret, firm_name=known.name)
    return render_template("accounts/sign_up.html", form=form, known=known)


@bp.post("/inscription")
@security.limiter.limit(security.SIGN_UP)
def create_account() -> Page:
    """Make the account, or tell its owner by mail that it exists: the page answers the same."""
    form = SignUpForm()
    siret = valid_siret(form.siret.data)
    if siret is None:
        return render_template("accounts/sign_up_siret.html", form=SiretForm(request.form)), 422
    with services().store.session() as session:
        known = users.known_firm(session, siret)
    if not form.validate_on_submit():
        return render_template("accounts/sign_up.html", form=form, known=known), 422
    asked = (known, form.firm_name.data, form.name.data, form.email.data, form.password.data)
    # Two impatient clicks race for one address: the second finds the account made, and answers like the first.
    with suppress(IntegrityError), services().store.session() as session:
        account_service.sign_up(session, services().settings, mailer(), *asked)
    return redirect(url_for("accounts.mail_sent"))


@bp.get("/courriel-envoye")
def mail_sent() -> Page:
    """What to do now: open the mail."""
    return render_template("accounts/mail_sent.html")


@bp.route("/confirmer/<token>", methods=["GET", "POST"])
def confirm(token: str) -> Page:
    """Confirm an address, at sign-up or after a change."""
    form = ConfirmForm()
    with services().store.session() as session:
        change = account_service.confirmation(session, services().settings, token)
        if change is None:
            flash(LINK_DEAD, "warning")
            return redirect(url_for("accounts.resend"))
        if form.validate_on_submit():
            change()
            flash("Votre adresse est confirmée. Vous pouvez vous connecter.", "success")
            return redirect(url_for("accounts.sign_in"))
    return render_template("accounts/confirm.html", form=form)


@bp.route("/confirmer", methods=["GET", "POST"])
@security.limiter.limit(security.RESET, methods=["POST"])
def resend() -> Page:
    """Send the confirmation link again."""
    form = AddressForm()
    if form.validate_on_submit():
        with services().store.session() as session:
            account_service.resend_confirmation(session, services().settings, mailer(), form.email.data)
        return redirect(url_for("accounts.mail_sent"))
    return render_template("accounts/resend.html", form=form), 422 if form.is_submitted() else 200


@bp.route("/connexion", methods=["GET", "POST"])
@security.limiter.limit(security.SIGN_IN, methods=["POST"])
def sign_in() -> Page:
    """Sign in, then back to the page that asked for it."""
    if current_user.is_authenticated:
        return redirect(_home())
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), 422 if form.is_submitted() else 200
    with services().store.session() as session:
        user = users.by_email(session, form.email.data)
        if not passwords.matches(user.password_hash if user else None, form.password.data) or user is None:
            form.password.errors = ["L'adresse ou le mot de passe ne convient pas. Vérifiez-les, puis réessayez."]
            return render_template("accounts/sign_in.html", form=form), 422
        if user.confirmed is None:
            account_service.resend_confirmation(session, services().settings, mailer(), user.email)
            return redirect(url_for("accounts.mail_sent"))
        user.last_seen = moment()
        if passwords.needs_rehash(user.password_hash):
            user.password_hash = passwords.hash_password(form.password.data)
    login_user(SignedIn(user), remember=form.remember.data)
    return redirect(_home())


@bp.post("/deconnexion")
def sign_out() -> Page:
    """Sign out on this device."""
    logout_user()
    flash("Vous êtes déconnecté. À bientôt.", "success")
    return redirect(url_for("home.index"))


@bp.route("/mot-de-passe-oublie", methods=["GET", "POST"])
@security.limiter.limit(security.RESET, methods=["POST"])
def forgotten() -> Page:
    """Ask for a link that lets one choose a new password."""
    form = AddressForm()
    if form.validate_on_submit():
        with services().store.session() as session:
            account_service.send_reset(session, services().settings, mailer(), form.email.data)
        return redirect(url_for("accounts.mail_sent"))
    return render_template("accounts/forgotten.html", form=form), 422 if form.is_submitted() else 200


@bp.route("/nouveau-mot-de-passe/<token>", methods=["GET", "POST"])
@security.limiter.limit(security.RESET, methods=["POST"])
def reset(token: str) -> Page:
    """Choose a new password; every open session of the account ends."""
    form = NewPasswordForm()
    with services().store.session() as session:
        payload = tokens.read(current_app.config["SECRET_KEY"], tokens.RESET, token)
        user = account_service.owner(session, payload)
        if user is None:
            flash(LINK_DEAD, "warning")
            return redirect(url_for("accounts.forgotten"))
        if form.validate_on_submit():
            users.set_password(user, passwords.hash_password(form.password.data))
            user.confirmed = user.confirmed or moment()
            flash("Votre nouveau mot de passe est enregistré. Connectez-vous.", "success")
            return redirect(url_for("accounts.sign_in"))
    return render_template("accounts/reset.html", form=form), 422 if form.is_submitted() else 200
