"""« Accompagnement »: the staff's queue and the review of a dossier. Anyone else gets 404."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import dossier_service, page_pictures
from portal.dossier_service import Refused
from portal.report_view import arrange
from portal.security import PICTURES, limiter
from portal.store import Contest, Decision, Dossier, Role, User
from portal.store.base import moment
from portal.web import services

bp = Blueprint("team", __name__, url_prefix="/equipe")


@bp.before_request
@login_required
def staff_only() -> None:
    """A stranger learns nothing, not even that the page exists."""
    if current_user.role not in (Role.SUPPORT.value, Role.ADMIN.value):
        abort(404)


def shared_dossier(session: Session, public_id: str) -> Dossier:
    """A dossier whose firm asked for help, else 404: staff see nothing nobody asked them to see."""
    found = session.scalar(select(Dossier).where(Dossier.public_id == public_id, Dossier.help_asked.is_not(None)))
    return found or abort(404)


@bp.get("")
def queue() -> ResponseReturnValue:
    """Dossiers where help was asked, soonest deadline first."""
    with services().store.session() as session:
        rows = dossier_service.help_queue(session)
        views = [(row, arrange(report) if (report := dossier_service.latest_report(row)) else None) for row in rows]
        return render_template("team/queue.html", dossiers=views, now=moment())


@bp.get("/dossiers/<public_id>")
def review(public_id: str) -> ResponseReturnValue:
    """The findings of one dossier, with what the firm said of them."""
    with services().store.session() as session:
        dossier = shared_dossier(session, public_id)
        user = session.get(User, int(current_user.id))
        dossier_service.audit(session, user, "dossier_opened", f"dossier:{dossier.public_id}")
        report = dossier_service.latest_report(dossier)
        view = None
        if report:
            contests = session.scalars(select(Contest).where(Contest.dossier_id == dossier.id)).all()
            decisions = session.scalars(select(Decision).where(Decision.dossier_id == dossier.id)).all()
            view = arrange(report, contests, decisions)
        pictures = page_pictures.addresses(
            dossier.files,
            lambda file_id, page, box: url_for(
                "team.picture", public_id=public_id, file_id=file_id, page=page, cadre=box
            ),
        )
        return render_template("team/review.html", dossier=dossier, view=view, pictures=pictures, now=moment())


@bp.get("/dossiers/<public_id>/fichiers/<int:file_id>")
def download(public_id: str, file_id: int) -> ResponseReturnValue:
    """A file of a dossier where help was asked; the download is in the audit trail."""
    with services().store.session() as session:
        dossier = shared_dossier(session, public_id)
        row = next((one for one in dossier.files if one.id == file_id), None) or abort(404)
        user = session.get(User, int(current_user.id))
        dossier_service.audit(session, user, "file_downloaded", f"dossier:{dossier.public_id}", row.name)
        path, name = services().files.path(row.sha256), row.name
    return send_file(path, mimetype="application/octet-stream", as_attachment=True, download_name=name)


@bp.get("/dossiers/<public_id>/fichiers/<int:file_id>/pages/<int:page>.png")
@limiter.limit(PICTURES)
def picture(public_id: str, file_id: int, page: int) -> ResponseReturnValue:
    """One page of such a file as a picture, the passage of « cadre » marked; opening the dossier is in the audit trail."""
    with services().store.session() as session:
        dossier = shared_dossier(session, public_id)
        row = next((one for one in dossier.files if one.id == file_id), None) or abort(404)
    drawn = page_pictures.picture(services().files, row, page, page_pictures.box_of(request.args.get("cadre")))
    return Response(drawn, mimetype="image/png") if drawn else abort(404)


@bp.post("/dossiers/<public_id>/constats/<key>")
def decide(public_id: str, key: str) -> ResponseReturnValue:
    """Confirm or dismiss a finding, with a reason."""
    with services().store.session() as session:
        dossier = shared_dossier(session, public_id)
        report = dossier_service.latest_report(dossier) or {"findings": []}
        finding = next((one for one in report["findings"] if dossier_service.finding_key(one) == key), None)
        user = session.get(User, int(current_user.id))
        if finding is None or user is None:
            abort(404)
        try:
            verdict = request.form.get("verdict", "")
            dossier_service.decide(session, user, dossier, finding, verdict, request.form.get("reason", ""))
            flash("Le constat est confirmé." if verdict == "confirmed" else "Le constat est écarté.", "success")
        except Refused as reason:
            flash(str(reason), "danger")
    return redirect(url_for("team.review", public_id=public_id) + f"#constat-{key}")
