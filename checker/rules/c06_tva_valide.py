"""Chaque numéro de TVA français lu a une clé juste, et porte le SIREN de l'entreprise.

Sans objet si aucun numéro de TVA français n'a été lu.

Indécidable si le numéro vient d'une image, ou si vous répondez en groupement.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from checker.rules.support.texts import said
from procurement.identifiers import compact, valid_vat
from procurement.law import LawAtDay

RULE = Rule(
    code="C06",
    family="identite",
    severity=Severity.A_CORRIGER,
    title="Le numéro de TVA correspond au SIREN",
    source="règle de clé TVA FR",
    status="nv",
    how_to_mend="Recopiez-le depuis votre espace impots.gouv.",
)
_VAT = r"\b(?:tva|intracommunautaire)\b[^\n]{0,40}?\b(fr ?\d{2}(?: ?\d{3}){3})(?! ?\d)"
_KINDS = frozenset({"acte_engagement", "dc1", "dc2", "devis", "rib", "dume"})


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    ours, others, seen = identity.expected(dossier), identity.members(dossier), False
    for file in (one for one in dossier.files if one.kinds & _KINDS):
        read = {compact(found[1]).upper(): place for place, found in said(file, _VAT)}
        read |= {compact(str(fact.value)).upper(): fact.evidence for fact in file.all("vat")}
        for number, place in read.items():
            if not number.startswith("FR"):
                continue
            seen = True
            words: dict[str, object] = {"about": file.kind, "file": file.name, "found": number, "evidence": (place,)}
            right = valid_vat(number)
            if right and (not ours or number[4:] == ours or number[4:] in others):
                yield RULE.holds(f"{file.name} : le numéro de TVA est bien formé.", **words)
            elif file.document.text_source == "ocr" or others or len(number) != 13:
                yield RULE.unsure(f"{file.name} : numéro de TVA {number} à relire.", **words)
            elif right:
                yield RULE.fails(
                    f"Le numéro de TVA {number} dans {file.name} ne porte pas votre SIREN {ours}.", **words
                )
            else:
                yield RULE.fails(
                    f"Le numéro de TVA {number} dans {file.name} est mal recopié : sa clé est fausse.", **words
                )
    if not seen:
        yield RULE.moot("Aucun numéro de TVA lu.")
