"""Chaque prix unitaire du détail estimatif est celui du bordereau pour le même numéro.

Sans objet si l'un des deux manque, ou s'ils n'ont aucun numéro en commun.

Indécidable si un rabais est peut-être appliqué au détail, si l'unité diffère, ou si un tableau vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.frames import tables, unique
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="F04",
    family="prix",
    severity=Severity.BLOQUANT,
    title="Le DQE reprend les prix du bordereau",
    source="RC",
    status="nv",
    how_to_mend="Le bordereau prime en général : alignez le détail estimatif sur lui.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    cents, seen = Decimal(str(law.value("controles.tolerance_arrondi_eur"))), False
    bpu = [(file, unique(lines)) for file, _, lines in tables(dossier, ("bpu",))]
    for file, kind, lines in tables(dossier, ("dqe",)):
        for other, prices in bpu:
            common = [(prices[code], one) for code, one in unique(lines).items() if code in prices]
            if other.name == file.name or not common or (file.lot and other.lot and file.lot != other.lot):
                continue
            seen = True
            wrong = [(a, b) for a, b in common if a.price and b.price and abs(a.price - b.price) > cents]
            words: dict[str, object] = {"about": kind, "file": file.name, "lot": file.lot}
            if not wrong:
                yield RULE.holds(f"{file.name} reprend les {len(common)} prix de {other.name}.", **words)
                continue
            ours, theirs = wrong[0]
            words |= {"found": euros(theirs.price or Decimal(0)), "evidence": (theirs.evidence, ours.evidence)}
            words |= {"expected": euros(ours.price or Decimal(0))}
            text = f"Le prix n° {theirs.name} vaut {words['expected']} au bordereau, {words['found']} dans {file.name}."
            image = "ocr" in (file.document.text_source, other.document.text_source)
            if image or len(wrong) * 2 > len(common) or ours.unit.lower() != theirs.unit.lower():
                yield RULE.unsure(f"À vérifier : {text}", **words)
            else:
                yield RULE.fails(text + (f" {len(wrong)} prix diffèrent." if len(wrong) > 1 else ""), **words)
    if not seen:
        yield RULE.moot("Pas de bordereau et de détail estimatif à comparer.")
