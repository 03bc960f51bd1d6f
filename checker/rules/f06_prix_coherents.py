"""Une même prestation, dans la même unité, n'a pas deux prix unitaires cinq fois l'un plus grand que l'autre.

Sans objet si aucune prestation n'est chiffrée deux fois.

Indécidable si les prix viennent d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.oddities import pairs
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="F06",
    family="prix",
    severity=Severity.CONSEIL,
    title="Vos prix unitaires sont du même ordre d'un tableau à l'autre",
    source="pratique",
    status="nv",
    how_to_mend="Vérifiez l'unité (m2, ml, u, ens) et la virgule.",
)
FAR = 5  # times: a misplaced point or a wrong unit, hardly a price


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    for file, line, other_file, other in pairs(dossier):
        seen = True
        low, high = sorted((line.unit_price or Decimal(1), other.unit_price or Decimal(1)))
        words: dict[str, object] = {"about": file.kind, "file": file.name, "evidence": (line.evidence, other.evidence)}
        text = f"« {line.designation[:60]} » : {euros(low)} d'un côté, {euros(high)} de l'autre"
        if high < FAR * low:
            yield RULE.holds(f"{text} : du même ordre.", **words)
        elif "ocr" in {file.document.text_source, other_file.document.text_source}:
            yield RULE.unsure(f"{text} : à relire.", **words)
        else:
            yield RULE.fails(f"{text} ({file.name}, {other_file.name}).", **words)
    if not seen:
        yield RULE.moot("Aucune prestation n'est chiffrée deux fois.")
