"""Quand le DC2 déclare un redressement judiciaire, la copie du jugement est jointe.

Sans objet si aucune procédure n'est déclarée.

Indécidable si la case n'est pas clairement cochée.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.ticks import answer
from procurement.law import LawAtDay

RULE = Rule(
    code="G09",
    family="capacite",
    severity=Severity.A_CORRIGER,
    title="Le jugement est joint en cas de procédure collective",
    source="CCP L2141-3, R2143-9",
    status="v [S09, S18]",
    how_to_mend="Ajoutez la copie du jugement couvrant la durée du marché.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    proof, seen = holders(dossier, ("jugement_redressement",)), False
    for file in holders(dossier, ("dc2", "dc1", "declaration_honneur")):
        kind = next(one for one in ("dc2", "dc1", "declaration_honneur") if one in file.kinds)
        ticked = answer(file, kind, r"redressement judiciaire|procedure collective|liquidation judiciaire")
        if ticked is None or ticked[0] is False:
            continue
        negative = "ne fait pas l'objet" in ticked[1].quote.lower() or "n'est pas" in ticked[1].quote.lower()
        words: dict[str, object] = {"about": "jugement_redressement", "file": file.name, "evidence": (ticked[1],)}
        if ticked[0] is None or negative:
            continue
        seen = True
        if proof:
            yield RULE.holds("Le jugement est joint.", **words)
        elif file.document.text_source == "ocr":
            yield RULE.unsure(f"{file.name} signale peut-être une procédure collective : vérifiez la case.", **words)
        else:
            text = f"{file.name} déclare une procédure collective : joignez le jugement autorisant la poursuite de l'activité."
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Aucune procédure collective n'est déclarée.")
