"""Quand plusieurs entreprises répondent ensemble, le DC1 ou l'acte d'engagement désigne un mandataire.

Sans objet si vous répondez seul.

Indécidable si le DC1 vient d'une image ou n'a pas la rubrique attendue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.members import groups, says_nothing, section
from checker.rules.support.reading import holders
from checker.rules.support.texts import said
from procurement.law import LawAtDay

RULE = Rule(
    code="I01",
    family="groupement",
    severity=Severity.BLOQUANT,
    title="Le groupement désigne son mandataire",
    source="CCP R2142-24 ; CE 28 avr. 2006 n°283942 (mention substantielle)",
    status="v [S11]",
    how_to_mend="Désignez le mandataire dans le DC1 (rubrique G) et dans l'acte d'engagement.",
    checked=date(2026, 11, 22),
)
_NAMED = r"mandataire[^.\n]{0,30}[:(]\s*(?!sans objet|neant|…|\.\.)[a-z]{3}|[a-z]{3,}[^.\n]{0,30}[,(-]\s*mandataire|mandataire solidaire\b"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = groups(dossier)
    if not files:
        yield RULE.moot("Vous ne répondez pas en groupement.")
    for file in files:
        part = section(file, "dc1", r"designation du mandataire \(|^g ?[-–.].*mandataire")
        deed = any(any(said(one, _NAMED, "acte_engagement")) for one in holders(dossier, ("acte_engagement",)))
        words: dict[str, object] = {"about": "dc1", "file": file.name, "evidence": (part[1],) if part else ()}
        if deed or (part and not says_nothing(part[0])):
            yield RULE.holds("Un mandataire est désigné.", **words)
        elif part is None or file.document.text_source == "ocr":
            yield RULE.unsure(f"{file.name} : vérifiez que le mandataire est désigné.", **words)
        else:
            text = f"{file.name} présente plusieurs entreprises mais aucun mandataire n'est désigné."
            yield RULE.fails(text, **words)
