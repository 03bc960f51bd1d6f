"""L'attestation de vigilance, l'attestation fiscale et le certificat de congés portent le SIREN du candidat.

Sans objet si ces pièces ne portent pas de SIREN.

Indécidable si vous répondez en groupement, ou si l'attestation peut être celle de la société mère.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from procurement.law import LawAtDay

RULE = Rule(
    code="H13",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="Les attestations sociales et fiscales sont au nom du candidat",
    source="pratique",
    status="nv",
    how_to_mend="Remplacez-la par l'attestation de votre entreprise.",
)
_KINDS = ("vigilance_urssaf", "attestation_fiscale", "conges_intemperies")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = identity.numbers(dossier, _KINDS)
    ours = identity.expected(dossier)
    if not seen or ours is None:
        yield RULE.moot("Pas assez de numéros SIREN lus pour les comparer.")
        return
    members = identity.members(dossier)
    for file, kind, fact, numbers in seen:
        words: dict[str, object] = {"about": kind, "file": file.name, "expected": ours, "evidence": (fact.evidence,)}
        other = sorted(numbers)[0]
        if ours in numbers:
            yield RULE.holds(f"{file.name} porte bien le SIREN {ours}.", found=ours, **words)
        elif numbers & members:
            yield RULE.moot(f"{file.name} concerne une autre entreprise de votre groupement.", found=other, **words)
        elif members or file.document.text_source == "ocr" or fact.confidence < 0.6:
            yield RULE.unsure(
                f"{file.name} porte le SIREN {other} : est-ce une entreprise du groupement ?", found=other, **words
            )
        else:
            yield RULE.fails(
                f"{file.name} est au nom d'une autre entreprise (SIREN {other}, le vôtre est {ours}).",
                found=other,
                **words,
            )
