"""Staff correct what was read of a consultation; every firm that answers the same notice is checked again."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from checker import kinds
from portal import correction_service, dossier_service
from portal.dossier_service import Refused
from portal.presentation import plural
from portal.store import Side, User
from portal.views.dossiers import wake_worker
from portal.views.team import bp, shared_dossier
from portal.web import services

FIELD_WORDS = {
    "deadline": "Date limite de remise",
    "reference": "Référence",
    "buyer": "Acheteur",
    "object": "Objet",
    "procedure": "Procédure",
    "signature_required": "Signature",
    "offer_validity_days": "Validité des offres (jours)",
    "variants_allowed": "Variantes autorisées",
    "site_visit_mandatory": "Visite obligatoire",
    "dume_accepted": "DUME accepté",
    "page_limit": "Nombre de pages au plus",
    "max_lots": "Nombre de lots au plus",
    "question_deadline": "Dernier jour pour poser une question",
    "platform": "Profil d'acheteur (adresse)",
}
CHOICE_WORDS = {
    "MAPA": "procédure adaptée",
    "AOO": "appel d'offres ouvert",
    "AOR": "appel d'offres restreint",
    "PROC_NEGO": "procédure avec négociation",
    "DIALOGUE": "dialogue compétitif",
    "ACCORD_CADRE_SUBSEQUENT": "marché subséquent",
    "AUTRE": "autre procédure",
    "at_submission": "au dépôt de l'offre",
    "at_award": "par l'attributaire seulement",
    "none": "aucune signature",
    "required": "obligatoire",
    "optional": "facultative",
    "if_applicable": "dans certains cas",
}
PILES = (
    ("candidature_documents", "Candidature"),
    ("offer_documents", "Offre"),
    ("award_documents", "Seulement pour l'attributaire"),
)


@bp.get("/dossiers/<public_id>/consultation")
def consultation(public_id: str) -> ResponseReturnValue:
    """What was read of the buyer's documents, each point with its form."""
    with services().store.session() as session:
        dossier = shared_dossier(session, public_id)
        report = dossier_service.latest_report(dossier)
        return render_template(
            "team/consultation.html",
            dossier=dossier,
            asked=(report or {}).get("consultation"),
            buyer_files=[row.name for row in dossier.files if row.side == Side.BUYER.value],
            corrected={one.target for one in correction_service.corrections_of(session, dossier)},
            fields=FIELD_WORDS,
            words=CHOICE_WORDS,
            piles=PILES,
            contract=correction_service,
            all_kinds=sorted((kind.label, kind.id) for kind in kinds.catalogue().values()),
        )


@bp.post("/dossiers/<public_id>/consultation")
def correct(public_id: str) -> ResponseReturnValue:
    """Keep one correction and check again whoever it serves."""
    checks: list[int] = []
    with services().store.session() as session:
        dossier = shared_dossier(session, public_id)
        user = session.get(User, int(current_user.id)) or abort(404)
        try:
            correction_service.correct(session, user, dossier, request.form)
            checks = correction_service.check_again(session, dossier)
        except Refused as reason:
            flash(str(reason), "danger")
    for check_id in checks:
        wake_worker(check_id)
    if checks:
        others = (
            f" Elle sert aussi à {plural(len(checks) - 1, 'autre réponse', 'autres réponses')} à cet avis."
            if len(checks) > 1
            else ""
        )
        flash(f"La correction est gardée : le dossier est vérifié à nouveau.{others}", "success")
    return redirect(url_for("team.consultation", public_id=public_id))
