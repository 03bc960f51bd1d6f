"""What protects people: headers, tokens, limits, pages for what goes wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portal.app import create_app
from portal.wiring import Services


def test_every_answer_carries_the_headers(client: Any) -> None:
    """Pages, files and errors alike."""
    for path in ("/", "/static/css/tremplin.css", "/nulle-part"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] and headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_behind_tls_cookies_are_secure_and_browsers_are_told(services: Services) -> None:
    """HSTS and Secure cookies when the instance is served over TLS."""
    secure = Services(replace(services.settings, secure_cookies=True))
    answer = create_app(secure, testing=True).test_client().get("/connexion", base_url="https://localhost")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    cookie = answer.headers["Set-Cookie"]
    assert (
        cookie.startswith("__Host-tremplin=")
        and "Secure" in cookie
        and "HttpOnly" in cookie
        and "SameSite=Lax" in cookie
    )


def test_no_form_is_taken_without_its_token(app: Any, client: Any) -> None:
    """Every route that changes something refuses a post without a token, but the one mail programs post to (RFC 8058)."""
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or rule.endpoint == "alerts.stop":
            continue
        path = rule.build(dict.fromkeys(rule.arguments, "1"))[1]  # type: ignore[index]
        answer = client.post(path, csrf=False)
        assert answer.status_code == 400, path
        assert "trop longtemps" in answer.text


def test_guessing_passwords_is_slowed(services: Services) -> None:
    """The eleventh try within a minute is refused, with a way out."""
    app = create_app(services, testing=True)
    from portal.security import limiter

    limiter.enabled = True
    try:
        limiter.reset()
        client = app.test_client()
        app.config["WTF_CSRF_ENABLED"] = False
        statuses = [
            client.post("/connexion", data={"email": "a@exemple.fr", "password": "x"}).status_code for _ in range(12)
        ]
    finally:
        limiter.enabled = False
    assert statuses[:10] == [422] * 10 and statuses[10:] == [429, 429]


@pytest.mark.parametrize("path", ["/nulle-part", "/marches/boamp:nulle-part", "/marches/%00", "/marches/a/b"])
def test_a_page_that_is_not_there_shows_a_way_out(client: Any, path: str) -> None:
    """An unknown address still leads somewhere."""
    answer = client.get(path)
    assert answer.status_code == 404 and "Chercher un marché" in answer.text


def test_an_unexpected_failure_shows_a_sentence(app: Any, client: Any) -> None:
    """Never a traceback, and what was saved is said to be safe."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken() -> str:
        raise RuntimeError("secret detail")

    app.view_functions["help.legal"] = broken
    answer = client.get("/mentions-legales")
    assert answer.status_code == 500 and "panne" in answer.text and "secret detail" not in answer.text


def test_what_a_signed_in_person_sees_is_not_cached(client: Any, sign_in: Any) -> None:
    """A shared computer keeps no page of the account."""
    sign_in()
    assert client.get("/compte").headers["Cache-Control"] == "no-store"
