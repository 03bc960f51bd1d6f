"""The files of a dossier: sent, given back, taken out. Routes of the same blueprint as the dossier itself."""

from __future__ import annotations

from typing import BinaryIO, cast

from flask import Response, abort, flash, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from checker import kinds
from portal import correction_service, dossier_service, page_pictures
from portal.dossier_service import Refused
from portal.security import PICTURES, limiter
from portal.store import DossierFile, Side
from portal.views.dossiers import bp, own_dossier, wake_worker
from portal.web import services


@bp.post("/<public_id>/fichiers")
@login_required
def upload(public_id: str) -> ResponseReturnValue:
    """Keep the files sent, each for itself: one refused file never loses the others; then ask for a check."""
    side = Side.BUYER if request.form.get("side") == Side.BUYER.value else Side.FIRM
    with services().store.session() as session:
        own_dossier(session, public_id)
    refused, kept = [], []
    for sent in request.files.getlist("files"):
        try:
            kept += _keep(public_id, side, sent)
        except Refused as reason:
            refused.append(str(reason))
    if kept:
        with services().store.session() as session:
            check_id = dossier_service.ask_check(session, own_dossier(session, public_id)).id
        wake_worker(check_id)
    if not kept and not refused:
        refused.append("Aucun fichier n'a été choisi : choisissez-en au moins un, puis envoyez.")
    if request.accept_mimetypes.best == "application/json":
        return jsonify(kept=kept, refused=refused), 422 if refused and not kept else 200
    for sentence in refused:
        flash(sentence, "danger")
    if kept:
        flash(f"{len(kept)} fichier{'s' if len(kept) > 1 else ''} bien reçu{'s' if len(kept) > 1 else ''}.", "success")
    return redirect(url_for("dossiers.show", public_id=public_id) + "#fichiers")


def _keep(public_id: str, side: Side, sent: FileStorage) -> list[str]:
    """Keep one file in a transaction of its own, short enough that the worker never waits for the database."""
    if not sent.filename:
        return []
    with services().store.session() as session:
        dossier = own_dossier(session, public_id)
        stream = cast(BinaryIO, sent.stream)
        return [dossier_service.add_file(session, services().files, dossier, side, sent.filename, stream).name]


@bp.get("/<public_id>/fichiers/<int:file_id>")
@login_required
def download(public_id: str, file_id: int) -> ResponseReturnValue:
    """Give a file back, always as an attachment: nothing sent by anyone is ever shown as a page."""
    with services().store.session() as session:
        row = own_file(session, public_id, file_id)
        path, name = services().files.path(row.sha256), row.name
    return send_file(path, mimetype="application/octet-stream", as_attachment=True, download_name=name)


@bp.get("/<public_id>/fichiers/<int:file_id>/nature")
@login_required
def kind_of_file(public_id: str, file_id: int) -> ResponseReturnValue:
    """Where the person says what a file is."""
    with services().store.session() as session:
        row = own_file(session, public_id, file_id)
        return render_template(
            "dossiers/kind.html",
            dossier=row.dossier,
            row=row,
            recognised=correction_service.recognised_kind(row) or kinds.UNKNOWN,
            all_kinds=sorted((kind.label, kind.id) for kind in kinds.catalogue().values()),
        )


@bp.post("/<public_id>/fichiers/<int:file_id>/nature")
@login_required
def choose_kind(public_id: str, file_id: int) -> ResponseReturnValue:
    """The person says what a file is: the choice wins over what was recognised."""
    with services().store.session() as session:
        row = own_file(session, public_id, file_id)
        try:
            correction_service.choose_kind(session, row.dossier, row, request.form.get("kind", ""))
        except Refused as reason:
            flash(str(reason), "danger")
            return redirect(url_for("dossiers.show", public_id=public_id) + "#fichiers")
        check_id, name = dossier_service.ask_check(session, row.dossier).id, row.name
    wake_worker(check_id)
    flash(f"C'est noté pour « {name} » : le dossier est vérifié à nouveau.", "success")
    return redirect(url_for("dossiers.show", public_id=public_id) + "#fichiers")


@bp.post("/<public_id>/fichiers/<int:file_id>/retirer")
@login_required
def remove(public_id: str, file_id: int) -> ResponseReturnValue:
    """Take a file out, and look at the dossier again."""
    with services().store.session() as session:
        row = own_file(session, public_id, file_id)
        dossier, name = row.dossier, row.name
        dossier_service.remove_file(session, services().files, row)
        check_id = dossier_service.ask_check(session, dossier).id
    wake_worker(check_id)
    flash(f"« {name} » est retiré du dossier.", "success")
    return redirect(url_for("dossiers.show", public_id=public_id) + "#fichiers")


@bp.get("/<public_id>/fichiers/<int:file_id>/pages/<int:page>.png")
@login_required
@limiter.limit(PICTURES)
def picture(public_id: str, file_id: int, page: int) -> ResponseReturnValue:
    """One page of a file as a picture, the passage of « cadre » marked."""
    with services().store.session() as session:
        row = own_file(session, public_id, file_id)
    drawn = page_pictures.picture(services().files, row, page, page_pictures.box_of(request.args.get("cadre")))
    return Response(drawn, mimetype="image/png") if drawn else abort(404)


def own_file(session: Session, public_id: str, file_id: int) -> DossierFile:
    """The file of a dossier of the signed-in firm, else 404."""
    dossier = own_dossier(session, public_id)
    return next((row for row in dossier.files if row.id == file_id), None) or abort(404)
