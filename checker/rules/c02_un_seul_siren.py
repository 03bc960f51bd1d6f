"""L'acte d'engagement, le DC1, le DC2 et le DUME portent le SIREN de l'entreprise qui répond.

Sans objet si ces pièces ne portent pas de SIREN.

Indécidable si vous répondez en groupement ou si le numéro vient d'une image qui se lit mal.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from checker.rules.support.reading import blurred
from procurement.law import LawAtDay

RULE = Rule(
    code="C02",
    family="identite",
    severity=Severity.BLOQUANT,
    title="Toutes les pièces désignent la même entreprise",
    source="CCP R2143-3 ; cohérence du cocontractant",
    status="nv",
    how_to_mend="Faites porter toutes les pièces par l'entreprise qui signe le marché.",
)
_KINDS = ("acte_engagement", "dc1", "dc2", "dume")


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
        elif members or blurred(file) or fact.confidence < 0.6:
            yield RULE.unsure(
                f"{file.name} porte le SIREN {other} : est-ce une entreprise du groupement ?", found=other, **words
            )
        else:
            yield RULE.fails(
                f"{file.name} porte le SIREN {other}, votre entreprise le SIREN {ours}. Corrigez l'un des deux.",
                found=other,
                **words,
            )
