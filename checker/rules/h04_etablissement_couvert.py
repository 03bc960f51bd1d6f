"""Quand l'attestation de vigilance liste des établissements, celui de l'acte d'engagement y figure.

Sans objet si l'attestation ne liste pas d'établissement, ou si l'acte d'engagement n'a pas de SIRET.

Indécidable si l'attestation vient d'une image, ou si elle parle de tous les établissements.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import facts, holders
from checker.rules.support.texts import said
from procurement.identifiers import valid_siret
from procurement.law import LawAtDay

RULE = Rule(
    code="H04",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="L'attestation de vigilance couvre l'établissement qui exécute",
    source="spécimen Urssaf",
    status="v [S05]",
    how_to_mend="Demandez une attestation qui cite cet établissement.",
    checked=date(2026, 11, 22),
)
_ALL = r"tous (ses|les|vos) etablissements|ensemble (de ses|de vos|des) etablissements(?! dont)"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    deeds = {
        number: fact
        for file in holders(dossier, ("acte_engagement",))
        for fact in facts(file, "acte_engagement", "siret")
        if (number := valid_siret(str(fact.value)))
    }
    seen = False
    for file in holders(dossier, ("vigilance_urssaf",)) if deeds else ():
        listed = {
            number for fact in facts(file, "vigilance_urssaf", "siret") if (number := valid_siret(str(fact.value)))
        }
        ours = {number: fact for number, fact in deeds.items() if number[:9] in {one[:9] for one in listed}}
        if not listed or not ours:
            continue
        seen = True
        missing = sorted(set(ours) - listed)
        words: dict[str, object] = {"about": "vigilance_urssaf", "file": file.name, "found": ", ".join(sorted(listed))}
        if not missing:
            yield RULE.holds(f"{file.name} cite l'établissement qui exécute.", **words)
        elif file.document.text_source == "ocr" or any(said(file, _ALL)):
            yield RULE.unsure(f"{file.name} : vérifiez que l'établissement {missing[0]} est couvert.", **words)
        else:
            text = f"{file.name} ne couvre pas l'établissement {missing[0]} de l'acte d'engagement."
            yield RULE.fails(text, expected=missing[0], evidence=(ours[missing[0]].evidence,), **words)
    if not seen:
        yield RULE.moot("Aucune liste d'établissements à comparer.")
