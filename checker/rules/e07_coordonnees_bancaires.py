"""L'IBAN de chaque RIB est bien formé, il est celui de l'acte d'engagement, et le compte est au nom du candidat.

Sans objet si aucun RIB n'est joint, ou si le RIB est celui d'un autre membre du groupement.

Indécidable si le RIB vient d'une image qui se lit mal, ou si le compte est peut-être celui d'un organisme d'affacturage.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.banking import accounts, deed_ibans, judge
from procurement.law import LawAtDay

RULE = Rule(
    code="E07",
    family="ae",
    severity=Severity.A_CORRIGER,
    title="L'IBAN est juste et le même partout",
    source="norme IBAN (ISO 13616)",
    status="v (algorithme)",
    how_to_mend="Recopiez l'IBAN du RIB de l'entreprise qui signe, et joignez ce RIB.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    ibans, seen = deed_ibans(dossier), False
    for account in accounts(dossier):
        seen = True
        words: dict[str, object] = {"about": "rib", "file": account.file.name, "found": account.iban or account.raw}
        words |= {"evidence": account.evidence}
        state, reason = judge(dossier, account, ibans)
        if state == "same":
            yield RULE.holds(f"{account.file.name} : l'IBAN est bien formé et concorde.", **words)
        elif state == "member":
            yield RULE.moot(f"{account.file.name} est le RIB d'un autre membre du groupement.", **words)
        elif state == "unclear":
            yield RULE.unsure(f"{account.file.name} : {reason}. Est-ce bien le compte à créditer ?", **words)
        else:
            yield RULE.fails(f"Problème de coordonnées bancaires dans {account.file.name} : {reason}.", **words)
    if not seen:
        yield RULE.moot("Aucun RIB lisible n'est joint.")
