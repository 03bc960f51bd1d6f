"""Quand le règlement demande l'attestation relative aux sanctions européennes, une pièce du dossier la donne.

Sans objet si les documents de l'acheteur ne parlent pas de ces sanctions.

Indécidable si un fichier n'a pas pu être lu ou reconnu.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.texts import asked, blind, said
from procurement.law import LawAtDay

RULE = Rule(
    code="M08",
    family="particulier",
    severity=Severity.CONSEIL,
    title="L'attestation relative aux sanctions européennes est jointe",
    source="règlement (UE) 2022/576",
    status="v [S16]",
    how_to_mend="Une déclaration sur l'honneur suffit : reprenez le modèle de l'acheteur s'il en donne un.",
    checked=date(2026, 11, 22),
)
_ASKED = r"(?:attest|declar|certifi|formulaire|engage)[^.]{0,160}(?:2022/576|833/2014|sanctions?[^.]{0,60}russi)|sanctions?[^.]{0,60}russi[^.]{0,100}attest"
_TOLD = r"2022/576|833/2014|sanctions?[^.\n]{0,60}russi"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    rule = next((block for block, _ in asked(dossier, _ASKED)), None)
    if rule is None or not dossier.files:
        yield RULE.moot("L'acheteur ne demande pas d'attestation relative aux sanctions.")
        return
    words: dict[str, object] = {"about": "sanctions_russie", "evidence": (rule.evidence(),)}
    told = [file for file in dossier.files if any(said(file, _TOLD))]
    if files := (*holders(dossier, ("sanctions_russie",)), *told):
        yield RULE.holds(f"{files[0].name} traite des sanctions européennes.", file=files[0].name, **words)
    elif blind(dossier):
        yield RULE.unsure("Vérifiez que l'attestation relative aux sanctions européennes est jointe.", **words)
    else:
        text = "Le règlement demande l'attestation relative aux sanctions européennes (Russie) : elle n'est pas jointe."
        yield RULE.fails(text, **words)
