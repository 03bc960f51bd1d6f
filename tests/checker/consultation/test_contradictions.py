"""Contradictions inside a file are said with both passages; the published notice fills in silence only."""

from __future__ import annotations

from datetime import date, datetime

from procurement.models import Buyer, Lot, Notice, NoticeKind
from tests.checker.consultation.papers_of import read

NOTICE = Notice(
    id="boamp:26-1234",
    source="boamp",
    kind=NoticeKind.CALL,
    title="Entretien des toitures",
    buyer=Buyer("Ville de Plaineville"),
    published=date(2026, 3, 1),
    deadline=datetime(2026, 4, 20, 12, 0),
    reference="PL-26-7",
    procedure="MAPA",
    lots=(Lot("1", "Nord"), Lot("2", "Sud")),
    variants_allowed=False,
)


def test_two_deadlines() -> None:
    warnings = read(
        rc="Date limite de remise des offres : 14 avril 2026 à 12h00",
        avis_marche="Date limite de réception des offres : 15 avril 2026, à 12 heures",
    )["warnings"]
    assert len(warnings) == 1
    assert "14 avril 2026 à 12h00" in warnings[0] and "15 avril 2026, à 12 heures" in warnings[0]
    assert "RC.pdf, page 1" in warnings[0] and "avis.pdf, page 1" in warnings[0]


def test_two_references_that_differ_by_a_letter() -> None:
    text = "Consultation n° 2026DGTRAV03\nRechercher la référence 2026DGTPAV03 sur la plateforme."
    (warning,) = read(rc=text)["warnings"]
    assert "2026DGTRAV03" in warning and "2026DGTPAV03" in warning


def test_title_of_the_visit_against_its_text() -> None:
    (warning,) = read(rc="4. Visite obligatoire\nCet article est sans objet.")["warnings"]
    assert "Visite obligatoire" in warning and "sans objet" in warning


def test_criteria_that_do_not_make_a_hundred() -> None:
    text = "Critères de jugement des offres\nCritère\tPondération\nPrix\t60 %\nValeur technique\t30 %"
    (warning,) = read(rc=text)["warnings"]
    assert "90 %" in warning


def test_weekday_that_is_not_that_of_the_date() -> None:
    (warning,) = read(rc="Date limite de remise des offres : lundi 14 avril 2026 à 12h00")["warnings"]
    assert "lundi 14 avril 2026" in warning


def test_papers_that_agree_give_no_warning() -> None:
    found = read(
        rc="Marché n° PL-26-7\nDate limite de remise des offres : mardi 14 avril 2026 à 12h00\nLa visite est facultative.",
        avis_marche="Numéro de référence : PL-26-7\nDate limite de réception des offres : 14 avril 2026, à 12 heures",
    )
    assert found["warnings"] == ()


def test_notice_fills_in_what_the_papers_leave_out() -> None:
    found = read(notice=NOTICE, rc="Les offres sont rédigées en français.")
    assert found["deadline"].value == "2026-04-20T12:00"
    assert found["buyer"].value == "Ville de Plaineville"
    assert found["reference"].value == "PL-26-7"
    assert found["variants_allowed"].value is False
    assert [lot.title for lot in found["lots"]] == ["Nord", "Sud"]
    assert found["deadline"].evidence.file == "Avis boamp:26-1234"


def test_papers_prevail_over_the_notice() -> None:
    text = "Ville de Plaineville\nMarché n° PL-26-8\nLe marché n'est pas alloti.\nDate limite de remise des offres : 14 avril 2026 à 12h00"
    found = read(notice=NOTICE, rc=text)
    assert found["reference"].value == "PL-26-8"
    assert found["lots"] == ()
    assert found["deadline"].value == "2026-04-14T12:00"
    assert any("20/04/2026 à 12:00" in warning for warning in found["warnings"])


CLAUSES = """
Article 1 - Dispositions générales
Le candidat est réputé avoir pris connaissance des lieux. Les frais de visite restent à sa charge.
Le mémoire technique décrit les moyens humains (3 pages de CV sont acceptées par intervenant).
Les attestations d'assurance sont datées et signées par l'assureur.
Une avance de 5 % est versée. Une retenue de garantie de 5 % est prélevée.
Le chiffre d'affaires des trois derniers exercices est déclaré dans le DC2.
Les lots sont attribués séparément.
Le marché est conclu pour 12 mois à compter du 1er juin 2026, reconductible 3 fois.
Les variantes de couleur sont indiquées au bordereau.
Le titulaire respecte les clauses sociales de sa convention collective.
Les offres anormalement basses font l'objet de l'article L. 2152-6. La facturation intervient au plus tard le 30 juin 2026 à 12h00.
Le montant maximum est de 200 000 € HT. Pénalité : 100 € par jour.
Les documents de plus de 10 Mo transmis par courriel sont refusés.
L'ouverture des plis aura lieu le 12 mai 2026 à 14h00. La réunion de lancement est fixée au 3 juin 2026.
La garantie est de 24 mois. Les prix sont fermes pendant 6 mois.
La référence APSAD R81 est exigée pour le système d'alarme. Norme NF EN 13501-1.
Le titulaire signe le registre à chaque passage. Les bons de livraison sont signés.
L'acheteur contrôle les prestations lors de visites contradictoires.
"""


def test_clauses_that_only_resemble_facts_state_nothing() -> None:
    assert read(rc=CLAUSES) == {"lots": (), "criteria": (), "deadline_zone": "Europe/Paris", "warnings": ()}


def test_day_with_and_without_its_hour_agree() -> None:
    found = read(
        rc="Date limite de remise des offres : 14 avril 2026 à 12h00",
        avis_marche="Date limite de réception des offres : 14 avril 2026",
    )
    assert found["warnings"] == ()


def test_silent_papers_without_notice_state_nothing() -> None:
    found = read(rc="Les offres sont rédigées en langue française et exprimées en euros.")
    assert found == {"lots": (), "criteria": (), "deadline_zone": "Europe/Paris", "warnings": ()}


def test_two_lengths_of_validity() -> None:
    found = read(
        rc="Le délai de validité des offres est de 120 jours.",
        acte_engagement="L'offre ainsi présentée ne me lie que si son acceptation m'est notifiée dans un délai de 180 jours.",
    )
    (warning,) = found["warnings"]
    assert "120 jours" in warning and "180 jours" in warning and "AE.pdf" in warning


def test_six_months_and_180_days_agree() -> None:
    found = read(
        rc="Le délai de validité des offres est de 180 jours.",
        acte_engagement="L'offre ainsi présentée ne me lie que si son acceptation m'est notifiée dans un délai de 6 mois.",
    )
    assert found["warnings"] == ()


def test_two_limits_in_one_document() -> None:
    text = (
        "Date limite de remise des offres : mardi 14 avril 2026 à 12h00\n"
        "Les offres sont à déposer sur https://achats.example au plus tard le mardi 14 avril 2026 à 11h30."
    )
    (warning,) = read(rc=text)["warnings"]
    assert "12h00" in warning and "11h30" in warning


def test_two_weights_of_one_criterion() -> None:
    table = "Critères de jugement des offres\nCritère\tPondération\nPrix\t{} %\nValeur technique\t{} %"
    (warning,) = read(rc=table.format(60, 40), avis_marche=table.format(70, 30))["warnings"]
    assert "60 %" in warning and "70 %" in warning


def test_two_lists_of_lots() -> None:
    (warning,) = read(
        rc="Lot n° 1 - Nord\nLot n° 2 - Sud\nLot n° 3 - Centre", avis_marche="Lot n° 1 - Nord\nLot n° 2 - Sud"
    )["warnings"]
    assert "Centre" in warning and "Sud" in warning


def test_two_volumes_of_hours_of_insertion() -> None:
    (warning,) = read(
        rc="Le titulaire réserve au minimum 300 heures d'insertion.",
        ccap="Le titulaire réserve au minimum 350 heures d'insertion.",
    )["warnings"]
    assert "300 heures" in warning and "350 heures" in warning
