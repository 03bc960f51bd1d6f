"""Quand le règlement impose de chiffrer une prestation supplémentaire ou une tranche, une pièce de prix la chiffre.

Sans objet si le règlement n'en impose pas.

Indécidable si aucune pièce de prix n'a pu être lue, ou si sa réponse est facultative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.frames import tables
from checker.rules.support.reading import fold, holders
from checker.rules.support.texts import asked, said
from procurement.law import LawAtDay

RULE = Rule(
    code="F09",
    family="prix",
    severity=Severity.A_CORRIGER,
    title="La prestation supplémentaire obligatoire est chiffrée",
    source="RC",
    status="nv",
    how_to_mend="Ajoutez son prix.",
)
_PSE = r"\bpse\b|prestations? supplementaires?( eventuelles?)?|tranches? (optionnelle|conditionnelle)s?"
_ASKED = rf"({_PSE})[^.]{{0,120}}(obligatoire|doi(t|vent)|imperativement|exigee?s?)|obligatoire[^.]{{0,60}}({_PSE})"
_LINE = r"\bpse|supplementaire|tranche opt"
_FREE = r"(sans objet|aucune|pas de|facultati|non obligatoire|n.est pas|ne sont pas|peu(t|vent))[^.]{0,40}"
_PRICES = ("dpgf", "bpu", "dqe", "devis", "acte_engagement", "pse")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    rule = next(asked(dossier, _ASKED, "rc", "ccap", unless=_FREE), None)
    files = holders(dossier, _PRICES)
    if rule is None:
        yield RULE.moot("Le règlement n'impose pas de prestation supplémentaire à chiffrer.")
        return
    lines = [(file, line) for file, _, found in tables(dossier) for line in found]
    named = [(file, line) for file, line in lines if re.search(_LINE, fold(f"{line.words} {line.sheet}"))]
    words: dict[str, object] = {"about": "pse", "evidence": (rule[0].evidence(),)}
    blank = [(file, line) for file, line in named if not line.priced]
    if named and not blank:
        yield RULE.holds("La prestation supplémentaire est chiffrée.", file=named[0][0].name, **words)
    elif blank:
        text = f"La prestation supplémentaire est obligatoire mais n'est pas chiffrée dans {blank[0][0].name}."
        yield RULE.fails(text, file=blank[0][0].name, **words)
    elif any(any(said(file, _PSE)) for file in files):
        yield RULE.unsure("Vérifiez que la prestation supplémentaire imposée est bien chiffrée.", **words)
    elif not files or any(not file.document.readable for file in dossier.files):
        yield RULE.unsure("Le règlement impose une prestation supplémentaire : nous n'avons pas lu son prix.", **words)
    else:
        yield RULE.fails("La prestation supplémentaire à chiffrer n'est dans aucune pièce de prix.", **words)
