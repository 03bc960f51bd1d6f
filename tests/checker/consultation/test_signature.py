"""When the bid is signed."""

from __future__ import annotations

import pytest

from tests.checker.consultation.papers_of import value

SIGNATURES = {
    "- l'acte d'engagement complété, daté et signé ;": "at_submission",
    "Chaque candidat produit un dossier complet comprenant les pièces suivantes, datées et signées :": "at_submission",
    "La signature électronique de l'offre est exigée dès le dépôt.": "at_submission",
    "Libellés\tSignature\nL'acte d'engagement et ses annexes\tOui\nLe mémoire technique\tNon": "at_submission",
    "Libellés\tSignature\nL'acte d'engagement et ses annexes\tNon\nL'attestation Russie\tOui": "at_award",
    "La signature des documents n'est pas exigée au stade de la remise des offres.": "at_award",
    "L'acte d'engagement n'a pas à être signé lors du dépôt ; seul l'attributaire le signera.": "at_award",
    "L'acte d'engagement sera signé par le candidat retenu après attribution.": "at_award",
    "La signature électronique de l'acte d'engagement est exigée au stade de l'attribution du marché.": "at_award",
    "- acte d'engagement (non signé à ce stade)": "at_award",
    "L'offre est signée électroniquement dès le dépôt. Une offre non signée sera déclarée irrégulière.": "at_submission",
    "Une offre non signée ne sera pas rejetée : l'attributaire signera l'acte d'engagement.": "at_award",
    "- acte d'engagement complété, sans signature à ce stade ;": "at_award",
    "Signature de l'offre\n☐ Exigée dès la remise ☒ Exigée de l'attributaire seulement": "at_award",
    "Il n'est pas demandé d'acte d'engagement. Aucune signature n'est demandée.": "none",
    "Le candidat fournit : 1° L'acte d'engagement, complété.\nAucune signature n'est exigée lors de la remise de l'offre ; l'acte d'engagement sera signé après attribution.": "at_award",
    "L'attestation sur l'honneur est datée et signée.": None,
    "Les documents de la copie de sauvegarde sont placés sous pli scellé.": None,
    "Les pièces à fournir avant la signature du marché par l'attributaire sont les suivantes.": None,
}


@pytest.mark.parametrize(("text", "expected"), SIGNATURES.items())
def test_signature(text: str, expected: str | None) -> None:
    assert value("signature_required", text) == expected


def test_statement_on_the_stage_prevails_over_habit() -> None:
    text = """
5.2 Pièces de l'offre
- l'acte d'engagement daté et signé ;
8. Dépôt
La signature électronique n'est pas exigée au stade du dépôt.
Seul l'attributaire signera l'acte d'engagement.
"""
    assert value("signature_required", text) == "at_award"
