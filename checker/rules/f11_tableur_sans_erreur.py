"""Aucune cellule d'un tableur de prix n'affiche une erreur (#REF!, #VALEUR!, #N/A…).

Sans objet si aucun tableur n'est joint.

Indécidable si le tableur n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="F11",
    family="prix",
    severity=Severity.A_CORRIGER,
    title="Aucun tableur ne montre d'erreur de formule",
    source="pratique",
    status="nv",
    how_to_mend="Corrigez la formule, ou collez les valeurs.",
)
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
_ERRORS = ("#ref!", "#valeur!", "#value!", "#n/a", "#div/0!", "#nom?", "#name?", "#nombre!", "#num!", "#null!", "err:5")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = [file for file in dossier.files if file.name.lower().endswith(_SHEETS)]
    if not files:
        yield RULE.moot("Aucun tableur n'est joint.")
    for file in files:
        words: dict[str, object] = {"about": file.kind, "file": file.name, "lot": file.lot}
        cells = [
            (table.title or "feuille", cell.row + 1, cell.text)
            for page in file.document.pages
            for table in page.tables
            for cell in table.cells
            if cell.text.strip().lower().startswith(_ERRORS)
        ]
        if not file.document.readable:
            yield RULE.unsure(f"{file.name} n'a pas pu être lu : ouvrez-le pour vérifier ses formules.", **words)
        elif cells:
            sheet, row, error = cells[0]
            text = f"{file.name} affiche une erreur de formule ({error}), feuille {sheet}, ligne {row} : l'acheteur la verra."
            yield RULE.fails(text, found=error, **words)
        else:
            yield RULE.holds(f"{file.name} : aucune erreur de formule.", **words)
