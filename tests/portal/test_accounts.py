"""What a person relies on when she signs up, signs in, forgets her password, leaves."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest

from portal import passwords, tokens
from portal.sessions import safe_next
from portal.store import CompanyRow, Dossier, DossierFile, Firm, Role, Side, User, users
from portal.store.imports import company_row
from procurement.models import Company, Establishment, Place
from tests.portal.conftest import PASSWORD, SIRET, add_account

FORM = {
    "siret": SIRET,
    "firm_name": "Peinture Exemple",
    "name": "Camille Exemple",
    "email": "camille@exemple.fr",
    "password": PASSWORD,
}


def link(text: str) -> str:
    """The path of the link of a mail."""
    return re.search(r"http://localhost(/\S+)", text).group(1)  # type: ignore[union-attr]


def test_signing_up_confirming_and_signing_in(client: Any, mails: Any) -> None:
    """From the SIRET to the first signed-in page, with the mail in between."""
    assert "valable" in client.get(f"/inscription?siret={SIRET}").text
    assert client.post("/inscription", data=FORM).location == "/courriel-envoye"
    [(to, subject, text)] = mails()
    assert to == "camille@exemple.fr" and "Confirmez" in subject
    early = client.post("/connexion", data={"email": FORM["email"], "password": PASSWORD})
    assert early.location == "/courriel-envoye", "an unconfirmed address must not open a session"
    path = link(text)
    assert "Un dernier clic" in client.get(path).text
    assert client.post(path).location == "/connexion"
    assert (
        client.post("/connexion", data={"email": "Camille@Exemple.fr ", "password": PASSWORD}).location == "/dossiers"
    )
    assert "camille@exemple.fr" in client.get("/compte").text


def test_the_register_prefills_the_firm(client: Any, services: Any) -> None:
    """Nothing the register knows is typed again."""
    place = Establishment(SIRET, address="3 rue du Port", place=Place(commune="62160"), naf="43.34Z", staff_band="03")
    with services.store.session() as session:
        session.add(company_row(Company(SIRET[:9], "PEINTURE DU PORT", head_office=place, establishments=(place,))))
    page = client.get(f"/inscription?siret={SIRET[:3]} {SIRET[3:]}").text
    assert 'value="PEINTURE DU PORT"' in page and "3 rue du Port" in page
    client.post("/inscription", data=FORM)
    with services.store.session() as session:
        firm = session.query(Firm).one()
        assert (firm.siret, firm.commune, firm.naf, firm.name) == (SIRET, "62160", "43.34Z", "Peinture Exemple")
        assert session.query(CompanyRow).count() == 1


@pytest.mark.parametrize("siret", ["", "123", "73282932000075", "abc"])
def test_a_wrong_siret_is_refused_with_the_cure(client: Any, siret: str) -> None:
    """A false number never opens step two."""
    page = client.get("/inscription", query_string={"siret": siret}).text
    assert "Étape 1 sur 2" in page and "SIRET" in page and "aria-invalid" in page


def test_an_address_that_has_an_account_gets_the_same_page(client: Any, services: Any, mails: Any) -> None:
    """Neither sign-up, nor reset, nor confirmation tells who has an account; the owner is told by mail."""
    add_account(services, "camille@exemple.fr")
    for path, data in (("/inscription", FORM), ("/mot-de-passe-oublie", FORM), ("/confirmer", FORM)):
        known = client.post(path, data=data)
        unknown = client.post(path, data={**data, "email": "personne@exemple.fr"})
        assert (known.status_code, known.location, known.text) == (unknown.status_code, unknown.location, unknown.text)
    assert "déjà un compte" in next(subject for to, subject, _ in mails() if to == "camille@exemple.fr")
    with services.store.session() as session:
        assert session.query(User).where(User.email == "camille@exemple.fr").count() == 1


def test_a_wrong_password_and_an_unknown_address_answer_alike(client: Any, services: Any) -> None:
    """The sign-in page says the same of both."""
    add_account(services, "camille@exemple.fr")
    pages = [
        client.post("/connexion", data={"email": email, "password": "pas le bon mot"}).text.replace(email, "X")
        for email in ("camille@exemple.fr", "personne@exemple.fr")
    ]
    strip = re.compile(r'name="csrf_token"[^>]*value="[^"]+"')
    assert strip.sub("", pages[0]) == strip.sub("", pages[1])
    assert "ne convient pas" in pages[0]


def test_a_reset_link_works_once_and_ends_other_sessions(app: Any, client: Any, sign_in: Any, mails: Any) -> None:
    """A new password closes the session of the thief, and the link dies."""
    sign_in(email="camille@exemple.fr")
    other = app.test_client()
    assert other.post("/mot-de-passe-oublie", data={"email": "camille@exemple.fr"}).status_code == 302
    path = link(mails()[-1][2])
    assert "12 caractères" in other.post(path, data={"password": "court"}).text
    assert other.post(path, data={"password": "nouveau mot de passe"}).location == "/connexion"
    assert other.get(path).location == "/mot-de-passe-oublie", "the link served already"
    assert client.get("/compte").location.startswith("/connexion"), "the older session must be over"
    assert other.post("/connexion", data={"email": "camille@exemple.fr", "password": PASSWORD}).status_code == 422
    signed = other.post("/connexion", data={"email": "camille@exemple.fr", "password": "nouveau mot de passe"})
    assert signed.status_code == 302


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/ /x", "/\t/evil.example", ""])  # fmt: skip
def test_next_never_leaves_the_site(target: str) -> None:
    """A prepared link must not send people elsewhere."""
    assert safe_next(target) is None


def test_signing_in_leads_back_to_the_page_asked_for(client: Any, services: Any) -> None:
    """The page that asked for a sign-in comes back; a stranger's address does not."""
    add_account(services, "camille@exemple.fr")
    asked = client.get("/compte").location
    assert "next=%2Fcompte" in asked
    data = {"email": "camille@exemple.fr", "password": PASSWORD}
    assert client.post("/connexion", data={**data, "next": "/compte"}).location == "/compte"
    client.post("/deconnexion")
    assert client.post("/connexion?next=//evil.example", data=data).location == "/dossiers"


def test_changing_the_password_needs_the_old_one(client: Any, sign_in: Any) -> None:
    """A phone left open does not lose the account."""
    sign_in()
    wrong = client.post("/compte/mot-de-passe", data={"mdp-current": "faux", "mdp-password": "nouveau mot de passe"})
    assert wrong.status_code == 422 and "pas votre mot de passe actuel" in wrong.text
    right = client.post("/compte/mot-de-passe", data={"mdp-current": PASSWORD, "mdp-password": "nouveau mot de passe"})
    assert right.status_code == 302 and client.get("/compte").status_code == 200


def test_a_new_address_counts_once_confirmed(client: Any, sign_in: Any, mails: Any, services: Any) -> None:
    """Both addresses are told, and the old one stays until the new one answers."""
    number = sign_in()
    data = {"adresse-email": "neuve@exemple.fr", "adresse-current": PASSWORD}
    assert client.post("/compte/adresse", data=data).status_code == 302
    assert [to for to, _, _ in mails()] == ["neuve@exemple.fr", "firm@exemple.fr"]
    with services.store.session() as session:
        assert users.get(session, number).email == "firm@exemple.fr"
    client.post(link(mails()[0][2]))
    with services.store.session() as session:
        assert users.get(session, number).email == "neuve@exemple.fr"


def test_taking_ones_data_away_then_leaving(client: Any, sign_in: Any, services: Any) -> None:
    """The archive holds everything; deletion, password asked, leaves nothing, neither rows nor bytes."""
    number = sign_in()
    stored = services.files.put(io.BytesIO(b"mon memoire"), 100)
    with services.store.session() as session:
        firm_id = users.get(session, number).firm_id
        dossier = Dossier(public_id="d1", firm_id=firm_id, title="Peinture de l'école", lots=[])
        dossier.files.append(
            DossierFile(
                side=Side.FIRM.value, name="memoire.txt", sha256=stored.sha256, size=11, media_type="text/plain"
            )
        )
        session.add(dossier)
    archive = zipfile.ZipFile(io.BytesIO(client.get("/compte/export").data))
    data = json.loads(archive.read("donnees.json"))
    assert data["account"]["email"] == "firm@exemple.fr" and "password_hash" not in data["account"]
    assert data["dossiers"][0]["title"] == "Peinture de l'école"
    assert any(archive.read(name) == b"mon memoire" for name in archive.namelist())
    assert client.post("/compte/suppression", data={"suppression-current": "faux"}).status_code == 422
    assert client.post("/compte/suppression", data={"suppression-current": PASSWORD}).location == "/"
    with services.store.session() as session:
        assert [session.query(table).count() for table in (User, Firm, Dossier, DossierFile)] == [0, 0, 0, 0]
    assert not services.files.path(stored.sha256).exists()
    assert client.get("/compte").status_code == 302


def test_two_accounts_of_one_siret_share_nothing(services: Any) -> None:
    """Whoever knows a SIRET, which is public, must not read the dossiers of its firm."""
    with services.store.session() as session:
        ids = {users.add_firm(session, users.KnownFirm(SIRET), "Peinture").id for _ in range(2)}
    assert len(ids) == 2


def test_tokens_have_one_purpose_and_cannot_be_forged() -> None:
    """A confirmation link resets no password."""
    token = tokens.make("secret", tokens.CONFIRM, {"id": 1})
    assert tokens.read("secret", tokens.CONFIRM, token) == {"id": 1}
    assert tokens.read("secret", tokens.RESET, token) is None
    assert tokens.read("autre", tokens.CONFIRM, token) is None
    assert tokens.read("secret", tokens.CONFIRM, "x" + token) is None


def test_passwords() -> None:
    """Argon2, no match without a hash, the weak ones refused with a reason."""
    hashed = passwords.hash_password(PASSWORD)
    assert hashed.startswith("$argon2id$") and passwords.matches(hashed, PASSWORD)
    assert not passwords.matches(hashed, PASSWORD + "x")
    assert not passwords.matches(None, "personne n'a ce mot de passe")
    assert passwords.weakness("aaaaaaaaaaaaaaaa") and passwords.weakness("court") and not passwords.weakness(PASSWORD)


def test_roles_open_their_own_pages(client: Any, sign_in: Any) -> None:
    """A firm does not see the staff's menu; staff do."""
    sign_in(Role.FIRM)
    assert "Accompagnement</a>" not in client.get("/compte").text
    client.post("/deconnexion")
    sign_in(Role.SUPPORT)
    assert "Accompagnement</a>" in client.get("/compte").text
