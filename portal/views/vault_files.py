"""The files of the vault: sent, replaced, given back, put in a dossier. Routes of the vault's and the dossiers' blueprints."""

from __future__ import annotations

import tempfile
import zipfile
from typing import BinaryIO, cast

from flask import abort, flash, jsonify, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from portal import correction_service, dossier_service, vault_lending, vault_service
from portal.dossier_service import Refused
from portal.security import EXPORT, limiter
from portal.views.dossier_files import own_file
from portal.views.dossiers import bp as dossiers
from portal.views.dossiers import own_dossier, wake_worker
from portal.views.vault import bp, own_firm, own_piece, user_of, wake_reader
from portal.web import services


@bp.post("")
@login_required
def add() -> ResponseReturnValue:
    """Keep the files sent, each for itself: one refused file never loses the others; their reading begins."""
    kind = request.form.get("kind") or None
    kept: list[str] = []
    refused: list[str] = []
    with services().store.session() as session:
        own_firm(session)
    for sent in request.files.getlist("files"):
        if not sent.filename:
            continue
        try:
            with services().store.session() as session:
                stream = cast(BinaryIO, sent.stream)
                version = vault_service.add(
                    session, services().files, user_of(session), own_firm(session), sent.filename, stream, kind
                )
                number, name = version.id, version.name
        except Refused as reason:
            refused.append(str(reason))
            continue
        wake_reader(number)
        kept.append(name)
    if not kept and not refused:
        refused.append("Aucun fichier n'a été choisi : choisissez-en au moins un, puis envoyez.")
    if request.accept_mimetypes.best == "application/json":
        return jsonify(kept=kept, refused=refused), 422 if refused and not kept else 200
    for sentence in refused:
        flash(sentence, "danger")
    if kept:
        flash("C'est dans votre coffre. Nous lisons ce que c'est et jusqu'à quand c'est valable.", "success")
    return redirect(url_for("vault.index"))


@bp.get("/coffre.zip")
@login_required
@limiter.limit(EXPORT)
def export() -> ResponseReturnValue:
    """Every piece with its versions, in one archive."""
    archive = tempfile.TemporaryFile()  # noqa: SIM115 (sent, then closed with the answer)
    with services().store.session() as session, zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        firm = own_firm(session)
        for name, version in vault_service.archive_names(vault_service.pieces_of(session, firm.id)):
            path = services().files.path(version.sha256)
            if path.exists():
                packed.write(path, name)
        dossier_service.audit(session, user_of(session), "vault_exported", f"firm:{firm.id}")
    archive.seek(0)
    return send_file(archive, "application/zip", as_attachment=True, download_name="mon-coffre.zip")


@bp.post("/<piece_id>/remplacer")
@login_required
def replace(piece_id: str) -> ResponseReturnValue:
    """A newer file of this piece; the older stays among its versions."""
    sent = request.files.get("file")
    try:
        with services().store.session() as session:
            piece = own_piece(session, piece_id)
            if sent is None or not sent.filename:
                raise Refused("Aucun fichier n'a été choisi : choisissez le nouveau, puis envoyez.")
            stream = cast(BinaryIO, sent.stream)
            number = vault_service.replace(session, services().files, user_of(session), piece, sent.filename, stream).id
        wake_reader(number)
        flash("La pièce est remplacée. L'ancienne reste dans ses versions.", "success")
    except Refused as reason:
        flash(str(reason), "danger")
    return redirect(url_for("vault.show", piece_id=piece_id))


@bp.get("/<piece_id>/versions/<int:version_id>")
@login_required
def download(piece_id: str, version_id: int) -> ResponseReturnValue:
    """Give a version back, always as an attachment: nothing sent by anyone is ever shown as a page."""
    with services().store.session() as session:
        piece = own_piece(session, piece_id)
        version = next((one for one in piece.versions if one.id == version_id), None) or abort(404)
        path, name = services().files.path(version.sha256), version.name
    return send_file(path, mimetype="application/octet-stream", as_attachment=True, download_name=name)


@dossiers.post("/<public_id>/coffre/<piece_id>")
@login_required
def take(public_id: str, piece_id: str) -> ResponseReturnValue:
    """« Prendre dans mon coffre »: the piece becomes a file of the dossier, which is checked again."""
    try:
        with services().store.session() as session:
            dossier, piece = own_dossier(session, public_id), own_piece(session, piece_id)
            name = vault_lending.take(session, services().files, user_of(session), dossier, piece).name
            check_id = dossier_service.ask_check(session, dossier).id
        wake_worker(check_id)
        flash(f"« {name} » est dans le dossier : nous le vérifions à nouveau.", "success")
    except Refused as reason:
        flash(str(reason), "danger")
    return redirect(url_for("dossiers.show", public_id=public_id) + "#pieces")


@dossiers.post("/<public_id>/fichiers/<int:file_id>/coffre")
@login_required
def keep(public_id: str, file_id: int) -> ResponseReturnValue:
    """« Garder dans mon coffre »: a file of the dossier becomes a piece of the vault too."""
    try:
        with services().store.session() as session:
            row = own_file(session, public_id, file_id)
            said = correction_service.chosen_kinds(session, row.dossier).get(row.sha256)
            number, name = vault_service.keep(session, user_of(session), row, said).id, row.name
        wake_reader(number)
        flash(f"« {name} » est dans votre coffre.", "success")
    except Refused as reason:
        flash(str(reason), "danger")
    return redirect(url_for("dossiers.show", public_id=public_id) + "#fichiers")
