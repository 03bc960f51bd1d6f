"""Chaque pièce est rédigée en français, ou accompagnée d'une traduction.

Sans objet si aucun fichier n'est lisible.

Indécidable si le règlement admet une autre langue, ou si une traduction est peut-être jointe.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.texts import asked
from checker.rules.support.tongue import foreign
from procurement.law import LawAtDay

RULE = Rule(
    code="L11",
    family="depot",
    severity=Severity.A_CORRIGER,
    title="Les pièces sont en français",
    source="CCP R2143-16, R2151-12",
    status="R2143-16 v [S17] ; R2151-12 nv",
    how_to_mend="Ajoutez une traduction simple (ou certifiée si le RC l'exige).",
)
_ADMITTED = r"(langue|redige\w*|documents?)[^.]{0,60}(anglais|anglaise|allemand|autre langue)[^.]{0,40}(admis|accept|autoris|tolere)"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    readable = [file for file in dossier.files if file.document.readable]
    admitted = next(asked(dossier, _ADMITTED), None)
    translated = any("tradu" in file.name.lower() for file in readable)
    if not readable:
        yield RULE.moot("Aucun fichier lisible.")
    good = 0
    for file in readable:
        words: dict[str, object] = {"about": file.kind, "file": file.name}
        tongues = [tongue for page in file.document.pages if (tongue := foreign(page.text))]
        pages = [page for page in file.document.pages if len(page.text.split()) > 20]
        if not tongues:
            good += 1
        elif admitted or translated or len(tongues) * 2 < len(pages):
            yield RULE.unsure(f"{file.name} contient un texte en {tongues[0]} : une traduction est-elle due ?", **words)
        else:
            text = f"{file.name} est en {tongues[0]} : joignez une traduction en français."
            yield RULE.fails(text, found=tongues[0], expected="français", **words)
    if good:
        yield RULE.holds(f"Fichiers en français, sur ce que l'outil a pu lire : {good} sur {len(readable)}.")
