"""Le mémoire technique n'a pas plus de pages que le règlement n'en admet.

Sans objet si le règlement ne fixe pas de limite ou si le mémoire n'est pas joint.

Indécidable si le dépassement peut venir de la page de garde, du sommaire ou des annexes.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="K02",
    family="memoire",
    severity=Severity.A_CORRIGER,
    title="Le mémoire ne dépasse pas la longueur admise",
    source="RC",
    status="nv",
    how_to_mend="Raccourcissez ou passez en annexe autorisée.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = dossier.consultation.page_limit
    files = [
        file for file in dossier.files if file.kind == "memoire_technique" and file.document.media_type.endswith("pdf")
    ]
    if asked is None or not str(asked.value).isdigit() or not files:
        yield RULE.moot("Aucune limite de pages à vérifier.")
        return
    most = int(str(asked.value))
    for file in files:
        pages = len(file.document.pages)
        words: dict[str, object] = {"about": file.kind, "file": file.name, "found": str(pages), "expected": str(most)}
        if pages <= most:
            yield RULE.holds(f"{file.name} : {pages} pages, {most} admises.", evidence=(asked.evidence,), **words)
        elif pages <= most + 2 or "hors" in asked.evidence.quote.lower():
            yield RULE.unsure(f"{file.name} : {pages} pages pour {most} admises ; comptez sans les annexes.", **words)
        else:
            text = (
                f"Votre mémoire fait {pages} pages, la limite est {most}. Les pages en trop peuvent ne pas être lues."
            )
            yield RULE.fails(text, evidence=(asked.evidence,), **words)
