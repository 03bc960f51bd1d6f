"""Le dossier ne contient ni état NOTI2, ni certificat Agefiph, ni extrait de casier judiciaire : ils ne sont plus
exigibles.

Sans objet si aucune de ces pièces n'est jointe ni demandée.

Indécidable si le règlement demande encore l'une d'elles.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.writing import label
from procurement.law import LawAtDay

RULE = Rule(
    code="A10",
    family="completude",
    severity=Severity.CONSEIL,
    title="Aucune pièce supprimée n'est jointe",
    source="CCP R2143-6, R2143-7 ; arrêté 22/03/2019",
    status="v [S01, S04, S08]",
    how_to_mend="Inutile de la joindre ; si le règlement l'exige encore, signalez-le à l'acheteur par une question.",
    checked=date(2026, 11, 22),
)
_GONE = ("noti2", "casier_judiciaire")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = {item.kind: item for _, item in dossier.consultation.requirements() if item.kind in _GONE}
    files = holders(dossier, _GONE)
    if not files and not asked:
        yield RULE.moot("Aucune pièce supprimée n'est jointe ni demandée.")
    for file in files:
        kind = next(one for one in _GONE if one in file.kinds)
        if kind in asked:
            text = f"Le règlement demande encore {label(kind)} : une déclaration sur l'honneur devrait suffire."
            yield RULE.unsure(text, about=kind, file=file.name, evidence=(asked[kind].evidence,))
        else:
            text = f"{file.name} : {label(kind)} n'est plus exigible. Une déclaration sur l'honneur suffit."
            yield RULE.fails(text, about=kind, file=file.name)
    for kind, item in asked.items():
        if not holders(dossier, (kind,)):
            text = f"Le règlement cite {label(kind)}, page {item.evidence.page} : elle n'est plus exigible."
            yield RULE.unsure(text, about=kind, evidence=(item.evidence,))
