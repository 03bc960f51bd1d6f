"""Quand le règlement exige la signature au dépôt, le mandataire qui signe seul joint l'habilitation de chaque membre.

Sans objet si vous répondez seul, si rien n'est encore signé, ou si la signature n'est due qu'à l'attribution.

Indécidable si un fichier n'a pas pu être lu ou reconnu.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.members import groups
from checker.rules.support.reading import holders
from checker.rules.support.texts import blind, said
from procurement.law import LawAtDay

RULE = Rule(
    code="I04",
    family="groupement",
    severity=Severity.A_CORRIGER,
    title="Les membres habilitent leur mandataire",
    source="CCP R2142-23",
    status="v [S11]",
    how_to_mend="Faites signer l'habilitation par chaque membre avant la signature du marché.",
    checked=date(2026, 11, 22),
)
_GIVES = r"[☒☑✓✔✗✘■x]\s*(?:ont donne|donnent|donne) mandat|\bhabilite (?:le mandataire|la societe)|donne(?:nt)? pouvoir au mandataire"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked, files = dossier.consultation.signature_required, groups(dossier)
    signed = [f for f in holders(dossier, ("acte_engagement",)) if (s := f.first("signed")) and s.value is True]
    if not files or not signed or asked is None or asked.value != "at_submission":
        yield RULE.moot("Aucune habilitation du mandataire n'est due au dépôt.")
        return
    given = holders(dossier, ("habilitation_mandataire",))
    told = [place for file in dossier.files for place, _ in said(file, _GIVES)][:1]
    words: dict[str, object] = {"about": "habilitation_mandataire", "file": (given or files)[0].name}
    words |= {"evidence": (*told, asked.evidence)}
    unsigned = [file for file in given if (fact := file.first("signed")) and fact.value is False]
    if unsigned:
        yield RULE.fails(f"{unsigned[0].name} n'est pas signé : chaque membre doit habiliter le mandataire.", **words)
    elif given or told:
        yield RULE.holds("Le mandataire est habilité par les membres.", **words)
    elif blind(dossier):
        yield RULE.unsure("Vérifiez que l'habilitation du mandataire est jointe : un fichier n'a pas été lu.", **words)
    else:
        yield RULE.fails("Il manque l'habilitation du mandataire signée par chaque membre.", **words)
