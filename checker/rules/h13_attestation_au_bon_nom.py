"""Les attestations sociales, fiscales et d'assurance portent le SIREN du candidat, ou son nom.

Sans objet si ces pièces ne portent pas de SIREN, ou concernent un autre membre du groupement.

Indécidable si vous répondez en groupement, ou si l'attestation peut être celle de la société mère.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from checker.rules.support.company import called
from checker.rules.support.reading import blurred
from procurement.law import LawAtDay

RULE = Rule(
    code="H13",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="Les attestations sont au nom du candidat",
    source="pratique",
    status="nv",
    how_to_mend="Remplacez-la par l'attestation de votre entreprise.",
)
_OFFICIAL = ("vigilance_urssaf", "attestation_fiscale", "conges_intemperies")
_PRIVATE = ("rc_pro", "decennale", "qualification_pro")  # the insurer's own SIREN may be the only one printed


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen, ours = identity.numbers(dossier, _OFFICIAL + _PRIVATE), identity.expected(dossier)
    if not seen or ours is None:
        yield RULE.moot("Pas assez de numéros SIREN lus pour les comparer.")
        return
    members = identity.members(dossier)
    for file, kind, fact, numbers in seen:
        words: dict[str, object] = {"about": kind, "file": file.name, "expected": ours, "evidence": (fact.evidence,)}
        other = sorted(numbers)[0]
        own_name = called(dossier, file)
        if ours in numbers or (own_name and kind in _PRIVATE):
            yield RULE.holds(f"{file.name} est bien au nom de votre entreprise.", found=ours, **words)
        elif numbers & members:
            yield RULE.moot(f"{file.name} concerne une autre entreprise de votre groupement.", found=other, **words)
        elif members or own_name is None and kind in _PRIVATE or blurred(file) or fact.confidence < 0.6:
            text = f"{file.name} porte le SIREN {other} : est-ce une entreprise du groupement ?"
            yield RULE.unsure(text, found=other, **words)
        else:
            text = f"{file.name} est au nom d'une autre entreprise (SIREN {other}, le vôtre est {ours})."
            yield RULE.fails(text, found=other, **words)
