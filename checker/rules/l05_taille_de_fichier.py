"""Aucun fichier ne dépasse la taille fixée par le règlement.

Sans objet si aucun fichier n'est joint.

Indécidable si le règlement ne fixe pas de taille et que le fichier est lourd.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="L05",
    family="fichiers",
    severity=Severity.A_CORRIGER,
    title="Aucun fichier n'est trop lourd",
    source="RC",
    status="nv",
    how_to_mend="Compressez les images ; séparez les lots.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = dossier.consultation.max_file_size_mb
    usual = Decimal(str(law.value("controles.taille_fichier_alerte_mo")))
    try:
        most = Decimal(str(asked.value)) if asked else usual
    except InvalidOperation:
        asked, most = None, usual
    if not dossier.files:
        yield RULE.moot("Aucun fichier joint.")
    good = 0
    for file in dossier.files:
        size = Decimal(file.document.size) / 1_000_000
        weight = f"{size:.1f}".replace(".", ",") + " Mo"
        words: dict[str, object] = {
            "about": file.kind,
            "file": file.name,
            "found": weight,
            "expected": f"{most} Mo au plus",
        }
        if size <= most:
            good += 1
        elif asked:
            yield RULE.fails(
                f"{file.name} pèse {weight}, la limite est {most} Mo.", **words, evidence=(asked.evidence,)
            )
        else:
            yield RULE.unsure(f"{file.name} pèse {weight} : vérifiez la limite de la plateforme.", **words)
    if good:
        yield RULE.holds(f"Fichiers assez légers : {good} sur {len(dossier.files)}.")
