"""Aucune variante n'est jointe quand le règlement les interdit.

Sans objet si aucune variante n'est jointe.

Indécidable si le règlement ne dit rien des variantes, ou si le fichier n'en porte que le mot.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import blurred, fold
from procurement.law import LawAtDay

RULE = Rule(
    code="M03",
    family="particulier",
    severity=Severity.BLOQUANT,
    title="Une variante n'est présentée que si elle est admise",
    source="CCP R2151-8 à R2151-11",
    status="nv",
    how_to_mend="Retirez la variante, ou ajoutez l'offre de base que le règlement exige.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = dossier.consultation.variants_allowed
    files = [file for file in dossier.files if "variante" in file.kinds or "variante" in fold(file.name).split()]
    if not files:
        yield RULE.moot("Aucune variante n'est jointe.")
    for file in files:
        words: dict[str, object] = {"about": "variante", "file": file.name, "lot": file.lot}
        words |= {"evidence": (asked.evidence,)} if asked else {}
        if asked is not None and asked.value is True:
            yield RULE.holds(f"{file.name} : le règlement admet les variantes.", **words)
        elif asked is None or asked.value is not False or asked.confidence < 0.5 or blurred(file):
            yield RULE.unsure(f"{file.name} semble être une variante : le règlement l'admet-il ?", **words)
        else:
            yield RULE.fails(f"{file.name} est une variante, et le règlement les interdit.", **words)
