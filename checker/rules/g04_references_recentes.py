"""La plupart des références datées sont dans la période que le règlement ou l'usage admet.

Sans objet si aucune liste de références n'est jointe.

Indécidable si les références n'ont pas de date lisible.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.periods import ages, years_admitted
from checker.rules.support.reading import blurred, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="G04",
    family="capacite",
    severity=Severity.A_CORRIGER,
    title="Les références sont de la période demandée",
    source="annexe 9 art. 3",
    status="5 ans v [S21] ; 3 ans nv",
    how_to_mend="Privilégiez les références de la période demandée ; ajoutez date, montant et contact.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("references",))
    if not files:
        yield RULE.moot("Aucune liste de références n'est jointe.")
    for file in files:
        years = years_admitted(dossier, law)
        rows = ages(dossier, file)
        old = [place for place, age in rows if age > years]
        words: dict[str, object] = {"about": "references", "file": file.name, "expected": f"{years} ans au plus"}
        if not rows:
            yield RULE.unsure(f"{file.name} : nous n'avons pas lu de date ; datez chaque référence.", **words)
        elif not old or len(rows) - len(old) >= 3:
            yield RULE.holds(f"{file.name} : {len(rows) - len(old)} références de moins de {years} ans.", **words)
        elif len(old) * 2 > len(rows) and not blurred(file):
            text = f"{len(old)} références sur {len(rows)} ont plus de {years} ans dans {file.name}."
            yield RULE.fails(text, found=f"{len(old)} anciennes", evidence=tuple(old[:3]), **words)
        else:
            yield RULE.unsure(f"{file.name} : {len(old)} références ont plus de {years} ans.", **words)
