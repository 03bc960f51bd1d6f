"""Le chiffre d'affaires minimal exigé ne dépasse pas le plafond légal, en multiple du montant estimé.

Sans objet si le règlement n'exige pas de minimum, ou si le montant estimé n'est pas publié.

Indécidable si plusieurs montants estimés sont publiés.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.minimums import asked_turnover
from checker.rules.support.prices import stated_amounts
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="G02",
    family="capacite",
    severity=Severity.CONSEIL,
    title="L'exigence de chiffre d'affaires reste dans le plafond légal",
    source="CCP R2142-7 modifié par décret 2025-1383 (29/12/2025)",
    status="v [T] (kohenavocats, landot, laviecommunale)",
    how_to_mend="Posez une question sur le profil d'acheteur avant la date limite.",
    checked=date(2026, 11, 22),
)
_ESTIMATED = r"(montant|valeur|budget|cout|enveloppe)s?[^.]{0,30}(estim|previsionnel)|estimation|estime(e|s)? a"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    least, evidence = asked_turnover(dossier)
    values = sorted({amount for amount, _ in stated_amounts(dossier, _ESTIMATED) if amount > 1000})
    if not least or evidence is None or not values:
        yield RULE.moot("Pas de minimum exigé ou de montant estimé à comparer.")
        return
    times = Decimal(str(law.value("chiffre_affaires_minimal_max")))
    ceiling = values[-1] * times
    words: dict[str, object] = {"about": "dc2", "found": euros(least), "expected": f"{euros(ceiling)} au plus"}
    words |= {"evidence": (evidence,)}
    factor = f"{times.normalize():f}".replace(".", ",")
    if least <= values[0] * times:
        yield RULE.holds(f"L'exigence de chiffre d'affaires ({euros(least)}) reste dans le plafond légal.", **words)
    elif len(values) > 1 or evidence is None:
        yield RULE.unsure(
            f"Comparez l'exigence ({euros(least)}) à {factor} fois le montant estimé de votre lot.", **words
        )
    else:
        text = f"Le règlement exige {euros(least)} de chiffre d'affaires, plus de {factor} fois le montant estimé"
        yield RULE.fails(f"{text} ({euros(values[0])}). Vous pouvez le signaler à l'acheteur.", **words)
