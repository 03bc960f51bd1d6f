"""Si le règlement exige la signature dès le dépôt, l'acte d'engagement la porte.

Sans objet si le règlement n'exige pas la signature au dépôt, ou si l'acte d'engagement n'est pas joint.

Indécidable si la signature est peut-être dans une image ou un fichier séparé.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.naming import names
from checker.rules.support.signing import electronic, electronic_required, pictured
from procurement.law import LawAtDay

RULE = Rule(
    code="D01",
    family="signature",
    severity=Severity.A_CORRIGER,
    title="L'acte d'engagement est signé quand le règlement l'exige",
    source="CCP R2182-3 ; arrêté 22/03/2019",
    status="v [S13] (signature due si le RC l'impose)",
    how_to_mend=(
        "Signez avec un certificat qualifié, ou demandez à l'acheteur si la signature peut être reportée à "
        "l'attribution."
    ),
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = dossier.consultation.signature_required
    files = [file for file in dossier.files if file.kind == "acte_engagement"]
    if asked is None or asked.value != "at_submission" or not files:
        yield RULE.moot("La signature n'est pas exigée au dépôt.")
        return
    tokens = any(name.endswith((".p7s", ".p7m")) or "signature" in name for name in names(dossier))
    clear = (electronic_required(dossier) or (False,))[0]
    for file in files:
        fact = file.first("signed")
        words: dict[str, object] = {
            "about": "acte_engagement",
            "file": file.name,
            "lot": file.lot,
            "evidence": (asked.evidence,),
        }
        if clear and pictured(file) and not electronic(file):
            yield RULE.moot(f"{file.name} porte une signature scannée : voyez la règle D03.", **words)
        elif electronic(file) or (fact is not None and fact.value is True):
            yield RULE.holds(f"{file.name} porte une signature.", **words)
        elif tokens or not file.document.readable or file.document.text_source == "ocr" or asked.confidence < 0.5:
            yield RULE.unsure(f"Nous n'avons pas pu voir si {file.name} est signé : le règlement l'exige.", **words)
        else:
            text = "Le règlement demande un acte d'engagement signé dès le dépôt. Le vôtre ne l'est pas."
            yield RULE.fails(text, **words)
