"""Pages, formats, sizes, lots, turnover, validity."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker.consultation.papers_of import value

CASES: list[tuple[str, str, Any]] = [
    (
        "page_limit",
        "Le mémoire ne dépassera pas 30 pages pour le lot 1, 20 pages pour les lots 2 et 3 et 15 pages pour le lot 4.",
        {"1": 30, "2": 20, "3": 20, "4": 15},
    ),
    (
        "page_limit",
        "Le cadre de mémoire est joint. Il fait 25 pages pour le lot 1 et 10 pages pour le lot 2.",
        {"1": 25, "2": 10},
    ),
    ("page_limit", "- un mémoire de 50 pages maximum, avec une note environnementale.", 50),
    (
        "minimum_turnover",
        "Chiffre d'affaires annuel minimum : 80 000 € HT pour le lot 1 et 50 000 € HT pour le lot 2.",
        {"1": 80000, "2": 50000},
    ),
    (
        "minimum_turnover",
        "Déclaration de chiffre d'affaires. Niveau minimum annuel : lot 1 : 800 000 euros, lot 2 : 450 000 euros.",
        {"1": 800000, "2": 450000},
    ),
    (
        "minimum_turnover",
        "Pièce\tExigence\tNiveau minimal\nDéclaration du candidat\tObligatoire\tChiffre d'affaires moyen de 600 000 €",
        600000,
    ),
    ("offer_validity_days", "Les offres sont valables huit mois, soit 240 jours, à compter de la date limite.", 240),
    ("offer_validity_days", "Le délai de validité des offres est de 7 mois (210 jours).", 210),
    (
        "offer_validity_days",
        "Article 4 – Délai de validité\n120 jours à compter de la date limite de remise des offres.",
        120,
    ),
    ("offer_validity_days", "D. Délai pendant lequel vous êtes engagé\n60 jours après la date limite de dépôt.", 60),
    ("offer_validity_days", "Votre offre vous engage pendant 60 jours.", 60),
    (
        "offer_validity_days",
        "11. Délai pendant lequel le soumissionnaire est tenu de maintenir son offre\n120 jours",
        120,
    ),
    ("offer_validity", "Les candidats restent engagés 4 mois par leur proposition.", "4 mois"),
    (
        "allowed_formats",
        "Les formats électroniques dans lesquels les documents peuvent être transmis sont les suivants : .pdf, .doc, .zip.",
        ["pdf", "doc", "zip"],
    ),
    ("max_file_size_mb", "Chaque fichier pèsera moins de 20 Mo.", 20),
    ("page_limit", "- Note méthodologique (15 pages)", 15),
    ("page_limit", "- mémoire technique (maxi 30 pages) ;", 30),
    ("max_lots", "Un organisme peut répondre à tous les lots mais ne peut en obtenir plus de deux.", 2),
    ("allowed_formats", "Les fichiers sont à remettre au format PDF, DOCX ou DWG.", ["pdf", "docx", "dwg"]),
    ("max_file_size_mb", "La plateforme accepte des plis jusqu'à 2 Go.", 2000),
    ("max_lots", "Un candidat peut concourir aux deux lots : un seul lot maximum par candidat.", 1),
    ("page_limit", "- un mémoire technique limité à 20 pages A4 recto, annexes non comprises ;", 20),
    ("page_limit", "Le mémoire technique ne devra pas excéder trente (30) pages.", 30),
    ("page_limit", "Note méthodologique de 25 pages au plus, tout compris", 25),
    ("page_limit", "- une note de deux pages sur le service après-vente ;", 2),
    ("page_limit", "Le mémoire, 15 pages maximum, décrit les moyens.", 15),
    ("page_limit", "Le cadre de réponse technique de 12 pages à compléter est joint au dossier.", None),
    ("page_limit", "- trois références, une page chacune ;", None),
    ("page_limit", "- une proposition technique de 25 pages maximum (hors CV), avec la méthodologie ;", 25),
    ("page_limit", "- une note décrivant la démarche de développement durable (2 pages maximum).", None),
    (
        "max_lots",
        "Un candidat peut répondre à un ou plusieurs lots, sans pouvoir être attributaire de plus de trois lots.",
        3,
    ),
    (
        "offer_validity_days",
        "I.4 – Délai de validité : 240 jours à compter de la date limite de réception des offres.",
        240,
    ),
    ("page_limit", "Le mémoire technique décrit l'organisation du chantier. Page 3 sur 12", None),
    ("max_file_size_mb", "La taille totale du pli ne dépasse pas 200 Mo.", 200),
    ("max_file_size_mb", "Le poids de chaque fichier est limité à 50 Mo.", 50),
    ("max_file_size_mb", "Taille maximale du dossier : 1 Go", 1000),
    ("max_file_size_mb", "Les candidats sont invités à limiter le poids des fichiers transmis.", None),
    (
        "allowed_formats",
        "Formats acceptés : PDF, DOCX, XLSX et ZIP. Les fichiers exécutables sont proscrits.",
        ["pdf", "docx", "xlsx", "zip"],
    ),
    (
        "allowed_formats",
        "Les fichiers sont transmis dans l'un des formats suivants :\n- portable document format (.pdf) ;\n- tableur (.xls, .xlsx).",
        ["pdf", "xls", "xlsx"],
    ),
    ("allowed_formats", "Aucun format de fichier n'est imposé ; les formats PDF et ZIP sont répandus.", None),
    (
        "allowed_formats",
        "Pour lire les documents téléchargés, il faut un logiciel qui ouvre les formats suivants : .pdf, .zip.",
        None,
    ),
    ("max_lots", "Un même candidat peut présenter une offre pour deux lots au maximum.", 2),
    ("max_lots", "Un soumissionnaire ne pourra se voir attribuer plus de trois (3) lots.", 3),
    ("max_lots", "Nombre maximal de lots pouvant être attribués à un soumissionnaire : 2", 2),
    (
        "max_lots",
        "Les candidats peuvent répondre à un ou plusieurs lots. Il n'y a pas de limitation du nombre de lots.",
        None,
    ),
    ("max_lots", "Le marché est divisé en 4 lots.", None),
    ("minimum_turnover", "Le candidat justifie d'un chiffre d'affaires annuel minimum de 400 000 € HT.", 400000),
    ("minimum_turnover", "Chiffre d'affaires moyen au moins égal à 1,5 M€", 1500000),
    ("minimum_turnover", "Déclaration du chiffre d'affaires\tNiveau minimum : 250 000,00 € HT\tNon", 250000),
    (
        "minimum_turnover",
        "Chiffre d'affaires annuel minimal exigé : lot 1 : 500 000 € HT ; lot 2 : 150 000 € HT",
        {"1": 500000, "2": 150000},
    ),
    ("minimum_turnover", "Déclaration concernant le chiffre d'affaires des trois derniers exercices.", None),
    ("minimum_turnover", "Assurance d'un montant minimal de 1 500 000 € par sinistre.", None),
    (
        "offer_validity",
        "Le délai de validité des offres est fixé à 120 jours à compter de la date limite.",
        "120 jours",
    ),
    ("offer_validity", "Les candidats restent tenus par leur offre pendant quatre (4) mois.", "4 mois"),
    ("offer_validity", "Le candidat est lié par son offre durant cinq mois.", "5 mois"),
    ("offer_validity", "Délai minimum de validité des offres : 6 mois à compter de la date limite.", "6 mois"),
    (
        "offer_validity",
        "Délai pendant lequel le soumissionnaire est tenu de maintenir son offre : cent vingt (120) jours",
        "120 jours",
    ),
    ("offer_validity", "2.4 Délai de validité des offres\nIl est fixé à 180 jours.", "180 jours"),
    ("offer_validity", "La garantie est de douze mois. L'attestation est valable six mois.", None),
    ("offer_validity_days", "Le délai de validité des offres est fixé à 90 jours.", 90),
    ("offer_validity_days", "Les offres sont valables 4 mois.", None),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES)
def test_limits(name: str, text: str, expected: Any) -> None:
    assert value(name, text) == expected
