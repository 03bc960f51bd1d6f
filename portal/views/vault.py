"""« Coffre »: the firm's pieces. Every route looks the piece up by its owner: a stranger gets 404."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from sqlalchemy import select
from sqlalchemy.orm import Session

from checker import kinds
from portal import vault_lending, vault_service
from portal.dossier_service import Refused
from portal.store import Firm, Role, User, VaultPiece
from portal.vault_kinds import NONE, fact_words, lasting
from portal.vault_validity import as_day, kind_of, validity
from portal.web import services
from procurement import clock

bp = Blueprint("vault", __name__, url_prefix="/coffre")


def own_firm(session: Session) -> Firm:
    """The firm of the signed-in person, else 404: nobody else has a vault."""
    firm_id = current_user.firm_id if current_user.role == Role.FIRM.value else None
    return (session.get(Firm, firm_id) if firm_id else None) or abort(404)


def own_piece(session: Session, piece_id: str) -> VaultPiece:
    """The piece of the signed-in firm, else 404."""
    firm = own_firm(session)
    found = session.scalar(select(VaultPiece).where(VaultPiece.public_id == piece_id, VaultPiece.firm_id == firm.id))
    return found or abort(404)


def user_of(session: Session) -> User:
    """The account of the signed-in person, for the audit trail."""
    return session.get_one(User, current_user.id)


def wake_reader(version_id: int) -> None:
    """Tell the queue; if it cannot be told, the worker finds the waiting version by itself."""
    try:
        services().enqueue_reading(version_id)
    except Exception:
        current_app.logger.exception("the queue could not be told of reading %s", version_id)


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    """The pieces with their state, and those of the ten basics that are not there yet."""
    today = clock.today()
    with services().store.session() as session:
        pieces = vault_service.pieces_of(session, own_firm(session).id)
        return render_template(
            "vault/index.html",
            held=vault_service.held(pieces, today),
            missing=vault_service.missing(pieces),
            limits=vault_service,
        )


@bp.get("/<piece_id>")
@login_required
def show(piece_id: str) -> ResponseReturnValue:
    """One piece: its state and why, what was read, its versions, where it was used."""
    today = clock.today()
    with services().store.session() as session:
        piece = own_piece(session, piece_id)
        kind, version = kind_of(piece), piece.current
        words = fact_words()
        read = sorted(
            (one for one in version.facts if one["name"] in words), key=lambda one: list(words).index(one["name"])
        )
        return render_template(
            "vault/piece.html",
            one=vault_service.Held(piece, kind, validity(piece, today)),
            version=version,
            stranger=vault_service.other_number(piece),
            facts=[(words[one["name"]], as_day(one["value"]), one) for one in read],
            earlier=[(old, validity(piece, today, old)) for old in reversed(piece.versions[:-1])],
            used=vault_lending.used_in(session, piece),
            dated=lasting(kind).basis != NONE,
            all_kinds=sorted((one.label, one.id) for one in kinds.catalogue().values()),
            limits=vault_service,
        )


@bp.post("/<piece_id>/nature")
@login_required
def say(piece_id: str) -> ResponseReturnValue:
    """The person says what the piece is, and until when it holds if that could not be read."""
    try:
        with services().store.session() as session:
            piece = own_piece(session, piece_id)
            kind, until = request.form.get("kind", ""), request.form.get("until", "")
            again = vault_service.say(session, user_of(session), piece, kind, until, clock.today())
            number = piece.current.id
        if again:
            wake_reader(number)
        flash("C'est noté.", "success")
    except Refused as reason:
        flash(str(reason), "danger")
    return redirect(url_for("vault.show", piece_id=piece_id))


@bp.post("/<piece_id>/supprimer")
@login_required
def delete(piece_id: str) -> ResponseReturnValue:
    """Delete the piece and its versions for good."""
    with services().store.session() as session:
        vault_service.remove(session, services().files, user_of(session), own_piece(session, piece_id))
    flash("La pièce et ses versions sont supprimées. Les dossiers où elle sert la gardent.", "success")
    return redirect(url_for("vault.index"))
