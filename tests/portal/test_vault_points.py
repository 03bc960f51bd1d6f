"""« Je peux y aller »: what the vault holds against what is asked; expected words follow from the papers, by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from portal.points import Point
from portal.store import AuditEvent, Check, CheckState, Dossier, Firm, VaultPiece
from portal.store.consultations import Tender
from portal.store.imports import keep
from portal.vault_asks import of_consultation, of_notice
from portal.vault_points import vault_points
from portal.wiring import Services
from tests.portal.examples import school
from tests.portal.vault_examples import fact, piece

TODAY = date(2026, 11, 25)
DEADLINE = datetime(2026, 12, 11, 12)


def tender(conditions: str | None = None, **changes: Any) -> Tender:
    fields: dict[str, Any] = {
        "lots": (),
        "title": "Peinture de la salle des fêtes",
        "description": None,
        "deadline": DEADLINE,
    }
    return Tender(school(**(fields | {"conditions": conditions} | changes)))


def points(services: Services, asked: Tender, *held: VaultPiece) -> list[Point]:
    """The points of a firm with these pieces."""
    with services.store.session() as session:
        firm = session.query(Firm).first() or Firm(siret="73282932000074", name="Peinture de l'Essai")
        session.add(firm)
        session.flush()
        for one in held:
            one.firm_id = firm.id
            session.add(one)
        keep(session, [asked.notice])
        session.flush()
        return vault_points(session, asked, firm, TODAY)


def one(found: list[Point], word: str) -> Point:
    """The only point that holds this word."""
    (point,) = [point for point in found if word in point.words]
    return point


def test_nothing_known_nothing_said(services: Services) -> None:
    """An empty vault before a notice that asks nothing: silence."""
    assert points(services, tender()) == []


@pytest.mark.parametrize(("text", "kinds"), [
    ("Attestation d'assurance en responsabilité civile en cours de validité", {"rc_pro"}),
    ("Déclaration appropriée de banques ou preuve d'une assurance pour les risques professionnels", {"rc_pro"}),
    ("Attestation d'assurance décennale ; attestation de vigilance de moins de 6 mois", {"decennale", "vigilance_urssaf"}),
    ("Attestations fiscales et sociales", {"attestation_fiscale", "vigilance_urssaf"}),
    ("Déclaration concernant le chiffre d'affaires global des trois derniers exercices disponibles", {"dc2"}),
    ("DC1 (lettre de candidature), DC2 (déclaration du candidat), références de travaux", {"dc2", "references"}),
    ("Présentation d'une liste des principaux travaux exécutés", {"references"}),
    ("Déclaration indiquant les effectifs moyens annuels du candidat", {"effectifs"}),
    ("Certificat de congés payés", {"conges_intemperies"}),
    # These name something without asking for a piece of the firm.
    ("Capacité technique - références requises :", set()),
    ("Prestations d'assurance dommages aux biens et responsabilité civile de la commune", set()),
    ("Les moyens matériels de la régie sont complétés par le marché", set()),
    ("Parcelle de références cadastrales AB 12", set()),
    ("Une retenue de garantie de 5 % ; garantie de parfait achèvement", set()),
])  # fmt: skip
def test_what_a_notice_asks(text: str, kinds: set[str]) -> None:
    assert {one.kinds[0] for one in of_notice(tender(text).notice).pieces} == kinds


@pytest.mark.parametrize(("text", "least"), [
    ("Chiffre d'affaires annuel minimum de 300 000 € HT", (300_000, 300_000)),
    ("Le dernier chiffre d'affaires doit être d'au moins 120 000,00 euros", (120_000, 120_000)),
    ("Chiffre d'affaires supérieur à 100 000 euros HT (120 000 euros TTC)", (100_000, 100_000)),
    ("Lot 1 : chiffre d'affaires minimal de 50 000 € ; lot 2 : chiffre d'affaires minimal de 90 000 €", (50_000, 90_000)),
    ("Déclaration du chiffre d'affaires des 3 derniers exercices", None),
    ("Montant minimum des commandes : 50 000 €", None),
])  # fmt: skip
def test_the_least_turnover_a_notice_asks(text: str, least: tuple[int, int] | None) -> None:
    found = of_notice(tender(text).notice).turnover
    assert found == (tuple(map(Decimal, least)) if least else None)


@pytest.mark.parametrize(("text", "named"), [
    ("Qualibat 6111 ou 6112, ou équivalent", {"Qualibat": {"6111", "6112"}}),
    ("Qualibat 4131 et Qualifelec ; ISO 9001 souhaitée", {"Qualibat": {"4131"}, "Qualifelec": set(), "ISO 9001": set()}),
    ("Certificat Qualibat obtenu en 2024. Lot 3112", {"Qualibat": set()}),
    ("Entreprise qualifiée, moyens de qualité", {}),
])  # fmt: skip
def test_the_qualifications_a_text_names(text: str, named: dict[str, set[str]]) -> None:
    assert {body.name: codes for body, codes, _ in of_notice(tender(text).notice).certified} == named


def test_insurance_holds_ends_before_or_is_not_known(services: Services) -> None:
    """The deadline is 11 December 2026."""
    asked = tender("Attestation d'assurance responsabilité civile")
    found = points(services, asked, piece("rc_pro", fact("valid_until", "2026-12-31")))
    assert one(found, "responsabilité civile").state == "ok"
    assert "valable à la date limite (jusqu'au 31\u00a0décembre\u00a02026)" in found[0].words
    assert "Demandé : d'après l'avis." in found[0].words


def test_an_insurance_that_ends_before_the_deadline_is_to_renew(services: Services) -> None:
    found = points(services, tender("Attestation d'assurance"), piece("rc_pro", fact("valid_until", "2026-12-10")))
    assert one(found, "10\u00a0décembre\u00a02026").state == "watch" and "à renouveler" in found[0].words


def test_a_piece_to_confirm_is_neither_met_nor_not(services: Services) -> None:
    found = points(services, tender("Attestation d'assurance"), piece("rc_pro"))
    assert one(found, "à confirmer").state == "quiet"


def test_vigilance_is_said_even_when_nobody_asks_it(services: Services) -> None:
    """Every winner owes it: situation of 31 May 2026 holds until 30 November, before the deadline."""
    found = points(services, tender(), piece("vigilance_urssaf", fact("situation_date", "2026-05-31")))
    assert one(found, "vigilance").state == "watch" and "30\u00a0novembre\u00a02026" in found[0].words
    assert "que si vous gagnez" in found[0].words and "Demandé" not in found[0].words


def test_what_lacks_is_said_once_and_what_the_winner_owes_apart(services: Services) -> None:
    asked = tender("Attestation d'assurance. Liste des principaux travaux. Attestation de régularité fiscale.")
    found = points(services, asked)
    assert [point.state for point in found] == ["watch", "quiet"]
    assert "Assurance responsabilité civile professionnelle ; Liste de références" in found[0].words
    assert "régularité fiscale" in found[1].words and "gagne" in found[1].words


def test_a_kbis_that_is_asked_need_not_be_sent(services: Services) -> None:
    """Nobody is told to fetch one; who has one is told until when."""
    asked = tender("Extrait Kbis de moins de trois mois")
    assert [point.state for point in points(services, asked)] == ["quiet"]
    assert "votre numéro SIREN suffit" in points(services, asked)[0].words
    held = points(services, asked, piece("kbis", fact("issue_date", "2026-11-02")))
    assert one(held, "Kbis").state == "ok"  # ninety days after 2 November: 31 January 2027


def test_a_piece_of_another_firm_meets_nothing(services: Services) -> None:
    strange = piece("rc_pro", fact("valid_until", "2027-12-31"), fact("siren", "552081317", 0.95))
    found = points(services, tender("Attestation d'assurance"), strange)
    assert one(found, "552081317").state == "watch"


def test_turnover_against_the_least_asked(services: Services) -> None:
    """Mean of 200 000, 250 000 and 300 000: 250 000."""
    dc2 = piece("dc2", details={"turnover": ["200000", "250000", "300000"], "closed": "2025-12-31"})
    met = points(services, tender("Chiffre d'affaires annuel minimum de 250 000 €"), dc2)
    assert one(met, "Chiffre d'affaires demandé").state == "ok" and "250\u202f000\u00a0€ en moyenne" in met[0].words
    short = points(services, tender("Chiffre d'affaires annuel minimum de 260 000 €"))
    assert one(short, "Chiffre d'affaires demandé").state == "watch" and "groupement" in short[0].words


def test_turnover_nobody_knows_is_said(services: Services) -> None:
    found = points(services, tender("Chiffre d'affaires annuel minimum de 250 000 €"))
    assert one(found, "ne dit pas le vôtre").state == "watch"


@pytest.mark.parametrize(("codes", "until", "state", "words"), [
    (["6111"], "2027-06-30", "ok", "Qualibat 6111 : demandé (d'après l'avis), dans votre coffre"),
    (["6111"], "2026-06-30", "watch", "ne serait plus valable"),
    (["4131"], "2027-06-30", "watch", "votre certificat Qualibat porte 4131"),
    ([], "2027-06-30", "watch", "ne montre pas de numéro lisible"),
])  # fmt: skip
def test_a_qualification_with_its_number(
    services: Services, codes: list[str], until: str, state: str, words: str
) -> None:
    held = piece("qualification_pro", fact("valid_until", until), details={"bodies": {"Qualibat": codes}})
    found = points(services, tender("Certificat Qualibat 6111 ou équivalent"), held)
    assert one(found, words).state == state


def test_a_qualification_that_is_not_held_may_be_proved_otherwise(services: Services) -> None:
    found = points(services, tender("Qualification Qualibat 6111 ou équivalent, RGE"))
    assert one(found, "Qualibat 6111").state == "watch" and "équivalente" in one(found, "Qualibat 6111").words
    assert one(found, "RGE").state == "watch"


def test_bodies_to_choose_among_make_one_point(services: Services) -> None:
    """« Qualibat, Qualifelec, ISO 9001 ou équivalent »: one line when none is held, silence on the others when one is."""
    asked = tender("Certificats d'organismes indépendants (Qualibat, Qualifelec, ISO 9001 ou équivalent)")
    found = points(services, asked)
    assert one(found, "Qualibat, Qualifelec, ISO 9001 : demandé").state == "watch" and len(found) == 1
    held = piece("qualification_pro", fact("valid_until", "2027-06-30"), details={"bodies": {"Qualifelec": []}})
    found = points(services, asked, held)
    assert [point.state for point in found] == ["ok"] and "Qualifelec" in found[0].words


def test_references_of_the_same_nature_or_not(services: Services) -> None:
    """The tender is for painting."""
    asked = tender("Liste des principaux travaux exécutés au cours des cinq dernières années")
    same = points(services, asked, piece("references", details={"trades": {"peinture": 2}}))
    assert one(same, "de même nature").state == "ok"


def test_references_of_another_nature_are_to_complete(services: Services) -> None:
    asked = tender("Liste des principaux travaux exécutés au cours des cinq dernières années")
    other = points(services, asked, piece("references", details={"trades": {"espaces_verts": 4}}))
    assert one(other, "pas lu de réalisation de même nature").state == "watch"


def demand(kind: str, page: int = 3, **changes: Any) -> dict[str, Any]:
    """A demand as the consultation holds it."""
    evidence = {"file": "RC.pdf", "page": page, "quote": kind, "box": None}
    return {
        "kind": kind,
        "as_worded": kind,
        "label": kind,
        "obligation": "required",
        "lots": None,
        "evidence": evidence,
    } | changes


def consultation(**changes: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "candidature_documents": [],
        "offer_documents": [],
        "award_documents": [],
        "minimum_turnover": None,
    }
    return {"files": [{"name": "RC.pdf"}]} | empty | changes


def test_what_a_consultation_asks() -> None:
    """Optional pieces and pieces made for one tender are left out; amounts by lot give a range."""
    asks = of_consultation(
        consultation(
            candidature_documents=[demand("rc_pro"), demand("references", obligation="optional"), demand("dc1")],
            award_documents=[demand("vigilance_urssaf", 9, lots=["2"])],
            minimum_turnover={"value": {"1": 500000, "2": 150000}, "evidence": demand("x", 4)["evidence"]},
        )
    )
    assert [(one.kinds, one.stage, one.where) for one in asks.pieces] == [
        (("rc_pro",), "candidature", "documents de l'acheteur, page 3"),
        (("vigilance_urssaf",), "attribution", "documents de l'acheteur, page 9"),
    ]
    assert asks.turnover == (150000, 500000) and asks.turnover_where == "documents de l'acheteur, page 4"


def checked(services: Services, notice_id: str, siret: str, asked: dict[str, Any]) -> str:
    """A dossier of a firm for this notice whose last check read that consultation; its public id."""
    with services.store.session() as session:
        firm = Firm(siret=siret, name="Firme")
        session.add(firm)
        session.flush()
        dossier = Dossier(public_id=f"d{siret}", firm_id=firm.id, notice_id=notice_id, title="x", lots=[])
        session.add(dossier)
        session.flush()
        done = Check(public_id=f"c{siret}", dossier_id=dossier.id, state=CheckState.DONE.value)
        done.report = {"consultation": asked, "checklist": [], "findings": [], "files": []}
        session.add(done)
        return dossier.public_id


def test_the_consultation_as_read_speaks_before_the_notice(services: Services) -> None:
    asked = tender("Attestation de régularité fiscale")
    checked(services, asked.notice.id, "73282932000074", consultation(candidature_documents=[demand("decennale", 7)]))
    found = points(services, asked, piece("decennale", fact("valid_until", "2027-12-31")))
    assert "page 7" in one(found, "décennale").words
    assert not any("fiscale" in point.words for point in found)


def test_another_firms_reading_serves_only_once_staff_corrected_it(services: Services) -> None:
    """What another firm sent is believed by nobody else until a person of the staff has looked at it."""
    asked = tender()
    with services.store.session() as session:
        session.add(Firm(siret="73282932000074", name="Peinture de l'Essai"))
    public = checked(
        services, asked.notice.id, "55208131766522", consultation(candidature_documents=[demand("rc_pro")])
    )
    assert points(services, asked) == []
    with services.store.session() as session:
        session.add(AuditEvent(action="consultation_corrected", target=f"dossier:{public}"))
    assert "Assurance responsabilité civile" in one(points(services, asked), "pas dans votre coffre").words
