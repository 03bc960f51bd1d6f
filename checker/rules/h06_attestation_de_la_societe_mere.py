"""La société d'un groupe qui paie l'impôt ensemble joint aussi l'attestation fiscale de la société mère.

Sans objet si l'attestation ne parle pas d'un groupe fiscal.

Indécidable si aucun SIREN n'a été lu sur les attestations jointes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from checker.rules.support.reading import holders
from checker.rules.support.texts import said
from procurement.law import LawAtDay

RULE = Rule(
    code="H06",
    family="attestations",
    severity=Severity.CONSEIL,
    title="L'attestation fiscale de la société mère est jointe",
    source="BOFiP repris par API Entreprise",
    status="v [S04]",
    how_to_mend="Ajoutez l'attestation de régularité fiscale de la société mère.",
    checked=date(2026, 11, 22),
)
_GROUP = r"groupe (?:fiscal|integre|fiscalement)|fiscalement integre|integration fiscale|article 223 a|societe mere"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("attestation_fiscale",))
    grouped = [(file, place) for file in files for place, _ in said(file, _GROUP, "attestation_fiscale")][:1]
    if not grouped:
        yield RULE.moot("Aucune attestation ne parle d'un groupe fiscal.")
        return
    file, place = grouped[0]
    words: dict[str, object] = {"about": "attestation_fiscale", "file": file.name, "evidence": (place,)}
    payers = {number for one in files for number in identity.sirens(one, "attestation_fiscale")}
    if len(payers) > 1:
        yield RULE.holds("Deux attestations fiscales sont jointes, la vôtre et celle de la société mère.", **words)
    elif not payers and len(files) > 1:
        yield RULE.unsure("Vérifiez qu'une des attestations fiscales est celle de la société mère.", **words)
    else:
        text = f"{file.name} dit que la société mère paie l'impôt : joignez aussi son attestation fiscale."
        yield RULE.fails(text, **words)
