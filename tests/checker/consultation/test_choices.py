"""Variants, visit, DUME: yes, no, or nothing said."""

from __future__ import annotations

import pytest

from tests.checker.consultation.papers_of import value

VARIANTS = {
    "Les variantes ne sont pas autorisées.": False,
    "Refus des variantes.": False,
    "2.3 Variantes\nSans objet.": False,
    "Variantes : non": False,
    "2.3 Variantes\nLes variantes sont autorisées.\n2.4 Prestations supplémentaires\nSans objet.": True,
    "2.3 Variantes\nVoir le cahier des charges.\n2.4 Prestations supplémentaires\nSans objet.": None,
    "II.3 Variantes\nNi autorisées ni exigées.": False,
    "Les candidats ne sont pas autorisés à présenter des variantes à l'initiative du candidat.": False,
    "☒ Variantes interdites\n☐ Variantes autorisées": False,
    "☐ Variantes interdites\n☒ Variantes autorisées": True,
    "[ ] Variantes autorisées\n[X] Variantes interdites": False,
    "Variantes autorisées : ☐ oui ☒ non": False,
    "Les variantes sont admises dans les limites du cahier des charges.": True,
    "Les soumissionnaires peuvent proposer, en plus de l'offre de base, une variante sur le revêtement.": True,
    "Des variantes seront prises en considération : oui": True,
    "Toute variante est proscrite.": False,
    "Toute variante sera écartée.": False,
    "4 – VARIANTES\nElles sont admises.": True,
    "Il ne sera accepté aucune variante.": False,
    "Aucune variante n'est exigée par le maître d'ouvrage.": None,
    "Marché non alloti. Ni variante ni PSE.": False,
    "Le délai d'exécution est de huit mois.": None,
}
VISITS = {
    "La visite des lieux est obligatoire.": True,
    "Le passage sur site est obligatoire.": True,
    "Visite\tObligatoire": True,
    "Les candidats doivent impérativement visiter le site avant de remettre leur offre.": True,
    "Une visite est exigée sous peine d'irrecevabilité de l'offre.": True,
    "4. Visite obligatoire\nCet article est sans objet.": False,
    "La visite est vivement conseillée.": False,
    "La visite du site est recommandée mais non obligatoire.": False,
    "La visite n'est pas obligatoire.": False,
    "Les candidats peuvent reconnaître les circuits. Cette reconnaissance n'est pas obligatoire.": False,
    "La reconnaissance des circuits avec un agent du syndicat est obligatoire.": True,
    "Aucune visite n'est organisée.": False,
    "2.6 Visite des lieux\nFacultative.": False,
    "Les candidats peuvent visiter les locaux sur rendez-vous.": False,
    "Les visites d'entretien ont lieu deux fois par an et sont obligatoires.": None,
    "La visite médicale des salariés est obligatoire.": None,
    "Les offres sont rédigées en français.": None,
}
DUMES = {
    "Les candidats peuvent utiliser le document unique de marché européen (DUME).": True,
    "Le DUME est accepté en lieu et place des formulaires DC1 et DC2.": True,
    "Le DUME n'est pas accepté pour la présente consultation.": False,
    "Les candidats remettent un DC1 et un DC2.": None,
}


@pytest.mark.parametrize(("text", "expected"), VARIANTS.items())
def test_variants(text: str, expected: bool | None) -> None:
    assert value("variants_allowed", text) is expected


@pytest.mark.parametrize(("text", "expected"), VISITS.items())
def test_visit(text: str, expected: bool | None) -> None:
    assert value("site_visit_mandatory", text) is expected


@pytest.mark.parametrize(("text", "expected"), DUMES.items())
def test_dume(text: str, expected: bool | None) -> None:
    assert value("dume_accepted", text) is expected
