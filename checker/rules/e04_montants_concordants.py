"""Le montant HT de l'acte d'engagement égale le total de la DPGF, du DQE ou du devis du même lot.

Sans objet si l'un des deux ne porte pas de montant (accord-cadre à prix unitaires).

Indécidable si plusieurs montants sont possibles (tranches, options, plusieurs bâtiments) ou si le chiffre vient
d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.prices import compare, priced, same_lot
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="E04",
    family="ae",
    severity=Severity.BLOQUANT,
    title="L'acte d'engagement et la pièce de prix annoncent le même montant",
    source="CCP R2152-2 ; CAA Paris 5 juil. 2024 n°22PA00120 (écart de 10,26 % = substantiel)",
    status="v [S15] (aapasso.fr)",
    how_to_mend="Alignez les deux montants avant dépôt : après, une correction de prix peut être refusée.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    cents, seen = Decimal(str(law.value("controles.tolerance_total_eur"))), False
    for deed in priced(dossier, ("acte_engagement",)):
        others = [one for one in priced(dossier, ("dpgf", "devis", "dqe")) if same_lot(dossier, deed, one)]
        if not others:
            continue
        seen = True
        gap = compare(deed, others, cents)
        ours, theirs = euros(deed.amounts[0]), euros(others[0].amounts[0])
        evidence = (deed.facts[0].evidence, others[0].facts[0].evidence)
        words: dict[str, object] = {"about": "acte_engagement", "file": deed.file.name, "lot": deed.file.lot}
        words |= {"found": ours, "expected": theirs, "evidence": evidence}
        text = f"L'acte d'engagement annonce {ours} HT, {others[0].file.name} totalise {theirs} HT."
        if gap == "same":
            yield RULE.holds("L'acte d'engagement et la pièce de prix annoncent le même montant HT.", **words)
        elif gap == "unclear":
            yield RULE.unsure(f"À vérifier : {text}", **words)
        else:
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Pas de montant à comparer entre l'acte d'engagement et une pièce de prix.")
