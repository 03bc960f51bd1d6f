"""Le mémoire cite le lieu ou les mots de l'objet de ce marché.

Sans objet si aucun mémoire lisible n'est joint, ou si l'objet n'a pas été lu.

Indécidable si le mémoire est très court.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.criteria import roots
from checker.rules.support.reading import holders
from procurement.law import LawAtDay

RULE = Rule(
    code="K04",
    family="memoire",
    severity=Severity.CONSEIL,
    title="Le mémoire parle de ce marché",
    source="TA Paris 5 janv. 2024 n°2328772",
    status="v page marche-public.fr",
    how_to_mend="Citez le site, les quantités, les contraintes et l'équipe de ce marché.",
    checked=date(2026, 11, 22),
)
SHORT = 150


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = [file for file in holders(dossier, ("memoire_technique", "cadre_reponse")) if file.document.readable]
    known = [one for one in (dossier.consultation.object, dossier.consultation.buyer) if one]
    wanted = frozenset().union(*(roots(str(one.value)) for one in known))
    if not files or dossier.consultation.object is None or len(wanted) < 3:
        yield RULE.moot("Pas de mémoire ni d'objet à comparer.")
        return
    for file in files:
        words: dict[str, object] = {
            "about": file.kind,
            "file": file.name,
            "evidence": tuple(one.evidence for one in known),
        }
        held = wanted & roots(file.document.text)
        if len(held) * 3 >= len(wanted):
            yield RULE.holds(f"{file.name} parle de ce marché.", **words)
        elif len(file.document.text.split()) < SHORT or file.document.text_source == "ocr":
            yield RULE.unsure(f"{file.name} est court : vérifiez qu'il parle bien de ce marché.", **words)
        else:
            yield RULE.fails(f"{file.name} paraît standard : il ne cite ni l'objet ni le lieu de ce marché.", **words)
