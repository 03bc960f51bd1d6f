"""Au moins une référence ressemble à l'objet du marché.

Sans objet si aucune liste de références n'est jointe, ou si l'objet n'a pas été lu.

Indécidable si la liste est trop courte pour en juger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.criteria import answered, roots
from checker.rules.support.reading import holders
from procurement.law import LawAtDay

RULE = Rule(
    code="G05",
    family="capacite",
    severity=Severity.CONSEIL,
    title="Une référence ressemble au marché",
    source="CCP R2142-14",
    status="v page code-commande-publique.com/capacites-du-sous-traitant",
    how_to_mend="Ajoutez CV, matériel, formations, chantiers privés : l'absence de référence comparable ne peut pas vous éliminer.",
    checked=date(2026, 11, 22),
)
NEAR = 5  # letters that two words of one family share
FEW = 12  # different words: below, a list says nothing of the works


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files, asked = holders(dossier, ("references",)), dossier.consultation.object
    titles = " ".join(lot.title for lot in dossier.consultation.lots if not dossier.lots or lot.number in dossier.lots)
    wanted = roots(f"{asked.value} {titles}") if asked else frozenset()
    if not files or len(wanted) < 2:
        yield RULE.moot("Pas de références à comparer à l'objet du marché.")
        return
    held = frozenset().union(*(roots(file.document.text) for file in files))
    words: dict[str, object] = {"about": "references", "file": files[0].name}
    kin = {root[:NEAR] for root in wanted} & {root[:NEAR] for root in held}  # chauffage, chaufferies
    if kin or answered(wanted, held):
        yield RULE.holds("Vos références emploient les mots de l'objet du marché.", **words)
    elif len(held) < FEW:
        yield RULE.unsure(f"{files[0].name} dit trop peu de vos références pour les comparer au marché.", **words)
    else:
        yield RULE.fails(f"Aucune référence de {files[0].name} ne ressemble à l'objet du marché.", **words)
