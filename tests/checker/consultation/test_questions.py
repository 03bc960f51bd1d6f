"""Until when to ask, and where."""

from __future__ import annotations

import pytest

from tests.checker.consultation.papers_of import value

QUESTIONS = {
    "Les demandes de renseignements complémentaires parviennent au plus tard le 6 avril 2026 à 12h00.": "2026-04-06T12:00",
    "Les candidats peuvent poser leurs questions jusqu'au 3 avril 2026.": "2026-04-03",
    "Questions\nElles parviennent par la plateforme jusqu'au 3 avril 2026 à 17h.": "2026-04-03T17:00",
    "Questions : par la plateforme, le 3 avril 2026 à 12h00 au plus tard.": "2026-04-03T12:00",
    "Les demandes d'information sont envoyées au plus tard le 3 avril 2026 à 12 heures.": "2026-04-03T12:00",
    "Plateforme et questions : questions closes le 3 avril 2026.": "2026-04-03",
    "Les offres sont à déposer au plus tard le 14 avril 2026 à 12h00.": None,
    "Les questions sont adressées au plus tard 8 jours avant la date limite de remise des offres.": "8 jours avant la date limite de remise des offres",
    "Les réponses seront adressées 6 jours avant la date limite. La visite a lieu le 3 avril 2026.": None,
    "L'acheteur peut apporter des modifications de détail au plus tard 6 jours avant la date limite.": None,
}
PLATFORMS = {
    "Le dossier est téléchargeable sur le profil d'acheteur : https://achats.plaineville.example.": "https://achats.plaineville.example",
    "Les plis sont déposés sur www.marches-plaine.example, à l'exclusion de tout autre moyen.": "https://www.marches-plaine.example",
    "Les plis sont déposés sur https://www.achats-plaine. gouv.fr exclusivement.": "https://www.achats-plaine.gouv.fr",
    "Les formulaires sont disponibles sur http://www.economie.gouv.fr.": None,
    "Le dossier est remis en mairie.": None,
}


@pytest.mark.parametrize(("text", "expected"), QUESTIONS.items())
def test_question_deadline(text: str, expected: str | None) -> None:
    assert value("question_deadline", text) == expected


@pytest.mark.parametrize(("text", "expected"), PLATFORMS.items())
def test_platform(text: str, expected: str | None) -> None:
    assert value("platform", text) == expected


def test_broken_address_raises_nothing() -> None:
    assert value("platform", "Profil d'acheteur : http://[adresse à compléter") is None
