"""Quand plusieurs entreprises répondent ensemble, le DC1 ou l'acte d'engagement dit si le groupement est conjoint ou
solidaire.

Sans objet si vous répondez seul.

Indécidable si les cases n'ont pas pu être lues.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.members import groups
from checker.rules.support.reading import holders
from checker.rules.support.texts import said
from checker.rules.support.ticks import box
from procurement.law import LawAtDay

RULE = Rule(
    code="I02",
    family="groupement",
    severity=Severity.A_CORRIGER,
    title="Le groupement dit s'il est conjoint ou solidaire",
    source="CCP R2142-20, R2142-22",
    status="v [S11]",
    how_to_mend="Cochez la forme dans le DC1 ; elle ne peut être imposée qu'à l'attribution.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = groups(dossier)
    if not files:
        yield RULE.moot("Vous ne répondez pas en groupement.")
    for file in files:
        boxes = [box(file, "dc1", r"^conjoint"), box(file, "dc1", r"^solidaire")]
        words: dict[str, object] = {"about": "dc1", "file": file.name}
        deeds = holders(dossier, ("acte_engagement",))
        deed = any(any(said(one, r"groupement (conjoint|solidaire)", "acte_engagement")) for one in deeds)
        ticked = any(box(one, "acte_engagement", r"conjoint|solidaire") for one in deeds)
        if any(boxes) or deed or ticked:
            yield RULE.holds("La forme du groupement est indiquée.", **words)
        elif None in boxes or file.document.text_source == "ocr":
            yield RULE.unsure(f"{file.name} : vérifiez que la forme du groupement est cochée.", **words)
        else:
            yield RULE.fails(f"{file.name} : précisez si le groupement est conjoint ou solidaire.", **words)
