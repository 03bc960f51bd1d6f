"""Error pages: what happened in one sentence, and the way out."""

from __future__ import annotations

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from portal.dossier_service import MAX_DOSSIER_BYTES

WORDS = {
    400: ("Cette demande n'a pas été comprise", "Revenez à la page précédente et réessayez."),
    403: (
        "Cette page ne vous est pas ouverte",
        "Elle appartient à un autre compte ou demande un autre rôle. Changez de compte ou revenez à l'accueil.",
    ),
    404: (
        "Cette page n'existe pas",
        "L'adresse est peut-être incomplète, ou l'avis a été retiré. Cherchez-le parmi les marchés.",
    ),
    405: ("Cette adresse ne s'ouvre pas ainsi", "Revenez à l'accueil et suivez les boutons de la page."),
    413: (
        "Votre envoi est trop lourd",
        f"Un dossier contient {MAX_DOSSIER_BYTES // 2**20} Mo au plus. Compressez les images ou envoyez les fichiers "
        "en plusieurs fois. Ce que vous aviez déjà envoyé est conservé.",
    ),
    429: (
        "Trop d'essais en peu de temps",
        "Par sécurité, attendez une minute puis réessayez. Vos données ne sont pas touchées.",
    ),
    500: (
        "Une panne est survenue de notre côté",
        "Rien de ce que vous aviez enregistré n'est perdu. Réessayez dans un instant, ou appelez-nous.",
    ),
}
EXPIRED = (
    "Cette page était ouverte depuis trop longtemps",
    "Par sécurité, rouvrez la page et envoyez de nouveau le formulaire. Ce qui était enregistré l'est toujours.",
)


def page(status: int, words: tuple[str, str]) -> tuple[str, int]:
    """The error page of a status."""
    return render_template("error.html", status=status, words=words[0], way_out=words[1]), status


def on_http_error(error: HTTPException) -> tuple[str, int] | Response:
    """One page for every refused request; redirections pass."""
    status = error.code or 500
    if status < 400:
        return error.get_response(request.environ)
    return page(status, WORDS.get(status, WORDS[400 if status < 500 else 500]))


def on_expired(_error: CSRFError) -> tuple[str, int]:
    """A form without its token: the session ended, or the form came from elsewhere."""
    return page(400, EXPIRED)


def init_app(app: Flask) -> None:
    """Install the pages."""
    app.register_error_handler(CSRFError, on_expired)
    app.register_error_handler(HTTPException, on_http_error)
