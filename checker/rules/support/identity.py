"""Who bids: the SIREN the dossier stands for, and those of the other members of a group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from checker.facts.model import Fact, ReadFile
from checker.rules.model import Dossier
from checker.rules.support.reading import facts, holders
from procurement.identifiers import compact, siren_of, valid_siren

_OTHERS = ("dc4", "ae_repartition", "engagement_tiers", "habilitation_mandataire")
ISSUED = (  # papers on which someone else writes, his own number too
    "vigilance_urssaf", "attestation_fiscale", "conges_intemperies", "rc_pro", "decennale", "qualification_pro", "rge", "rib",
    "attestation_bancaire", "retraite_probtp", "certif_systeme", "qualiopi", "agrement_profession", "attestation_bonne_execution",
)  # fmt: skip
_PUBLIC = ("1", "2")  # SIREN of the State and of local authorities: the buyer's own number on the form


def sirens(file: ReadFile, kind: str) -> dict[str, Fact]:
    """The valid SIREN of firms read in a piece, each with its fact."""
    found: dict[str, Fact] = {}
    for name in ("siret", "siren"):
        for fact in facts(file, kind, name):
            number = siren_of(str(fact.value)) if name == "siret" else valid_siren(compact(str(fact.value)))
            if number and not number.startswith(_PUBLIC):
                found.setdefault(number, fact)
    return found


def named(fact: Fact, number: str) -> str:
    """How a person knows a firm: the name written before its number on the same line, with the SIREN."""
    before = re.split(r"(?i),|\bsiret\b|\bsiren\b|\d{3} ?\d{3} ?\d{3}", re.sub(r"^[\W\d]+", "", fact.evidence.quote))[
        0
    ].strip(" -:")
    return f"{before} (SIREN {number})" if 4 <= len(before) <= 80 else f"l'entreprise {number}"


def numbers(dossier: Dossier, kinds: Iterable[str]) -> list[tuple[ReadFile, str, Fact, set[str]]]:
    """For each file and kind that gives one: the surest fact and every SIREN."""
    found = []
    for kind in kinds:
        for file in holders(dossier, (kind,)):
            if read := sirens(file, kind):
                found.append((file, kind, next(iter(read.values())), set(read)))
    return found


def expected(dossier: Dossier) -> str | None:
    """The SIREN of the firm: the one declared, else the one most forms carry, None when two carry as many."""
    firm = dossier.firm
    declared = valid_siren(compact(firm.siren or "")) or siren_of(firm.siret)
    if declared:
        return declared
    votes = Counter(one for *_, all_ in numbers(dossier, ("dc1", "dc2", "dume", "acte_engagement")) for one in all_)
    best = votes.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def members(dossier: Dossier) -> set[str]:
    """The other SIREN that the dossier itself presents as members, subcontractors or third parties."""
    own = {expected(dossier)}
    found = {one for *_, all_ in numbers(dossier, _OTHERS) for one in all_}
    for *_, several in numbers(dossier, ("dc1", "acte_engagement")):
        found |= several if len(several) > 1 else set()
    own_forms = numbers(dossier, ("dc2", "dume"))
    if len(own_forms) > 1:
        found |= {one for *_, all_ in own_forms for one in all_}
    return found - {one for one in own if one}
