"""The signed-in person's own account: name, password, address, export, deletion."""

from __future__ import annotations

import io
import json
import zipfile

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask_login import current_user, login_required, login_user, logout_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal import account_service, passwords, vault_service
from portal.forms import ChangeEmailForm, ChangePasswordForm, DeleteForm, NameForm
from portal.sessions import SignedIn
from portal.store import Dossier, User, users
from portal.web import mailer, services

bp = Blueprint("account", __name__, url_prefix="/compte")
Page = str | Response | tuple[str, int]
WRONG = "Ce n'est pas votre mot de passe actuel."


@bp.before_request
@login_required  # type: ignore[untyped-decorator]
def _signed_in() -> None:
    """Every page here is for the signed-in person."""


def _page(status: int = 200, **forms: FlaskForm) -> Page:
    shown = {
        "name_form": NameForm(formdata=None, prefix="nom", name=current_user.name),
        "password_form": ChangePasswordForm(formdata=None, prefix="mdp"),
        "email_form": ChangeEmailForm(formdata=None, prefix="adresse"),
        "delete_form": DeleteForm(formdata=None, prefix="suppression"),
        **forms,
    }
    return render_template("account/index.html", **shown), status


def _password_right(form: FlaskForm, user: User) -> bool:
    if passwords.matches(user.password_hash, form.current.data or ""):
        return True
    form.current.errors = [WRONG]
    return False


@bp.get("")
def index() -> Page:
    """What is kept about the person, and what she may change."""
    return _page()


@bp.post("/nom")
def change_name() -> Page:
    """Change the name."""
    form = NameForm(prefix="nom")
    if not form.validate_on_submit():
        return _page(422, name_form=form)
    with services().store.session() as session:
        session.get_one(User, current_user.id).name = form.name.data
    flash("Votre nom est enregistré.", "success")
    return redirect(url_for("account.index"))


@bp.post("/mot-de-passe")
def change_password() -> Page:
    """Change the password; other devices are signed out."""
    form = ChangePasswordForm(prefix="mdp")
    with services().store.session() as session:
        user = users.get(session, current_user.id)
        if user is None or not form.validate_on_submit() or not _password_right(form, user):
            return _page(422, password_form=form)
        users.set_password(user, passwords.hash_password(form.password.data))
    login_user(SignedIn(user))
    flash("Votre mot de passe est changé. Vos autres appareils sont déconnectés.", "success")
    return redirect(url_for("account.index"))


@bp.post("/adresse")
def change_email() -> Page:
    """Ask for a change of address, done once the new address answers."""
    form = ChangeEmailForm(prefix="adresse")
    with services().store.session() as session:
        user = users.get(session, current_user.id)
        if user is None or not form.validate_on_submit() or not _password_right(form, user):
            return _page(422, email_form=form)
        account_service.ask_new_email(session, services().settings, mailer(), user, form.email.data)
    flash("Ouvrez le message envoyé à votre nouvelle adresse pour la confirmer.", "success")
    return redirect(url_for("account.index"))


@bp.get("/export")
def export() -> Response:
    """Everything kept about the person and her firm: one JSON file and the files she sent, in a ZIP."""
    buffer = io.BytesIO()
    with services().store.session() as session, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        user = users.get(session, current_user.id)
        if user is not None:
            archive.writestr("donnees.json", json.dumps(users.export(session, user), ensure_ascii=False, indent=1))
        for dossier in session.query(Dossier).where(Dossier.firm_id == (current_user.firm_id or 0)):
            for row in dossier.files:
                path = services().files.path(row.sha256)
                if path.exists():
                    archive.write(path, f"dossier-{dossier.id}/{row.side}/{row.name}")
        for name, version in vault_service.archive_names(vault_service.pieces_of(session, current_user.firm_id or 0)):
            path = services().files.path(version.sha256)
            if path.exists():
                archive.write(path, f"coffre/{name}")
    buffer.seek(0)
    return send_file(buffer, "application/zip", as_attachment=True, download_name="mes-donnees-tremplin.zip")


@bp.post("/suppression")
def delete() -> Page:
    """Delete the account, and the firm's data with its last account."""
    form = DeleteForm(prefix="suppression")
    with services().store.session() as session:
        user = users.get(session, current_user.id)
        if user is None or not form.validate_on_submit() or not _password_right(form, user):
            return _page(422, delete_form=form)
        users.delete_account(session, services().files, user)
    logout_user()
    flash("Votre compte et vos données sont supprimés.", "success")
    return redirect(url_for("home.index"))
