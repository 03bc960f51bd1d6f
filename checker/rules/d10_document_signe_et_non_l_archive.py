"""Quand une archive est signée, l'acte d'engagement qu'elle contient l'est aussi.

Sans objet si aucune archive n'est signée.

Indécidable si aucun acte d'engagement n'a été reconnu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.naming import names
from checker.rules.support.reading import holders
from checker.rules.support.signing import base_name, electronic
from procurement.law import LawAtDay

RULE = Rule(
    code="D10",
    family="signature",
    severity=Severity.CONSEIL,
    title="Les documents sont signés, pas seulement l'archive",
    source="RC AFD lu : la signature du pli ne vaut pas signature des pièces",
    status="v openprocurements 2019",
    how_to_mend="Signez chaque document à signer, l'acte d'engagement d'abord.",
    checked=date(2026, 11, 22),
)
_ARCHIVE = re.compile(r"\.(?:zip|7z|rar)[ ._-]*(?:signature|\d)*[ ._-]*\.?(?:p7s|p7m|sig|xades|xml)$")
_TOKEN = re.compile(r"\.(?:p7s|p7m|sig|xades)$")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    tokens = [name for name in names(dossier) if _ARCHIVE.search(name)]
    if not tokens:
        yield RULE.moot("Aucune archive signée n'est jointe.")
        return
    deeds = holders(dossier, ("acte_engagement",))
    own = {base_name(name) for name in names(dossier) if name not in tokens and _TOKEN.search(name)}
    if not deeds:
        yield RULE.unsure("Une archive est signée : vérifiez que l'acte d'engagement l'est aussi.", file=tokens[0])
    for file in deeds:
        words: dict[str, object] = {"about": "acte_engagement", "file": file.name, "lot": file.lot, "found": tokens[0]}
        if electronic(file) or base_name(file.name) in own:
            yield RULE.holds(f"{file.name} est signé lui-même.", **words)
        else:
            yield RULE.fails(f"Seule l'archive est signée ({tokens[0]}) : {file.name} ne l'est pas.", **words)
