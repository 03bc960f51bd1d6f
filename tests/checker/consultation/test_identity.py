"""Who buys, what, under which number and procedure."""

from __future__ import annotations

import pytest

from tests.checker.consultation.papers_of import read, value

RURAL = """
DÉPARTEMENT DE LA DRÔME
COMMUNE DE MONTVERDUN-LE-HAUT
Place de la Mairie, 26150 Montverdun-le-Haut
MARCHÉ PUBLIC DE TRAVAUX
RÈGLEMENT DE LA CONSULTATION
Réfection de la toiture de l'église Saint-Roch
Marché n° 2026-T-04
Date limite de remise des offres : 14 avril 2026 à 12h00
===
Article 1 - Objet
Le marché a pour objet la réfection de la toiture de l'église Saint-Roch.
Article 2 - Procédure
La consultation est passée selon la procédure adaptée de l'article R. 2123-1 du code de la commande publique.
"""
HOSPITAL = """
CENTRE HOSPITALIER INTERCOMMUNAL DES TROIS RIVIÈRES
Direction des achats
RÈGLEMENT DE CONSULTATION
Référence de la consultation : CHITR_2026_AO_012
Objet de la consultation : Fourniture de dispositifs médicaux stériles à usage unique
Appel d'offres ouvert
===
1. Pouvoir adjudicateur
Le Centre hospitalier intercommunal des Trois Rivières, établissement public de santé, lance la présente consultation.
2. Procédure
La procédure de passation est l'appel d'offres ouvert, articles L. 2124-2 et R. 2161-2 à R. 2161-5.
"""
STATE = """
MINISTÈRE DE LA MER
Direction interrégionale des phares du Ponant
Règlement de la consultation
Maintenance des groupes électrogènes des établissements de signalisation maritime
Numéro de consultation : DIRP-2026-031
Procédure : dialogue compétitif
"""
HOUSING = """
Règlement de la consultation
Acheteur : Office public de l'habitat Terres d'Argonne, 12 rue des Écoles, 51800 Sainte-Menehould
Intitulé : Entretien des espaces verts des résidences
N° d'affaire : EV-26-117
Type de procédure : procédure adaptée
"""
REGION = """
Nom et adresse officiels de l'organisme acheteur : Région Haute-Plaine.
Correspondant : M. le président, 4 place du Parlement 99000 Plaineville, tél. : 00-00-00-00-00.
Objet du marché : acquisition de mobilier pour les lycées.
Type de procédure : appel d'offres restreint.
Numéro de référence attribué au marché par le pouvoir adjudicateur / l'entité adjudicatrice :
2026R-MOB-5.
"""


@pytest.mark.parametrize(
    ("text", "buyer", "what", "reference", "procedure"),
    [
        (RURAL, "COMMUNE DE MONTVERDUN-LE-HAUT", "Réfection de la toiture de l'église Saint-Roch", "2026-T-04", "MAPA"),
        (
            HOSPITAL,
            "Centre hospitalier intercommunal des Trois Rivières",
            "Fourniture de dispositifs médicaux stériles à usage unique",
            "CHITR_2026_AO_012",
            "AOO",
        ),
        (
            STATE,
            "MINISTÈRE DE LA MER / Direction interrégionale des phares du Ponant",
            "Maintenance des groupes électrogènes des établissements de signalisation maritime",
            "DIRP-2026-031",
            "DIALOGUE",
        ),
        (
            HOUSING,
            "Office public de l'habitat Terres d'Argonne",
            "Entretien des espaces verts des résidences",
            "EV-26-117",
            "MAPA",
        ),
        (REGION, "Région Haute-Plaine", "acquisition de mobilier pour les lycées", "2026R-MOB-5", "AOR"),
    ],
)
def test_identity_in_five_houses(text: str, buyer: str, what: str, reference: str, procedure: str) -> None:
    found = read(rc=text)
    assert found["buyer"].value == buyer
    assert found["object"].value == what
    assert found["reference"].value == reference
    assert found["procedure"].value == procedure


PROCEDURES = {
    "La consultation est lancée suivant la procédure de l'appel d'offres ouvert.": "AOO",
    "Marché à procédure adaptée (M.A.P.A.)": "MAPA",
    "Marché passé en application des articles L. 2123-1 et R. 2123-1 du code de la commande publique.": "MAPA",
    "Procédure avec négociation, articles R. 2161-12 et suivants": "PROC_NEGO",
    "Marché subséquent à l'accord-cadre n° 2024-07 de fourniture de papier": "ACCORD_CADRE_SUBSEQUENT",
    "L'accord-cadre, passé en appel d'offres ouvert, donne lieu à des marchés subséquents passés avec ses titulaires.": "AOO",
    "Concours restreint de maîtrise d'œuvre": "AUTRE",
    "Les offres sont rédigées en langue française.": None,
    "L'acheteur met en œuvre la procédure contradictoire de l'article R. 2152-3.": None,
}


@pytest.mark.parametrize(("text", "expected"), PROCEDURES.items())
def test_procedure(text: str, expected: str | None) -> None:
    assert value("procedure", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Décret n° 2018-1075 du 3 décembre 2018, articles L. 2123-1 et R. 2123-1.",
        "Code CPV : 45214210-5. Tél. : 04 75 00 00 00. SIRET : 200 000 018 00010",
        "Le règlement (UE) n° 910/2014 et l'arrêté du 22 mars 2019 s'appliquent.",
        "Lot n° 2 - Peinture",
    ],
)
def test_numbers_that_are_no_reference(text: str) -> None:
    assert value("reference", text) is None


def test_reference_of_another_consultation_is_left_aside() -> None:
    text = "Consultation n° REST-2026-02\nNota : le plan mentionne à tort le marché n° REST-2023-01."
    assert value("reference", text) == "REST-2026-02"


def test_object_without_a_verb_under_its_heading() -> None:
    text = "Article 2 : objet\nAcquisition et maintenance d'un microscope électronique à balayage.\nLe marché n'est pas alloti."
    assert value("object", text) == "Acquisition et maintenance d'un microscope électronique à balayage"


def test_kind_of_body_alone_keeps_the_name_above() -> None:
    text = "VAL D'ARDRE HABITAT\nOffice Public de l'Habitat\n12 rue des Tanneurs\nRèglement de la consultation"
    assert value("buyer", text) == "VAL D'ARDRE HABITAT – Office Public de l'Habitat"


def test_silent_papers_name_neither_buyer_nor_object() -> None:
    found = read(rc="Les offres sont rédigées en français et exprimées en euros.")
    assert "buyer" not in found
    assert "object" not in found


def test_object_is_the_title_that_the_papers_share() -> None:
    found = read(
        rc="VILLE DE MARSANGY\nRÈGLEMENT DE LA CONSULTATION\nNettoyage des vitres des bâtiments communaux\nObjet\tVitres de douze sites",
        avis_marche="AVIS DE MARCHÉ\nIntitulé\tNettoyage des vitres des bâtiments communaux",
    )
    assert found["object"].value == "Nettoyage des vitres des bâtiments communaux"


COVERS = {
    "a kind of body above its name": (
        "Centre communal d'action sociale\nCCAS de Portvive\nObjet : Nettoyage des crèches municipales",
        "CCAS de Portvive",
        "Nettoyage des crèches municipales",
    ),
    "the buyer closes the cover": (
        "RÈGLEMENT DE LA CONSULTATION\nMARCHÉ PUBLIC DE TRAVAUX\nRéfection des berges de la Vive\n"
        "Date et heure limites de réception des offres :\nmardi 14 avril 2026 à 12:00\n"
        "Communauté de communes du Val de Vive\n12, rue de la Halle\n99420 PONTVIVE",
        "Communauté de communes du Val de Vive",
        "Réfection des berges de la Vive",
    ),
    "a sort of contract is no title": (
        "Ville de Plaineville\nACCORD-CADRE DE FOURNITURES COURANTES ET DE SERVICES\n"
        "ACCORD-CADRE DE FOURNITURE DE PEINTURE ET DE PETIT MATÉRIEL\nAppel d'offres ouvert",
        "Ville de Plaineville",
        "ACCORD-CADRE DE FOURNITURE DE PEINTURE ET DE PETIT MATÉRIEL",
    ),
    "services of the State one below the other": (
        "MINISTÈRE DE LA MER\nSECRÉTARIAT GÉNÉRAL\nÉtablissement des phares du Ponant\nObjet : Entretien des feux de port",
        "MINISTÈRE DE LA MER / SECRÉTARIAT GÉNÉRAL / Établissement des phares du Ponant",
        "Entretien des feux de port",
    ),
    "a group of hospitals and the one that buys": (
        "GROUPEMENT HOSPITALIER DE TERRITOIRE DES MONTS\nÉtablissement support : Centre hospitalier de Brivelle\n"
        "Objet de la consultation : Fourniture de pansements stériles",
        "GROUPEMENT HOSPITALIER DE TERRITOIRE DES MONTS – Centre hospitalier de Brivelle",
        "Fourniture de pansements stériles",
    ),
    "the name under its own label": (
        "NOM DE L'ORGANISME ACHETEUR\nOrganisme de prévoyance : Caisse des marins du Ponant, 3 quai Nord\n"
        "OBJET DU MARCHE\nAchat de matériels électriques",
        "Caisse des marins du Ponant",
        "Achat de matériels électriques",
    ),
}


@pytest.mark.parametrize(("text", "buyer", "bought"), COVERS.values(), ids=COVERS)
def test_covers(text: str, buyer: str, bought: str) -> None:
    found = read(rc=text)
    assert (found["buyer"].value, found["object"].value) == (buyer, bought)


def test_the_value_has_one_spelling_of_the_apostrophe_and_the_quote_its_own() -> None:
    found = read(rc="Objet du marché : Entretien d’espaces verts et d’allées")["object"]
    assert found.value == "Entretien d'espaces verts et d'allées"
    assert "d’espaces" in found.evidence.quote


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("MARCHÉ N° AMO 2026-05 : mission d'assistance", "AMO 2026-05"),
        ("Marché CROUST n° 15.000.06", "15.000.06"),
        ("Procédure adaptée ouverte – affaire VSL-26-44", "VSL-26-44"),
        ("Marché de la ville du 12 mars", None),
    ],
)
def test_references_as_covers_write_them(text: str, reference: str | None) -> None:
    assert value("reference", text) == reference
