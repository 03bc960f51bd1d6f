"""Quand le règlement demande un numéro de qualification précis et qu'un certificat du même organisme est joint, il
porte ce numéro.

Sans objet si le règlement ne demande pas de numéro, ou si aucun certificat du même organisme n'est joint.

Indécidable si des références jointes peuvent valoir équivalence, ou si le certificat vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.qualified import asked_codes, held_codes
from checker.rules.support.reading import holders
from procurement.law import LawAtDay

RULE = Rule(
    code="G06",
    family="capacite",
    severity=Severity.BLOQUANT,
    title="La qualification jointe est celle que demande le règlement",
    source="annexe 9 ; CCP R2142-5",
    status="nv",
    how_to_mend="Joignez le certificat demandé, ou des références prouvant un niveau équivalent.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files, seen = holders(dossier, ("qualification_pro", "rge")), False
    for item, body, codes in asked_codes(dossier):
        same = [(file, held) for file in files if (held := held_codes(file, body)) is not None]
        if not same:
            continue
        seen = True
        held = frozenset().union(*(numbers for _, numbers in same))
        shown = ", ".join(sorted(codes))
        words: dict[str, object] = {
            "about": "qualification_pro",
            "file": same[0][0].name,
            "expected": f"{body} {shown}",
        }
        words |= {"evidence": (item.evidence,), "found": ", ".join(sorted(held)) or None}
        if held & codes:
            yield RULE.holds(f"Le certificat {body} {', '.join(sorted(held & codes))} est joint.", **words)
        elif not held or same[0][0].document.text_source == "ocr" or holders(dossier, ("references",)):
            yield RULE.unsure(
                f"Le règlement demande {body} {shown} ou équivalent : vérifiez votre certificat.", **words
            )
        else:
            text = f"Le règlement demande {body} {shown} « ou équivalent ». {same[0][0].name} porte {words['found']}."
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Aucun numéro de qualification à comparer.")
