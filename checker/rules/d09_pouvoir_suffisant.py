"""Le pouvoir joint est en cours à la date limite et son plafond n'est pas inférieur au montant de l'offre.

Sans objet si aucun pouvoir n'est joint.

Indécidable si le pouvoir ne dit ni date ni plafond, ou si le plafond est annuel.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.prices import priced
from checker.rules.support.reading import holders
from checker.rules.support.texts import said
from checker.rules.support.validity import last_day, reference_day
from checker.rules.support.writing import euros, french_day
from procurement.law import LawAtDay

RULE = Rule(
    code="D09",
    family="signature",
    severity=Severity.A_CORRIGER,
    title="Le pouvoir du signataire couvre ce marché",
    source="pratique",
    status="nv",
    how_to_mend="Faites signer le dirigeant ou établissez une nouvelle délégation.",
)
_CAP = r"(dans la limite|jusqu'a|plafond|n'excede|n'excedant|inferieurs? (ou ega\w+ )?a|maximum|maximal)[^.\n]{0,60}?\d[^.\n]*(€|euros?)"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    offered = max((deed.amounts[0] for deed in priced(dossier, ("acte_engagement",))), default=None)
    files, limit = holders(dossier, ("pouvoir_signataire",)), reference_day(dossier)
    if not files:
        yield RULE.moot("Aucun pouvoir n'est joint.")
    for file in files:
        words: dict[str, object] = {"about": "pouvoir_signataire", "file": file.name}
        end = last_day(file, "pouvoir_signataire")
        caps = [(place, AMOUNT.search(place.quote)) for place, _ in said(file, _CAP)]
        cap = next(((place, value_of(found)) for place, found in caps if found and value_of(found) > 100), None)
        yearly = cap is not None and "an" in cap[0].quote.lower().split()
        if end and end < limit:
            text = f"{file.name} n'est plus valable après le {french_day(end)}, le dépôt est le {french_day(limit)}."
            yield RULE.fails(text, found=french_day(end), **words)
        elif cap and offered and cap[1] < offered and not yearly:
            text = f"{file.name} est limité à {euros(cap[1])}, votre offre est de {euros(offered)} HT."
            yield RULE.fails(text, found=euros(cap[1]), expected=euros(offered), evidence=(cap[0],), **words)
        elif end is None and (cap is None or yearly or not offered):
            yield RULE.unsure(f"{file.name} : vérifiez que le pouvoir est en cours et couvre ce montant.", **words)
        else:
            yield RULE.holds(f"{file.name} couvre ce marché, sur ce que l'outil a pu lire.", **words)
