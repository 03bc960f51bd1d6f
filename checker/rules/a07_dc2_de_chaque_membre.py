"""Chaque membre que le DC1 ou l'acte d'engagement présente a son propre DC2, son DUME ou sa déclaration de chiffre
d'affaires.

Sans objet si vous répondez seul, ou si le règlement ne demande ni DC2 ni DUME.

Indécidable si un DC2 ne porte pas de SIREN lisible, ou si un fichier n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from checker.rules.support.reading import holders
from checker.rules.support.texts import blind
from procurement.law import LawAtDay

RULE = Rule(
    code="A07",
    family="completude",
    severity=Severity.A_CORRIGER,
    title="Chaque entreprise du groupement a rempli son DC2 (ou un DUME)",
    source="DAJ notice DC2",
    status="v [S12]",
    how_to_mend="Faites remplir un DC2 (ou un DUME) à chaque membre.",
    checked=date(2026, 11, 22),
)
_OWN = ("dc2", "dume", "declaration_ca")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    presented = [
        (file, found) for file, _, _, found in identity.numbers(dossier, ("dc1", "acte_engagement")) if len(found) > 1
    ]
    asked = any({item.kind, *item.alternative_to} & set(_OWN) for _, item in dossier.consultation.requirements())
    if not presented or not asked:
        yield RULE.moot("Vous répondez seul, ou le règlement ne demande pas de déclaration par membre.")
        return
    seen = identity.numbers(dossier, _OWN)
    own = {number for *_, found in seen for number in found}
    unread = len(holders(dossier, _OWN)) > len({file.name for file, *_ in seen}) or blind(dossier)
    file, members = presented[0]
    for number in sorted(members):
        fact = identity.sirens(file, "dc1" if "dc1" in file.kinds else "acte_engagement")[number]
        words: dict[str, object] = {"about": "dc2", "evidence": (fact.evidence,), "expected": f"DC2 de {number}"}
        who = identity.named(fact, number)
        if number in own:
            yield RULE.holds(f"Dans le groupement, {who} a sa déclaration.", **words)
        elif unread:
            yield RULE.unsure(f"Le DC2 n'est pas trouvé à coup sûr pour {who}.", **words)
        else:
            text = f"{file.name} présente {who} comme membre, mais son DC2 est absent : chacun remplit le sien."
            yield RULE.fails(text, **words)
