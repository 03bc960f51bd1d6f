"""The firms to which a memo entrusts a part of the works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.rules.model import Dossier
from checker.rules.support.company import alike, names
from checker.rules.support.texts import said

_GIVES = (
    r"(?:confi\w+|sous-traite\w*|execute\w*|realise\w*|assure\w*|pris\w* en charge)\s+(?:a|par)\s+(?:notre (?:sous-traitant|partenaire)\s*,?\s*)?"
    r"(?:la societe|l'entreprise|les etablissements|la sarl|la sas|l'eurl|sarl|sas|eurl)\s+"
)
_NAME = re.compile(r"(?:[A-ZÀ-Ý&][\wÀ-ÿ&'’.-]*)(?:[ \n](?:de |du |des |et |& )?[A-ZÀ-Ý&][\wÀ-ÿ&'’-]*){0,4}")
_SUPPLY = re.compile(
    r"controle technique|bureau de controle|fabricant|fournisseur|livraison|location|laboratoire|organisme|transport"
)


def entrusted(dossier: Dossier, file: ReadFile) -> Iterator[tuple[str, Evidence]]:
    """The name of each other firm charged with works, with its line; suppliers, controllers and carriers are left out."""
    ours = [name for *_, name in names(dossier, ("acte_engagement", "dc1", "dc2"))] + [dossier.firm.name or ""]
    seen: set[str] = set()
    text = {page.number: page.text for page in file.document.pages}
    for place, found in said(file, _GIVES):
        name = _NAME.match(text[place.page], found.end())
        clean = " ".join(name[0].split()).rstrip(".,") if name else ""
        own = any(alike(clean, one) >= 0.8 or fold(clean) in fold(one) for one in ours if one)
        if len(clean) > 2 and not own and fold(clean) not in seen and not _SUPPLY.search(fold(place.quote)):
            seen.add(fold(clean))
            yield clean, place
