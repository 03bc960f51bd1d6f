"""The invented pieces in the vault of the demo's firm: most hold, one ends soon, one has ended, one nobody recognises."""

from __future__ import annotations

from datetime import date, timedelta

from portal.demo.dossiers import DemoDossier, Files
from portal.demo.paper import pdf, word
from portal.demo.world import DemoFirm
from portal.presentation import day as french_day

INVENTED = "Document inventé pour la démonstration de Tremplin."


def _vigilance(firm: DemoFirm, situation: date) -> bytes:
    return pdf(
        "ATTESTATION DE VIGILANCE",
        [
            "Attestation de fourniture des déclarations sociales et de paiement des cotisations et contributions de sécurité "
            "sociale, article L. 243-15 du code de la sécurité sociale.",
            INVENTED,
            f"L'Urssaf atteste que l'entreprise {firm.name}, SIREN {firm.siren}, est à jour de ses obligations en matière de "
            f"cotisations de sécurité sociale et d'allocations familiales à la date du {french_day(situation)}.",
            "Effectif moyen mensuel : 6 salariés. Code de sécurité : EXEMPLE0DEMO123",
        ],
    )


def _ten_years(firm: DemoFirm, first: date, last: date) -> bytes:
    return pdf(
        "ATTESTATION D'ASSURANCE DE RESPONSABILITÉ DÉCENNALE OBLIGATOIRE",
        [
            f"Mutuelle d'exemple, société d'assurance inventée pour la démonstration. {INVENTED}",
            f"Nous attestons que l'entreprise {firm.name}, SIRET {firm.siret}, est titulaire du contrat n° EX-2045872.",
            f"La garantie s'applique aux chantiers ouverts du {french_day(first)} au {french_day(last)}.",
            "Activités garanties : peinture, revêtements muraux, ravalement.",
        ],
    )


def _certificate(firm: DemoFirm, last: date) -> bytes:
    return pdf(
        "CERTIFICAT QUALIBAT",
        [
            INVENTED,
            f"L'entreprise {firm.name}, SIREN {firm.siren}, est titulaire de la qualification 6111 : peinture et ravalement.",
            f"Certificat valable jusqu'au {french_day(last)}.",
        ],
    )


def make_vault(firm: DemoFirm, ready: DemoDossier, today: date) -> Files:
    """The files of the vault, by name; two of them serve in the dossier that is nearly ready."""
    unknown = word("ATTESTATION", ["Établie pour servir et valoir ce que de droit.", INVENTED])
    return {
        "Attestation de vigilance.pdf": _vigilance(firm, today - timedelta(days=165)),
        "Attestation décennale.pdf": _ten_years(firm, date(today.year - 2, 1, 1), today - timedelta(days=40)),
        "Attestation RC pro.pdf": ready.firm_files["Attestation RC pro.pdf"],
        "DC2.docx": ready.firm_files["DC2.docx"],
        "References.docx": ready.firm_files["References.docx"],
        "Certificat Qualibat.pdf": _certificate(firm, date(today.year + 2, 6, 30)),
        "Scan du 3 mars.docx": unknown,
    }
