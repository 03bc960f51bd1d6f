"""L'attestation de vigilance de l'Urssaf porte son code de sécurité lisible.

Sans objet si aucune attestation de l'Urssaf n'est jointe.

Indécidable si l'attestation est une image qui se lit mal, ou vient de la MSA.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import blurred, facts, holders
from checker.rules.support.texts import pages_of, said
from procurement.law import LawAtDay

RULE = Rule(
    code="H03",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="Le code de sécurité de l'attestation de vigilance est lisible",
    source="CSS D243-15 ; D8222-5",
    status="v [S01, S02]",
    how_to_mend="Joignez le PDF d'origine, pas une photo ni une capture.",
    checked=date(2026, 11, 22),
)
_CODE = r"code de securite\s*:?\s*[a-z0-9 \-]{6,}"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("vigilance_urssaf",))
    if not files:
        yield RULE.moot("Aucune attestation de vigilance n'est jointe.")
    for file in files:
        words: dict[str, object] = {"about": "vigilance_urssaf", "file": file.name}
        written = any(said(file, r"code de securite", "vigilance_urssaf"))
        code = facts(file, "vigilance_urssaf", "security_code") or any(said(file, _CODE, "vigilance_urssaf"))
        msa = any(said(file, r"\bmsa\b|mutualite sociale agricole", "vigilance_urssaf"))
        image = any(page.text_source != "layer" for page in pages_of(file, "vigilance_urssaf"))
        if code or (written and not image):
            yield RULE.holds(f"{file.name} porte son code de sécurité.", **words)
        elif msa or (image and (written or blurred(file))):
            yield RULE.unsure(f"{file.name} : vérifiez que le code de sécurité se lit.", **words)
        else:
            text = (
                f"Le code de sécurité ne se lit pas dans {file.name} : l'acheteur ne pourra pas vérifier l'attestation."
            )
            yield RULE.fails(text, **words)
