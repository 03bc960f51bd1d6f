"""On which clock a deadline is counted."""

from __future__ import annotations

import re

from checker.consultation.readers.text import Papers

PARIS = "Europe/Paris"
ZONES = {
    "971": "America/Guadeloupe", "972": "America/Martinique", "973": "America/Cayenne", "974": "Indian/Reunion",
    "975": "America/Miquelon", "976": "Indian/Mayotte", "977": "America/St_Barthelemy", "978": "America/Marigot",
    "986": "Pacific/Wallis", "987": "Pacific/Tahiti", "988": "Pacific/Noumea",
}  # fmt: skip
_NAMES = {
    "guadeloupe": "971", "pointe-a-pitre": "971", "martinique": "972", "fort-de-france": "972", "guyane": "973", "cayenne": "973",
    "reunion": "974", "saint-denis de la reunion": "974", "saint-pierre-et-miquelon": "975", "mayotte": "976", "mamoudzou": "976",
    "saint-barthelemy": "977", "saint-martin": "978", "wallis": "986", "tahiti": "987", "papeete": "987", "polynesie": "987",
    "nouvelle-caledonie": "988", "noumea": "988",
}  # fmt: skip
_CLOCK = re.compile(
    rf"(?:heures? (?:locales? )?(?:de |d.)(?:la |l.)?(?:ile de la )?|fuseau horaire[^.;]{{0,60}}?)(paris|metropole|france metropolitaine|{'|'.join(_NAMES)})"
)
_LOCAL = re.compile(r"heures? locales?")
_POSTCODE = re.compile(r"(?<![\d\-])(\d{3})\d{2}(?=\s+[a-z])")  # the first one is that of the buyer
_DEPARTMENT = re.compile(r"departements?(?:\(s\))? de publication\s*:\s*(9[78]\d)\b")


def read_zone(documents: Papers) -> str:
    """The zone of the deadline: the one the documents name, else that of an overseas buyer, else Paris."""
    for paper in documents.all:
        if found := _CLOCK.search(paper.plain):
            return ZONES[_NAMES[found[1]]] if found[1] in _NAMES else PARIS
    for paper in documents.all:
        if found := _DEPARTMENT.search(paper.plain) or _POSTCODE.search(paper.plain[:3000]):
            return ZONES.get(found[1], PARIS)
    return PARIS
