"""The date limit, however buyers write it, and never another date of the file."""

from __future__ import annotations

import pytest

from tests.checker.consultation.papers_of import read, value

LIMITS = {
    "letter": ("Votre réponse est attendue pour le 30 avril 2026 à 12 heures, sur la plateforme.", "2026-04-30T12:00"),
    "one line": ("Date et heure limites de réception des offres : 14 avril 2026 à 12h00", "2026-04-14T12:00"),
    "hour below": ("Date limite de remise des plis : lundi 13 avril 2026\nHeure limite : 16 h 30", "2026-04-13T16:30"),
    "title above": ("DATE LIMITE DE RÉCEPTION DES OFFRES\nMardi 7 avril 2026\nà 17 heures", "2026-04-07T17:00"),
    "form of two lines": (
        "Date limite de remise des offres\nDate : 3 avril 2026 .........\nHeure : 11h00 ........",
        "2026-04-03T11:00",
    ),
    "noon": ("Les offres devront parvenir au plus tard le vendredi 10 avril 2026 à midi.", "2026-04-10T12:00"),
    "hour in words": ("Remise des offres : le 9 avril 2026, à douze heures (heure de Paris)", "2026-04-09T12:00"),
    "hour before the day": (
        "Les plis doivent être déposés avant 12 heures 00 le jeudi 9 avril 2026.",
        "2026-04-09T12:00",
    ),
    "limit of the deposit": ("Limite de dépôt : 21/04/2026 – 14:00 (Paris)", "2026-04-21T14:00"),
    "figures": ("Date limite de dépôt : 21/04/2026 - 14:30", "2026-04-21T14:30"),
    "scanned first of the month": ("Date limite de remise des offres : ler juin 2026 à 9h00", "2026-06-01T09:00"),
    "two figures of year": ("Remise des offres : 21/04/26 à 17h00 au plus tard.", "2026-04-21T17:00"),
    "hour with seconds of words": ("à remettre pour le 22 avril 2026, 12 h 00, délai de rigueur", "2026-04-22T12:00"),
    "first of the month": ("Date limite de réception des offres : 1er juin 2026 à 9 h 00", "2026-06-01T09:00"),
    "form of the Union": (
        "IV.2.2) Date limite de réception des offres ou des demandes de participation\nDate: 18/05/2026\nHeure locale: 12:00",
        "2026-05-18T12:00",
    ),
    "row of a table": ("Date limite\t24/04/2026 - 16 h 00", "2026-04-24T16:00"),
    "table laid across": (
        "Référence\tDate limite de remise des propositions\tHeure\nFT-2026-3\tmardi 28 avril 2026\t18:00",
        "2026-04-28T18:00",
    ),
    "no hour": ("La date limite de remise des offres est fixée au 30 avril 2026.", "2026-04-30"),
    "to send back": ("Le présent document est à retourner complété avant le 27 avril 2026 à 10h.", "2026-04-27T10:00"),
}


@pytest.mark.parametrize(("text", "expected"), LIMITS.values(), ids=LIMITS)
def test_deadline_is_read_in_any_spelling(text: str, expected: str) -> None:
    assert value("deadline", text) == expected


def test_other_dates_are_not_the_deadline() -> None:
    text = """
Avis envoyé à la publication le 2 mars 2026.
Une visite des lieux est organisée le 17 mars 2026 à 10h00.
Les questions sont posées au plus tard le 3 avril 2026 à 12h00.
Date limite de remise des offres : 15 avril 2026 à 12h00.
L'ouverture des plis aura lieu le 16 avril 2026 à 9h00.
Les échantillons sont déposés avant le 20 avril 2026 à 16h00.
Le démarrage des prestations est prévu le 1er juillet 2026.
"""
    assert value("deadline", text) == "2026-04-15T12:00"


def test_missing_year_comes_from_the_weekday_and_the_other_dates() -> None:
    text = "Avis envoyé le 18 décembre 2026.\nDATE LIMITE : VENDREDI 5 FÉVRIER, 12H00\nOuverture des plis prévue le 8 février 2027."
    assert value("deadline", text) == "2027-02-05T12:00"


def test_postponed_date_replaces_the_first_one() -> None:
    text = "La date limite de remise des offres, initialement fixée au 10 avril 2026 à 12h00, est reportée au 24 avril 2026 à 12h00."
    assert value("deadline", text) == "2026-04-24T12:00"


def test_restricted_procedure_counts_the_applications_first() -> None:
    text = """
La consultation est passée en appel d'offres restreint.
Date limite de réception des candidatures : 20 avril 2026 à 12h00
Date limite de réception des offres : 30 juin 2026 à 12h00
"""
    assert value("deadline", text) == "2026-04-20T12:00"


def test_overseas_buyer_counts_on_its_own_clock() -> None:
    text = "Office de l'habitat du Sud, 97410 Saint-Pierre\nDate limite de remise des offres : 15 avril 2026 à 12h00 (heure de La Réunion)"
    assert read(rc=text)["deadline_zone"] == "Indian/Reunion"
    assert read(rc="Mairie, 35000 Rennes\nRemise des offres : 15 avril 2026 à 12h00")["deadline_zone"] == "Europe/Paris"


def test_paris_time_said_by_an_overseas_buyer_is_paris_time() -> None:
    text = "Ville du Lagon, 97600 Mamoudzou\nLe fuseau horaire de référence est celui de Paris.\nRemise des offres : 15 avril 2026 à 12h00"
    assert read(rc=text)["deadline_zone"] == "Europe/Paris"


def test_silent_papers_have_no_deadline() -> None:
    text = "La visite a lieu le 17 mars 2026 à 10h00.\nArrêté du 22 mars 2019 relatif à la signature.\nLes travaux débutent le 1er juin 2026."
    assert value("deadline", text) is None
    assert value("deadline", "La date limite de remise des offres figure dans l'avis de publicité.") is None


def test_evidence_quotes_the_passage_and_its_page() -> None:
    found = read(rc="Règlement de la consultation\n===\nDate limite de remise des offres : 14 avril 2026 à 12h00")[
        "deadline"
    ]
    assert found.evidence.page == 2
    assert "14 avril 2026 à 12h00" in found.evidence.quote
