"""Le nombre de lots visés ne dépasse pas le maximum fixé par le règlement.

Sans objet si le règlement ne fixe pas de maximum ou si un seul lot est visé.

Indécidable si le maximum porte peut-être sur l'attribution et non sur la candidature.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.writing import counted
from procurement.law import LawAtDay

RULE = Rule(
    code="B06",
    family="perimetre",
    severity=Severity.BLOQUANT,
    title="Vous ne répondez pas à trop de lots",
    source="CCP L2113-10, R2113-1",
    status="v page gestionnaire03 (principe)",
    how_to_mend="Retirez des lots ou indiquez votre ordre de préférence.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    found = dossier.consultation.max_lots
    try:
        most = int(str(found.value)) if found else None
    except ValueError:
        most = None
    if found is None or most is None or not dossier.lots:
        yield RULE.moot("Le règlement ne limite pas le nombre de lots.")
    elif len(dossier.lots) <= most:
        yield RULE.holds(f"{counted(len(dossier.lots), 'lot visé')}, {most} au plus.", evidence=(found.evidence,))
    elif "attribu" in found.evidence.quote.lower():
        text = f"Vous visez {len(dossier.lots)} lots ; {most} au plus peuvent vous être attribués."
        yield RULE.unsure(text, evidence=(found.evidence,))
    else:
        text = f"Vous répondez à {len(dossier.lots)} lots, le règlement en autorise {most}."
        yield RULE.fails(text, found=str(len(dossier.lots)), expected=str(most), evidence=(found.evidence,))
