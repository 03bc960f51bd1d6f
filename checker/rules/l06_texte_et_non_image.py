"""Le mémoire et les pièces de prix ont un texte que l'on peut chercher et copier.

Sans objet si aucune de ces pièces n'est jointe.

Indécidable si une partie seulement des pages est une image (plans, photos).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.writing import counted
from procurement.law import LawAtDay

RULE = Rule(
    code="L06",
    family="fichiers",
    severity=Severity.A_CORRIGER,
    title="Les pièces à lire ne sont pas des images",
    source="pratique",
    status="nv",
    how_to_mend="Déposez le PDF d'origine (ou passez-le à l'OCR).",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("memoire_technique", "cadre_reponse", "bpu", "dqe", "dpgf"))
    if not files:
        yield RULE.moot("Ni mémoire ni pièce de prix à lire.")
    for file in files:
        words: dict[str, object] = {"about": file.kind, "file": file.name, "lot": file.lot}
        pages = file.document.pages
        images = [page.number for page in pages if page.text_source != "layer"]
        if not pages or not images:
            yield RULE.holds(f"{file.name} : son texte se lit et se copie.", **words)
        elif len(images) == len(pages):
            text = f"{file.name} est une image : l'acheteur ne pourra ni chercher ni copier."
            yield RULE.fails(text, found=f"{counted(len(pages), 'page')} en image", **words)
        else:
            yield RULE.unsure(f"{file.name} : {counted(len(images), 'page')} en image sur {len(pages)}.", **words)
