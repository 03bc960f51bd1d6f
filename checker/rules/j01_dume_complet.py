"""Le DUME répond à chaque motif d'exclusion et va jusqu'aux déclarations finales.

Sans objet si aucun DUME n'est joint.

Indécidable si le DUME n'a pas la présentation attendue, ou vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.dume import unanswered
from checker.rules.support.forms import fields
from checker.rules.support.reading import holders
from checker.rules.support.texts import plain
from procurement.law import LawAtDay

RULE = Rule(
    code="J01",
    family="dume",
    severity=Severity.A_CORRIGER,
    title="Le DUME est complet",
    source="CCP R2143-4 ; règlement (UE) 2016/7",
    status="nv",
    how_to_mend="Terminez-le sur le service DUME, puis joignez le PDF et le XML.",
)
_ENDS = ("partie vi", "declarations finales", "part vi", "concluding statements")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("dume",))
    if not files:
        yield RULE.moot("Aucun DUME n'est joint.")
    for file in files:
        words: dict[str, object] = {"about": "dume", "file": file.name}
        if (gaps := unanswered(file)) is not None:
            text = f"Votre DUME {file.name} est incomplet : sans réponse à {', '.join(gaps[:4])}."
            yield (
                RULE.fails(text, found=", ".join(gaps[:4]), **words)
                if gaps
                else RULE.holds(f"{file.name} répond à chaque motif d'exclusion.", **words)
            )
            continue
        blank = [one for one in fields(file, "dume") if one.blank and len(one.label) > 3]
        text = plain(file)
        if file.document.text_source == "ocr" or "partie iii" not in text:
            yield RULE.unsure(f"{file.name} : vérifiez que chaque partie du DUME est remplie.", **words)
        elif blank:
            named = ", ".join(one.label for one in blank[:4])
            words |= {"found": named, "evidence": tuple(one.evidence for one in blank[:4])}
            yield RULE.fails(f"Votre DUME {file.name} est incomplet : sans réponse à {named}.", **words)
        elif not any(end in text for end in _ENDS):
            yield RULE.fails(f"Votre DUME {file.name} s'arrête avant les déclarations finales (partie VI).", **words)
        else:
            yield RULE.holds(f"{file.name} : pas de réponse vide, déclarations finales présentes.", **words)
