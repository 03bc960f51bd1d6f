"""« Mes réponses »: the firm's dossiers. Every route looks the dossier up by its owner: a stranger gets 404."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from sqlalchemy import select
from sqlalchemy.orm import Session

from checker import kinds
from portal import correction_service, dossier_service, page_pictures, vault_lending
from portal.dossier_service import Refused
from portal.presentation import day
from portal.report_view import STATUS_WORDS, arrange
from portal.store import Check, Contest, Decision, Dossier, Firm, Role, Side
from portal.store.base import moment
from portal.store.consultations import tenders
from portal.store.follows import follow
from portal.web import services

bp = Blueprint("dossiers", __name__, url_prefix="/dossiers")
bp.add_app_template_filter(STATUS_WORDS.__getitem__, "status_word")
bp.add_app_template_filter(kinds.label, "piece_label")
bp.add_app_template_filter(correction_service.key_of_words, "item_key")
bp.add_app_template_filter(lambda confidence: confidence < kinds.TO_CONFIRM, "to_confirm")
bp.add_app_template_filter(lambda text: day(date.fromisoformat(text)), "iso_day")


def own_dossier(session: Session, public_id: str) -> Dossier:
    """The dossier of the signed-in firm, else 404."""
    firm_id = current_user.firm_id if current_user.role == Role.FIRM.value else None
    found = session.scalar(select(Dossier).where(Dossier.public_id == public_id, Dossier.firm_id == firm_id))
    return found if found and firm_id else abort(404)


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    """The firm's dossiers, soonest deadline first."""
    with services().store.session() as session:
        rows = session.scalars(
            select(Dossier).where(Dossier.firm_id == (current_user.firm_id or 0), Dossier.archived.is_(None))
        ).all()
        rows = sorted(rows, key=lambda row: (row.deadline is None, row.deadline or row.created, row.id))
        views = [(row, arrange(report) if (report := dossier_service.latest_report(row)) else None) for row in rows]
        return render_template("dossiers/index.html", dossiers=views, now=moment())


@bp.post("")
@login_required
def create() -> ResponseReturnValue:
    """Start an answer, from a notice or from nothing but a title."""
    with services().store.session() as session:
        firm = session.get(Firm, current_user.firm_id) if current_user.firm_id else None
        if firm is None:
            flash("Seule une entreprise peut préparer une réponse : créez un compte avec votre SIRET.", "warning")
            return redirect(url_for("dossiers.index"))
        notice_id = request.values.get("notice_id")
        tender = tenders(session, [notice_id]).get(notice_id) if notice_id else None
        if notice_id and tender is None:
            abort(404)
        notice = tender.in_force() if tender else None
        dossier = dossier_service.create(session, firm, notice, (request.form.get("title") or "").strip()[:300])
        if notice:  # whoever prepares an answer must hear of a correction
            follow(session, current_user.id, notice.id)
        return redirect(url_for("dossiers.show", public_id=dossier.public_id))


@bp.get("/<public_id>")
@login_required
def show(public_id: str) -> ResponseReturnValue:
    """The dossier: the next step, what is asked, the files, the points to see."""
    with services().store.session() as session:
        dossier = own_dossier(session, public_id)
        report = dossier_service.latest_report(dossier)
        view = None
        if report:
            contests = session.scalars(select(Contest).where(Contest.dossier_id == dossier.id)).all()
            decisions = session.scalars(select(Decision).where(Decision.dossier_id == dossier.id)).all()
            view = arrange(report, contests, decisions)
        pictures = page_pictures.addresses(
            dossier.files,
            lambda file_id, page, box: url_for(
                "dossiers.picture", public_id=public_id, file_id=file_id, page=page, cadre=box
            ),
        )
        return render_template(
            "dossiers/show.html",
            pictures=pictures,
            dossier=dossier,
            report=report,
            view=view,
            check=dossier_service.latest_check(dossier),
            buyer_files=[row for row in dossier.files if row.side == Side.BUYER.value],
            firm_files=[row for row in dossier.files if row.side == Side.FIRM.value],
            keepable=vault_lending.keepable(session, dossier, report),
            offers=vault_lending.offers(session, dossier, report, moment().date()),
            limits=dossier_service,
            now=moment(),
        )


def wake_worker(check_id: int) -> None:
    """Tell the queue; if it cannot be told, the worker finds the waiting check by itself."""
    try:
        services().enqueue_check(check_id)
    except Exception:
        current_app.logger.exception("the queue could not be told of check %s", check_id)


@bp.post("/<public_id>/verifier")
@login_required
def verify(public_id: str) -> ResponseReturnValue:
    """Ask for a check again, with the lots chosen."""
    with services().store.session() as session:
        dossier = own_dossier(session, public_id)
        if "lots" in request.form or "lots_shown" in request.form:
            dossier.lots = [lot[:20] for lot in request.form.getlist("lots")][:200]
        check_id = dossier_service.ask_check(session, dossier).id
    wake_worker(check_id)
    return redirect(url_for("dossiers.show", public_id=public_id))


@bp.get("/<public_id>/verifications/<check_id>")
@login_required
def progress(public_id: str, check_id: str) -> ResponseReturnValue:
    """Where a check stands, for the page's script."""
    with services().store.session() as session:
        dossier = own_dossier(session, public_id)
        check = session.scalar(select(Check).where(Check.public_id == check_id, Check.dossier_id == dossier.id))
        if check is None:
            abort(404)
        return jsonify(state=check.state, step=check.step, progress=check.progress, error=check.error)


@bp.get("/<public_id>/rapport.json")
@login_required
def report_json(public_id: str) -> ResponseReturnValue:
    """The newest report as `tremplin.report/1`."""
    with services().store.session() as session:
        report = dossier_service.latest_report(own_dossier(session, public_id))
    return jsonify(report) if report else abort(404)


@bp.post("/<public_id>/aide")
@login_required
def ask_help(public_id: str) -> ResponseReturnValue:
    """Ask the support staff to look at this dossier."""
    with services().store.session() as session:
        dossier_service.ask_help(own_dossier(session, public_id), request.form.get("message", ""))
    flash("Votre demande est transmise à l'équipe d'accompagnement : elle voit ce dossier et vous répondra.", "success")
    return redirect(url_for("dossiers.show", public_id=public_id) + "#aide")


@bp.post("/<public_id>/constats/<key>/contester")
@login_required
def contest(public_id: str, key: str) -> ResponseReturnValue:
    """« Ce constat ne correspond pas à ma situation »."""
    with services().store.session() as session:
        dossier = own_dossier(session, public_id)
        report = dossier_service.latest_report(dossier) or {"findings": []}
        finding = next((one for one in report["findings"] if dossier_service.finding_key(one) == key), None)
        if finding is None:
            abort(404)
        try:
            dossier_service.contest(session, dossier, finding, request.form.get("words", ""))
            flash("Merci : votre explication est notée à côté du constat, l'équipe la lira.", "success")
        except Refused as reason:
            flash(str(reason), "danger")
    return redirect(url_for("dossiers.show", public_id=public_id) + "#points")


@bp.post("/<public_id>/supprimer")
@login_required
def delete(public_id: str) -> ResponseReturnValue:
    """Delete the dossier and its files for good."""
    with services().store.session() as session:
        dossier_service.delete_dossier(session, services().files, own_dossier(session, public_id))
    flash("Le dossier et ses fichiers sont supprimés.", "success")
    return redirect(url_for("dossiers.index"))
