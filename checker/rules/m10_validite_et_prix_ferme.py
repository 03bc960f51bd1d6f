"""L'acheteur ne demande pas à la fois une très longue validité de l'offre et un prix ferme non actualisable.

Sans objet si la durée de validité n'a pas été lue, ou si elle est courante.

Indécidable si rien ne dit si le prix est révisable.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.texts import asked
from procurement.law import LawAtDay

RULE = Rule(
    code="M10",
    family="particulier",
    severity=Severity.CONSEIL,
    title="Une longue validité à prix ferme est un risque connu",
    source="CCP R2112-9 s. (n° nv)",
    status="nv",
    how_to_mend="Vérifiez la clause de révision ou d'actualisation.",
)
_FIRM = r"prix[^.]{0,60}(fermes?)[^.]{0,80}(non (actualisable|revisable)|et definitif)|ni (actualis|revis)\w+ ni|non (actualisable|revisable)s?"
_MOVES = r"prix[^.]{0,80}(sont |est )?(actualis|revis|ajust)(e|es|able|ables)\b|formule[^.]{0,40}(revision|parametrique|actualisation)"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    found, usual = dossier.consultation.offer_validity_days, int(law.value("controles.validite_offre_longue_jours"))
    days = int(str(found.value)) if found and str(found.value).isdigit() else 0
    if found is None or days <= usual:
        yield RULE.moot("La durée de validité demandée est courante, ou n'a pas été lue.")
        return
    firm = next(asked(dossier, _FIRM, "ccap", "rc", "acte_engagement"), None)
    words: dict[str, object] = {"about": "ccap", "found": f"{days} jours", "evidence": (found.evidence,)}
    if firm:
        text = f"Votre prix vous engagera {days} jours sans révision : pensez à la hausse des coûts."
        yield RULE.fails(text, **words)
    elif any(asked(dossier, _MOVES, "ccap", "rc", "acte_engagement")):
        yield RULE.holds(f"Votre offre vaut {days} jours, avec un prix révisable ou actualisable.", **words)
    else:
        yield RULE.unsure(f"Votre offre vaut {days} jours : vérifiez si le prix est révisable.", **words)
