"""Un DC4 au-dessus du seuil légal coche le paiement direct.

Sans objet si aucun DC4 ne porte de montant au-dessus du seuil.

Indécidable si la case n'a pas été lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.dc4 import amount
from checker.rules.support.reading import holders
from checker.rules.support.ticks import answer
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="I09",
    family="sous_traitance",
    severity=Severity.CONSEIL,
    title="Le paiement direct du sous-traitant est prévu",
    source="CCP R2193-10",
    status="nv (seuil connu, texte non relu)",
    how_to_mend="Cochez le paiement direct et ajoutez l'IBAN du sous-traitant.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    threshold, seen = Decimal(str(law.value("sous_traitance_paiement_direct_ttc"))), False
    for file in holders(dossier, ("dc4",)):
        read, ticked = amount(file), answer(file, "dc4", r"paiement direct")
        if read is None or read[0] <= threshold:
            continue
        seen = True
        words: dict[str, object] = {"about": "dc4", "file": file.name, "found": euros(read[0])}
        words |= {"evidence": (ticked[1],) if ticked else (read[1],)}
        if ticked and ticked[0]:
            yield RULE.holds(f"{file.name} : paiement direct coché.", **words)
        elif ticked and ticked[0] is False:
            text = f"Au-delà de {euros(threshold)} TTC, votre sous-traitant est payé directement par l'acheteur."
            yield RULE.fails(f"{text} {file.name} coche le contraire.", **words)
        else:
            yield RULE.unsure(f"{file.name} : cochez ou non le paiement direct, et indiquez l'IBAN.", **words)
    if not seen:
        yield RULE.moot("Aucun DC4 n'appelle de paiement direct.")
