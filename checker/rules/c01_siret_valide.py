"""Chaque SIRET de quatorze chiffres lu dans une pièce a une clé de contrôle juste.

Sans objet si aucun SIRET n'a été lu.

Indécidable si le numéro vient d'une image (la lecture a pu se tromper), si rien ne dit que c'est un SIRET, ou si ce peut être
celui de l'organisme qui délivre la pièce.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.identity import ISSUED, expected
from checker.rules.support.reading import fold
from procurement.identifiers import compact, valid_siret
from procurement.law import LawAtDay

RULE = Rule(
    code="C01",
    family="identite",
    severity=Severity.A_CORRIGER,
    title="Les numéros SIRET sont bien recopiés",
    source="Insee ; algorithme python-stdnum",
    status="v (code stdnum.fr.siret exécuté)",
    how_to_mend="Recopiez le SIRET de votre avis Sirene.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    read = {(file.name, compact(str(fact.value))): (file, fact) for file in dossier.files for fact in file.all("siret")}
    firm = expected(dossier)
    numbers = [(file, fact) for file, fact in read.values() if compact(str(fact.value)).isdigit()]
    if not numbers:
        yield RULE.moot("Aucun SIRET lu.")
    for file, fact in numbers:
        words: dict[str, object] = {"about": file.kind, "file": file.name, "found": str(fact.value)}
        words |= {"evidence": (fact.evidence,)}
        theirs = file.kind in ISSUED and compact(str(fact.value))[:9] != firm
        named = not theirs and (fact.confidence >= 0.7 or "siret" in fold(fact.evidence.quote))
        if valid_siret(str(fact.value)):
            yield RULE.holds(f"{file.name} : le SIRET {fact.value} est bien formé.", **words)
        elif file.document.text_source == "ocr" or not named or len(compact(str(fact.value))) != 14:
            yield RULE.unsure(f"{file.name} : nous lisons le SIRET {fact.value}, à relire.", **words)
        else:
            text = f"Le SIRET {fact.value} dans {file.name} est mal recopié : son chiffre de contrôle est faux."
            yield RULE.fails(text, expected="le SIRET de votre avis Sirene", **words)
