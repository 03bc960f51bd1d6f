"""Quand le règlement demande les CV, chaque personne que le mémoire affecte au marché a le sien.

Sans objet si aucun CV n'est demandé, ou si le mémoire ne nomme personne.

Indécidable si les CV viennent d'une image, ou si un fichier n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import blurred, fold, holders
from checker.rules.support.team import team
from checker.rules.support.texts import plain, unread
from procurement.law import LawAtDay

RULE = Rule(
    code="K06",
    family="memoire",
    severity=Severity.CONSEIL,
    title="Les personnes citées ont leur CV",
    source="RC",
    status="nv",
    how_to_mend="Ajoutez les CV demandés, ou corrigez les noms.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = [item for _, item in dossier.consultation.requirements() if item.kind == "cv_titres"]
    people = [(file, *one) for file in holders(dossier, ("memoire_technique", "cadre_reponse")) for one in team(file)]
    cvs = holders(dossier, ("cv_titres",))
    if not asked or not people or not cvs:
        yield RULE.moot("Pas de CV demandés et joints à comparer aux personnes citées.")
        return
    known = fold(" ".join(plain(file) for file in cvs)).split()
    doubt = unread(dossier) or any(blurred(file) for file in cvs)
    for file, name, place in people:
        words: dict[str, object] = {"about": "cv_titres", "file": file.name, "found": name, "evidence": (place,)}
        if set(fold(name).split()[-1:]) & set(known):
            yield RULE.holds(f"Le CV de {name} est joint.", **words)
        elif doubt:
            yield RULE.unsure(f"Vérifiez que le CV de {name} est joint.", **words)
        else:
            yield RULE.fails(
                f"{file.name} affecte {name} au marché, mais son CV ne figure pas parmi ceux joints.", **words
            )
