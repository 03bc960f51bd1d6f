"""Names and lots of files, for the rules that compare them."""

from __future__ import annotations

from checker.facts.model import ReadFile
from checker.rules.model import Dossier

OFFICE = (".doc", ".docx", ".docm", ".xls", ".xlsx", ".xlsm", ".ppt", ".pptx", ".pptm", ".odt", ".ods", ".odp", ".rtf")


def names(dossier: Dossier) -> tuple[str, ...]:
    """The names of the files, lower case."""
    return tuple(file.name.lower() for file in dossier.files)


def lots_of(file: ReadFile, kind: str) -> set[str]:
    """The lots that a file's pieces of this kind carry."""
    lots = {piece.lot for piece in file.pieces if piece.kind == kind} | {file.lot}
    return {lot for lot in lots if lot}
