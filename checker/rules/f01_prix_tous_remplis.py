"""Chaque ligne à chiffrer du bordereau, du détail ou de la décomposition porte un prix.

Sans objet si aucun tableau de prix n'a été lu.

Indécidable si le tableau vient d'une image, ou si les lignes vides sont peut-être des titres ou des options.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.frames import tables
from checker.rules.support.reading import fold
from procurement.law import LawAtDay

RULE = Rule(
    code="F01",
    family="prix",
    severity=Severity.BLOQUANT,
    title="Tous les prix sont remplis",
    source="CCP L2152-2 ; TA Lille 11 mars 2025 n°2201660",
    status="v [S15]",
    how_to_mend="Mettez un prix, ou « inclus dans le prix n° … » / « 0 € offert » si c'est voulu.",
    checked=date(2026, 11, 22),
)
_OPTION = ("option", "variante", "pse", "prestation supplementaire", "facultati", "tranche")
SHOWN = 6


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    for file, kind, lines in tables(dossier):
        to_price = [line for line in lines if not line.is_total]
        if not to_price:
            continue
        seen = True
        empty = [line for line in to_price if not line.priced]
        words: dict[str, object] = {"about": kind, "file": file.name, "lot": file.lot}
        if not empty:
            yield RULE.holds(f"{file.name} : les {len(to_price)} lignes à chiffrer ont un prix.", **words)
            continue
        named = ", ".join(line.name for line in empty[:SHOWN]) + (" …" if len(empty) > SHOWN else "")
        words |= {"found": named, "evidence": tuple(line.evidence for line in empty[:SHOWN])}
        doubt = file.document.text_source == "ocr" or not all(line.has_unit_column for line in empty)
        optional = all(any(word in fold(line.words) for word in _OPTION) for line in empty)
        if doubt or optional:
            yield RULE.unsure(f"{file.name} : des lignes semblent sans prix ({named}).", **words)
        else:
            plural = "prix ne sont pas remplis" if len(empty) > 1 else "prix n'est pas rempli"
            yield RULE.fails(f"{len(empty)} {plural} dans {file.name} : lignes {named}.", **words)
    if not seen:
        yield RULE.moot("Aucun tableau de prix n'a été lu.")
