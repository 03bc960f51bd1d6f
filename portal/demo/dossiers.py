"""The three invented bid dossiers of the demo: one nearly ready, one with faults, one just begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.demo.paper import Rows, pdf, sheet, word
from portal.demo.world import DemoFirm
from portal.presentation import day as french_day
from portal.presentation import long_moment
from procurement.models import Notice

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class DemoDossier:
    """Files of the buyer and of the firm for one notice."""

    notice: Notice
    buyer_files: Files
    firm_files: Files


def rules_of_consultation(notice: Notice) -> bytes:
    """An invented règlement de la consultation."""
    assert notice.deadline is not None
    return pdf(
        "RÈGLEMENT DE LA CONSULTATION (RC)",
        [
            f"Acheteur : {notice.buyer.name}",
            f"Objet de la consultation : {notice.title}",
            f"Référence de la consultation : {notice.reference}",
            "Document inventé pour la démonstration de Tremplin.",
            f"Date et heure limites de réception des offres : {long_moment(notice.deadline)}",
            ("heading", "Article 1 - Procédure"),
            "La consultation est passée selon la procédure adaptée, en application de l'article R2123-1 du Code de la "
            "commande publique. Les prestations ne sont pas alloties. Les variantes ne sont pas autorisées.",
            ("heading", "Article 2 - Délai de validité des offres"),
            "Le délai de validité des offres est fixé à 120 jours à compter de la date limite de réception des offres.",
            ("break", ""),
            ("heading", "Article 3 - Présentation des candidatures et des offres"),
            "3.1 Pièces de la candidature",
            ("item", "La lettre de candidature (formulaire DC1) ;"),
            ("item", "La déclaration du candidat (formulaire DC2) ;"),
            ("item", "Une attestation d'assurance responsabilité civile professionnelle en cours de validité ;"),
            ("item", "La liste des principales références des cinq dernières années."),
            "3.2 Pièces de l'offre",
            ("item", "L'acte d'engagement (AE) complété ;"),
            ("item", "La décomposition du prix global et forfaitaire (DPGF) complétée, au format Excel ;"),
            ("item", "Un mémoire technique."),
            "3.3 Pièces à fournir par l'attributaire",
            ("item", "L'attestation de vigilance délivrée par l'Urssaf, datant de moins de six mois ;"),
            ("item", "L'attestation de régularité fiscale."),
            ("heading", "Article 4 - Jugement des offres"),
            "Les offres sont jugées selon les critères pondérés suivants : prix des prestations 60 %, valeur technique 40 %.",
            ("heading", "Article 5 - Signature"),
            "La signature de l'acte d'engagement n'est pas exigée au moment du dépôt : seul l'attributaire signe.",
        ],
    )


def _deed(notice: Notice, firm: DemoFirm, amount: float, siret: str | None = None) -> bytes:
    """An invented acte d'engagement."""
    return word(
        "ACTE D'ENGAGEMENT (AE)",
        [
            f"Acheteur : {notice.buyer.name}",
            f"Objet du marché : {notice.title}",
            f"Référence de la consultation : {notice.reference}",
            f"Le signataire, agissant au nom de l'entreprise {firm.name}, numéro SIRET {siret or firm.siret},",
            "s'engage à exécuter les prestations demandées au prix indiqué ci-dessous :",
            f"Montant hors taxes : {amount:.2f} €".replace(".", ","),
            "Taux de la TVA : 20 %",
            f"Montant TTC : {amount * 1.2:.2f} €".replace(".", ","),
        ],
    )


def _prices(amount: float) -> bytes:
    """An invented décomposition du prix global et forfaitaire."""
    rows: Rows = [
        ["DÉCOMPOSITION DU PRIX GLOBAL ET FORFAITAIRE (DPGF)"],
        ["N°", "Désignation", "Unité", "Quantité", "Prix unitaire HT", "Total HT"],
        [1, "Installation de chantier et protections", "ft", 1, round(amount * 0.1, 2), round(amount * 0.1, 2)],
        [2, "Préparation des supports", "m²", 100, round(amount * 0.003, 2), round(amount * 0.3, 2)],
        [3, "Exécution et finitions", "m²", 100, round(amount * 0.006, 2), round(amount * 0.6, 2)],
        [None, "TOTAL HT", None, None, None, amount],
        [None, "TVA 20 %", None, None, None, round(amount * 0.2, 2)],
        [None, "TOTAL TTC", None, None, None, round(amount * 1.2, 2)],
    ]
    return sheet("DPGF", rows)


def _letter(notice: Notice, firm: DemoFirm) -> bytes:
    return word(
        "DC1 - LETTRE DE CANDIDATURE",
        [
            "Habilitation du mandataire par ses co-traitants",
            f"A - Identification de l'acheteur : {notice.buyer.name}",
            f"B - Objet de la consultation : {notice.title} (référence {notice.reference})",
            "C - Objet de la candidature : la candidature est présentée pour le marché public",
            f"D - Présentation du candidat : le candidat se présente seul. {firm.name}, SIRET {firm.siret}",
            "F - Engagements du candidat : le candidat déclare sur l'honneur n'entrer dans aucun des cas d'exclusion.",
        ],
    )


def _statement(firm: DemoFirm, year: int) -> bytes:
    turnover: Rows = [["Exercice", "Chiffre d'affaires global HT"]]
    for one in (year - 3, year - 2, year - 1):
        turnover.append([str(one), f"{480_000 + 20_000 * (one - year)} €"])
    return word(
        "DC2 - DÉCLARATION DU CANDIDAT INDIVIDUEL OU DU MEMBRE DU GROUPEMENT",
        [f"Identification du candidat : {firm.name}, SIRET {firm.siret}", "Chiffre d'affaires des trois exercices"],
        turnover,
    )


def _insurance(firm: DemoFirm, first: date, last: date) -> bytes:
    return pdf(
        "ATTESTATION D'ASSURANCE RESPONSABILITÉ CIVILE PROFESSIONNELLE",
        [
            "Mutuelle d'exemple, société d'assurance inventée pour la démonstration.",
            f"Nous attestons que l'entreprise {firm.name}, SIRET {firm.siret}, est titulaire du contrat n° EX-2045871.",
            f"Période de validité : du {french_day(first)} au {french_day(last)}.",
            "Activités garanties : travaux du bâtiment.",
        ],
    )


def _memoir(notice: Notice, firm: DemoFirm) -> bytes:
    return pdf(
        "MÉMOIRE TECHNIQUE",
        [
            f"{firm.name} - {notice.title}",
            ("heading", "1. Moyens humains"),
            "Un conducteur de travaux et quatre compagnons sont affectés au chantier.",
            ("heading", "2. Méthode et phasage"),
            "Les travaux ont lieu par zones, locaux occupés, avec protection des circulations.",
            ("heading", "3. Environnement"),
            "Produits en phase aqueuse, tri des déchets à la source.",
        ],
    )


def _references(firm: DemoFirm, year: int) -> bytes:
    rows: Rows = [
        ["Maître d'ouvrage", "Objet", "Année", "Montant HT"],
        ["Commune d'exemple", "Travaux dans un groupe scolaire", year - 1, 42_300],
        ["Office public d'exemple", "Rénovation de vingt logements", year - 2, 61_800],
    ]
    return word("LISTE DES PRINCIPALES RÉFÉRENCES", [f"Entreprise {firm.name}"], rows)


def make_dossiers(notices: list[Notice], firm: DemoFirm, moment: datetime) -> list[DemoDossier]:
    """Dossiers for the three given notices: nearly ready, with faults, just begun."""
    today, amount = moment.date(), 38_450.0
    ready, faulty, begun = notices
    year = today.year
    insured = _insurance(firm, date(year, 1, 1), date(year + 1, 12, 31))
    lapsed = _insurance(firm, date(year - 2, 1, 1), today - timedelta(days=20))
    common = {"DC2.docx": _statement(firm, year), "References.docx": _references(firm, year)}
    return [
        DemoDossier(
            ready,
            {"RC.pdf": rules_of_consultation(ready)},
            common
            | {
                "DC1.docx": _letter(ready, firm),
                "Attestation RC pro.pdf": insured,
                "Acte d'engagement.docx": _deed(ready, firm, amount),
                "DPGF.xlsx": _prices(amount),
                "Memoire technique.pdf": _memoir(ready, firm),
            },
        ),
        DemoDossier(
            faulty,
            {"RC.pdf": rules_of_consultation(faulty)},
            common
            | {
                "DC1.docx": _letter(faulty, firm),
                "Attestation assurance.pdf": lapsed,
                "AE.docx": _deed(faulty, firm, amount),
                "DPGF.xlsx": _prices(amount + 1_200),
            },
        ),
        DemoDossier(begun, {"RC.pdf": rules_of_consultation(begun)}, {}),
    ]
