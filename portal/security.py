"""What protects the portal: response headers, CSRF, rate limits, cookies."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import dossier_service
from portal.settings import Settings

CSP = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",  # Bootstrap draws its arrows and ticks as data: images
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"

# Per address: a person who mistypes is never stopped, a program that guesses is.
SIGN_IN = "10 per minute; 60 per hour"
SIGN_UP = "10 per hour"
RESET = "10 per hour"
UPLOAD = "120 per minute"
PICTURES = "90 per minute"
EXPORT = "30 per hour"
ALERTS = "20 per hour"
FEED = "60 per minute"

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=False, default_limits=[])


def config(settings: Settings) -> dict[str, Any]:
    """Flask settings that matter to security."""
    return {
        "SESSION_COOKIE_NAME": "__Host-tremplin" if settings.secure_cookies else "tremplin",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "SESSION_PROTECTION": None,  # a phone changes network: the session key is the protection
        "REMEMBER_COOKIE_SECURE": settings.secure_cookies,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_DURATION": timedelta(days=30),
        "MAX_CONTENT_LENGTH": dossier_service.MAX_DOSSIER_BYTES + 1024 * 1024,
        # Styles, scripts and drawings only: a compressed page that holds a secret can be guessed at (BREACH).
        "COMPRESS_MIMETYPES": ["text/css", "text/javascript", "image/svg+xml"],
        "COMPRESS_ALGORITHM": ["gzip"],
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a form left open an evening must still be sent
        "RATELIMIT_STORAGE_URI": settings.redis_url or "memory://",
        "TREMPLIN_SECURE": settings.secure_cookies,
    }


def init_app(app: Flask) -> None:
    """Put every protection on the application."""
    csrf.init_app(app)
    limiter.init_app(app)
    Compress(app)
    limiter.enabled = not app.testing
    app.after_request(protect)
    if app.config["TREMPLIN_SECURE"]:  # served over TLS by one reverse proxy in front
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]


def protect(response: Response) -> Response:
    """Headers of every answer; what a signed-in person sees is kept by no cache."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["TREMPLIN_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if request.endpoint in ("static", "bootstrap.static"):
        response.headers["Cache-Control"] = "public, max-age=86400"
    elif current_user and current_user.is_authenticated:
        response.headers["Cache-Control"] = "no-store"
    return response


@cache
def limit_uploads(blueprint: Blueprint) -> None:
    """Bound how often one address may post to `blueprint`; once per process, however many applications are made."""
    limiter.limit(UPLOAD, methods=["POST"])(blueprint)
