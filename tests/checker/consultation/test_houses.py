"""Whole règlements in the manner of four houses: every fact read by hand from the text beside it."""

from __future__ import annotations

from typing import Any

from tests.checker.consultation.papers_of import read

STATE = """
Ministère des Transports
Direction des systèmes d'information
Règlement de la consultation
Objet\tTierce maintenance applicative du portail des transports
Référence\tDSI-2026-0042
Procédure\tAppel d'offres ouvert
Date limite de remise des offres\t12/05/2026 à 16:00 (heure de Paris)
Durée de validité des offres\t6 mois
Lots\tSans allotissement
Variantes\tNon autorisées
Visite\tFacultative
Signature électronique\tExigée à l'attribution uniquement
DUME\tAccepté
Clause sociale\tNon
Formats de fichiers acceptés\tPDF, ZIP, DOCX
Taille maximale du pli\t2 Go
Date limite pour poser des questions\t30/04/2026 à 12:00
Profil d'acheteur\thttps://www.marches-publics.gouv.fr
Nombre de pages maximum du mémoire\t60
Critère\tSous-critère\tPondération
Qualité technique\t\t55 %
\tMéthodologie\t30 %
\tÉquipe\t25 %
Prix\t\t35 %
Développement durable\t\t10 %
"""
HOUSING = """
OFFICE PUBLIC DE L'HABITAT DU PAYS DE SAULX
Règlement de consultation
Remplacement des chaudières individuelles - résidence Les Ormes
MARCHE N°2026/17
Remise des offres avant le 15 mai 2026 à 12 h
===
ARTICLE 1 : OBJET DE LA CONSULTATION
Remplacement des chaudières individuelles de la résidence Les Ormes (84 logements).
ARTICLE 2 : CONDITIONS
2.1 Mode de consultation : marché passé selon une procédure adaptée, avec négociation.
2.2 Allotissement : le marché comporte 2 lots :
- Lot n°1 : Chauffage - VMC
- Lot n°2 : Électricité
Les entreprises peuvent soumissionner pour un ou plusieurs lots.
2.3 Variantes : les variantes sont autorisées pour le lot 1.
2.4 Validité des offres : 150 jours.
2.5 Visite : une visite des logements est obligatoire, sur rendez-vous avec M. X. L'attestation est jointe à l'offre sous peine de rejet.
ARTICLE 3 : PIECES
Acte d'engagement complété, daté et signé par le représentant de l'entreprise
Mémoire technique de 15 pages maximum par lot
ARTICLE 4 : JUGEMENT DES OFFRES
- Critère prix des prestations : 50 points
- Critère valeur technique : 40 points
 - moyens humains : 15 points
 - méthodologie : 25 points
- Critère délai : 10 points
ARTICLE 5 : REMISE DES OFFRES
Les offres sont déposées sur https://www.achatpublic.com avant la date indiquée en page de garde.
ARTICLE 6 : INSERTION
Le lot 1 comporte une clause d'insertion de 210 heures. Le lot 2 n'est pas concerné.
ARTICLE 7 : RENSEIGNEMENTS
Les questions sont posées au plus tard le 7 mai 2026.
"""
HOSPITAL = """
CENTRE HOSPITALIER DE MORVANT
GHT Sud Morvan
Établissement support
RÈGLEMENT DE LA CONSULTATION
ACCORD-CADRE RELATIF À LA FOURNITURE DE PANSEMENTS
CONSULTATION N° 26AO011
Procédure d'appel d'offres ouvert passée en application des articles L.2124-2 et R.2124-2 du CCP
DATE ET HEURE LIMITES DE RECEPTION DES OFFRES : LE 18 MAI 2026 A 16 HEURES
===
Article 2.4 - Echantillons
Les échantillons sont à livrer à la pharmacie avant le 20 mai 2026 à 16h00.
Article 3 - Durée de validité : les candidats restent engagés par leur offre pendant un délai de 180 jours.
Article 4 - Lots. L'accord-cadre est décomposé en 3 lots :
Lot 1\tPansements hydrocolloïdes
Lot 2\tPansements alginates
Lot 3\tCompresses
Article 5 - Les candidats peuvent présenter leur candidature au moyen du DUME.
Article 6 - Critères d'attribution, identiques pour tous les lots :
Qualité technique : 50 % (essais : 30 %, documentation : 20 %)
Prix : 40 %
Développement durable : 10 %
Article 7 - Les documents n'ont pas à être signés lors du dépôt. L'acte d'engagement sera signé électroniquement par l'attributaire.
"""
TOWN = """
VILLE DE CLAIRMONT
Service des marchés
MARCHÉ PUBLIC DE SERVICES
RÈGLEMENT DE LA CONSULTATION
(R.C.)
Entretien des espaces verts communaux
Procédure adaptée ouverte
Date et heure limites de réception des plis :
Lundi 4 mai 2026 à 12:00
Référence : 2026-ESP-03
===
SOMMAIRE
1 - Dispositions générales
1.1 - Objet
2 - Conditions
===
1 - Dispositions générales
1.1 - Objet
La présente consultation concerne l'entretien des espaces verts communaux : tonte, taille, désherbage.
Lieu(x) d'exécution : Clairmont
1.2 - Mode de passation
La procédure de passation utilisée est : la procédure adaptée ouverte. Elle est soumise aux dispositions des articles L. 2123-1 et R. 2123-1 1° du Code de la commande publique.
1.3 - Type et forme de contrat
L'accord-cadre avec minimum et maximum est passé en application des articles L2125-1 1°, R. 2162-1 à R. 2162-6, R. 2162-13 et R. 2162-14 du Code de la commande publique.
1.4 - Décomposition de la consultation
Les prestations sont réparties en 3 lot(s) :
Lot(s)\tDésignation
01\tSecteur nord
02\tSecteur sud
03\tCimetières
Chaque lot fera l'objet d'une attribution séparée.
1.5 - Nomenclature
La classification conforme au vocabulaire commun des marchés européens (CPV) est :
Code principal\tDescription
77310000-6\tRéalisation et entretien d'espaces verts
2 - Conditions de la consultation
2.1 - Délai de validité des offres
Le délai de validité des offres est fixé à 120 jours à compter de la date limite de réception des offres.
2.2 - Forme juridique du groupement
Le pouvoir adjudicateur ne souhaite imposer aucune forme de groupement à l'attributaire de l'accord-cadre.
2.3 - Variantes
Aucune variante n'est autorisée.
2.4 - Développement durable
Cette consultation comporte des conditions d'exécution à caractère social dont le détail est indiqué dans le CCAP.
4 - Présentation des candidatures et des offres
Libellés\tSignature
Lettre de candidature - DC1\tNon
Libellés\tNiveau\tSignature
Déclaration concernant le chiffre d'affaires global\tLot 1 : 150 000 € ; lot 2 : 120 000 € ; lot 3 : 60 000 €\tNon
4.2 - Pièces de l'offre :
Libellés\tSignature
L'acte d'engagement (AE) et ses annexes\tNon
Le bordereau des prix unitaires (BPU)\tNon
Le mémoire justificatif des dispositions que le candidat se propose d'adopter, limité à 30 pages\tNon
4.3 - Visites sur site
Aucune visite sur site n'est prévue.
5 - Conditions d'envoi ou de remise des plis
Les plis devront parvenir à destination avant la date et l'heure limites de réception des offres indiquées sur la page de garde du présent document.
La transmission des documents par voie électronique est effectuée sur le profil d'acheteur du pouvoir adjudicateur, à l'adresse URL suivante : https://marches.clairmont.example
Le fuseau horaire de référence est celui de (GMT+01:00) Paris, Bruxelles, Copenhague, Madrid.
Les documents devront être transmis dans les formats suivants : .doc, .rtf, .pdf, .xls.
Après attribution, les candidats sont informés que l'offre électronique retenue sera transformée en offre papier, pour donner lieu à la signature manuscrite du marché par les parties.
6 - Examen des candidatures et des offres
6.2 - Attribution des accords-cadres
Les critères retenus pour le jugement des offres sont pondérés de la manière suivante :
Lot(s) n°01, 02
Critères\tPondération
1-Prix des prestations\t60.0 %
2-Valeur technique\t40.0 %
Lot(s) n°03
Critères\tPondération
1-Prix des prestations\t50.0 %
2-Valeur technique\t30.0 %
3-Performances en matière de protection de l'environnement\t20.0 %
Le pouvoir adjudicateur se réserve la possibilité d'attribuer sur la base des offres initiales.
7 - Renseignements complémentaires
Pour obtenir tous les renseignements complémentaires qui leur seraient nécessaires au cours de leur étude, les candidats transmettent impérativement leur demande par l'intermédiaire du profil d'acheteur. Cette demande doit intervenir au plus tard 10 jours avant la date limite de réception des offres.
"""
TOWN_CCAP = """
CAHIER DES CLAUSES ADMINISTRATIVES PARTICULIÈRES
5.3 - Clause d'insertion sociale
Le titulaire réserve un volume d'heures à l'insertion.
Lot\tNombre d'heures d'insertion par an
01\t350
02\t280
03\tsans objet
"""


def values(found: dict[str, Any]) -> dict[str, Any]:
    """The plain values of the fields that have one."""
    return {name: one.value for name, one in found.items() if hasattr(one, "value")}


def weights(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Lot, name, weight and sub-weights of each criterion."""
    return [(one.lot, one.name, one.weight, [sub.weight for sub in one.sub]) for one in found["criteria"]]


def test_service_of_the_state_states_everything_in_a_table() -> None:
    found = read(rc=STATE)
    assert values(found) == {
        "buyer": "Ministère des Transports / Direction des systèmes d'information",
        "object": "Tierce maintenance applicative du portail des transports",
        "reference": "DSI-2026-0042",
        "procedure": "AOO",
        "deadline": "2026-05-12T16:00",
        "offer_validity": "6 mois",
        "signature_required": "at_award",
        "variants_allowed": False,
        "site_visit_mandatory": False,
        "dume_accepted": True,
        "page_limit": 60,
        "allowed_formats": ["pdf", "zip", "docx"],
        "max_file_size_mb": 2000,
        "question_deadline": "2026-04-30T12:00",
        "platform": "https://www.marches-publics.gouv.fr",
    }
    assert found["insertion"].present is False
    assert found["lots"] == ()
    assert weights(found) == [
        (None, "Qualité technique", 55, [30, 25]),
        (None, "Prix", 35, []),
        (None, "Développement durable", 10, []),
    ]


def test_housing_office_writes_sentences() -> None:
    found = read(rc=HOUSING)
    assert values(found) == {
        "buyer": "OFFICE PUBLIC DE L'HABITAT DU PAYS DE SAULX",
        "object": "Remplacement des chaudières individuelles - résidence Les Ormes",
        "reference": "2026/17",
        "procedure": "MAPA",
        "deadline": "2026-05-15T12:00",
        "offer_validity": "150 jours",
        "offer_validity_days": 150,
        "signature_required": "at_submission",
        "variants_allowed": True,
        "site_visit_mandatory": True,
        "page_limit": 15,
        "question_deadline": "2026-05-07",
        "platform": "https://www.achatpublic.com",
    }
    assert (found["insertion"].hours, found["insertion"].per_lot) == (210, {"1": 210})
    assert [(lot.number, lot.title) for lot in found["lots"]] == [("1", "Chauffage - VMC"), ("2", "Électricité")]
    assert weights(found) == [
        (None, "prix des prestations", 50, []),
        (None, "valeur technique", 40, [15, 25]),
        (None, "délai", 10, []),
    ]


def test_hospital_weighs_inside_brackets_and_asks_samples() -> None:
    found = read(rc=HOSPITAL)
    assert values(found) == {
        "buyer": "CENTRE HOSPITALIER DE MORVANT",
        "object": "ACCORD-CADRE RELATIF À LA FOURNITURE DE PANSEMENTS",
        "reference": "26AO011",
        "procedure": "AOO",
        "deadline": "2026-05-18T16:00",
        "offer_validity": "180 jours",
        "offer_validity_days": 180,
        "signature_required": "at_award",
        "dume_accepted": True,
    }
    assert [lot.number for lot in found["lots"]] == ["1", "2", "3"]
    assert weights(found) == [
        (None, "Qualité technique", 50, [30, 20]),
        (None, "Prix", 40, []),
        (None, "Développement durable", 10, []),
    ]


def test_town_with_three_lots_and_hours_in_the_ccap() -> None:
    found = read(rc=TOWN, ccap=TOWN_CCAP)
    assert values(found) == {
        "buyer": "VILLE DE CLAIRMONT",
        "object": "Entretien des espaces verts communaux",
        "reference": "2026-ESP-03",
        "procedure": "MAPA",
        "deadline": "2026-05-04T12:00",
        "offer_validity": "120 jours",
        "offer_validity_days": 120,
        "signature_required": "at_award",
        "variants_allowed": False,
        "site_visit_mandatory": False,
        "page_limit": 30,
        "allowed_formats": ["doc", "rtf", "pdf", "xls"],
        "minimum_turnover": {"1": 150000, "2": 120000, "3": 60000},
        "question_deadline": "10 jours avant la date limite de réception des offres",
        "platform": "https://marches.clairmont.example",
    }
    assert [lot.title for lot in found["lots"]] == ["Secteur nord", "Secteur sud", "Cimetières"]
    assert found["insertion"].per_lot == {"1": 350, "2": 280}
    assert found["insertion"].per == "an"
    assert [(lot, name, weight) for lot, name, weight, _ in weights(found)] == [
        ("1", "Prix des prestations", 60),
        ("1", "Valeur technique", 40),
        ("2", "Prix des prestations", 60),
        ("2", "Valeur technique", 40),
        ("3", "Prix des prestations", 50),
        ("3", "Valeur technique", 30),
        ("3", "Performances en matière de protection de l'environnement", 20),
    ]
    assert found["warnings"] == ()
