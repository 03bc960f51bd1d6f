"""Le montant écrit en toutes lettres dans l'acte d'engagement est l'un des montants écrits en chiffres.

Sans objet si aucun montant n'est écrit en lettres.

Indécidable si un mot n'a pas été compris, ou si les chiffres viennent d'une image sans se recouper.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.deeds import figures, spelled_amounts
from checker.rules.support.reading import holders
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="E03",
    family="ae",
    severity=Severity.A_CORRIGER,
    title="Le prix en lettres est le prix en chiffres",
    source="usage / RC",
    status="nv",
    how_to_mend="Corrigez : l'acheteur retient souvent le montant en lettres.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    for file in holders(dossier, ("acte_engagement",)):
        digits, sure = figures(file)
        for text, amount, evidence in spelled_amounts(file):
            seen = True
            words: dict[str, object] = {"about": "acte_engagement", "file": file.name, "lot": file.lot, "found": text}
            words |= {"evidence": (evidence,)}
            if amount is None or not digits:
                yield RULE.unsure(
                    f"{file.name} : comparez vous-même le prix en lettres et le prix en chiffres.", **words
                )
            elif amount in digits:
                yield RULE.holds(
                    f"{file.name} : le prix en lettres ({euros(amount)}) est le prix en chiffres.", **words
                )
            else:
                near = min(digits, key=lambda one: abs(one - amount))
                sentence = f"Le prix en lettres ({euros(amount)}) ne correspond pas au prix en chiffres ({euros(near)})"
                say = RULE.fails if sure else RULE.unsure
                yield say(f"{sentence} dans {file.name}.", expected=euros(near), **words)
    if not seen:
        yield RULE.moot("Aucun montant n'est écrit en toutes lettres.")
