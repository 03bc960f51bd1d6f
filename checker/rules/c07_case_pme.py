"""Un candidat qui se déclare PME n'annonce pas un effectif au-dessus du plafond.

Sans objet si la case ou l'effectif n'a pas été lu.

Indécidable si l'effectif lu est peut-être celui d'un groupe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.texts import said
from checker.rules.support.ticks import answer
from procurement.law import LawAtDay

RULE = Rule(
    code="C07",
    family="identite",
    severity=Severity.CONSEIL,
    title="La case PME correspond à l'effectif déclaré",
    source="CCP R2151-13 ; reco 2003/361/CE",
    status="v [T] seuils",
    how_to_mend="Vérifiez la case : elle ouvre des droits (avance, retenue de garantie).",
)
_STAFF = r"effectifs?( moyens?)?( annuels?)?( total)?[^\n\d]{0,30}(\d{1,3}(?: \d{3})+|\d{1,5})\b(?! ?[%€/])"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    most, seen = int(law.value("categories_entreprises.pme.effectif_lt")), False
    for file in holders(dossier, ("dc2", "dume")):
        kind = "dc2" if "dc2" in file.kinds else "dume"
        ticked = answer(file, kind, r"micro|petite ou moyenne|\bpme\b")
        read = [(place, int(re.sub(r"\D", "", found[4]))) for place, found in said(file, _STAFF, kind)]
        if not ticked or not ticked[0] or not read:
            continue
        seen = True
        place, staff = max(read, key=lambda one: one[1])
        words: dict[str, object] = {
            "about": kind,
            "file": file.name,
            "evidence": (place, ticked[1]),
            "found": str(staff),
        }
        if staff < most:
            yield RULE.holds(f"{file.name} : {staff} salariés, la case PME convient.", **words)
        elif "groupe" in place.quote.lower() or file.document.text_source == "ocr" or 1900 < staff < 2100:
            yield RULE.unsure(f"{file.name} : PME cochée, {staff} salariés lus. Vérifiez la case.", **words)
        else:
            yield RULE.fails(f"{file.name} déclare une PME de {staff} salariés, le plafond est {most}.", **words)
    if not seen:
        yield RULE.moot("La case PME ou l'effectif n'a pas été lu.")
