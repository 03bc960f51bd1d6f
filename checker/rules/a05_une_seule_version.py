"""Le dossier contient une seule version de l'acte d'engagement, du DC1 et des pièces de prix, lot par lot.

Sans objet si aucune de ces pièces n'est jointe.

Indécidable si les fichiers concernent des lots ou des entreprises que l'outil ne distingue pas.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.facts.model import ReadFile
from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.writing import label
from procurement.law import LawAtDay

RULE = Rule(
    code="A05",
    family="completude",
    severity=Severity.CONSEIL,
    title="Une seule version de chaque pièce",
    source="pratique ; R2151-6 vise la dernière offre, pas le tri interne",
    status="v kiosque.bercy (R2151-6)",
    how_to_mend="Ne gardez que la version définitive.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    for kind in ("acte_engagement", "dpgf", "bpu", "dqe", "memoire_technique"):
        by_lot: dict[str | None, list[ReadFile]] = {}
        for file in dossier.files:
            if file.kind == kind and "variante" not in file.kinds:
                by_lot.setdefault(file.lot, []).append(file)
        for lot, files in by_lot.items():
            seen = True
            names = " et ".join(file.name for file in files)
            same_type = len({file.document.media_type for file in files}) == 1
            if len({file.document.sha256 for file in files}) < 2:
                yield RULE.holds(f"Une seule version de {label(kind)}.", about=kind, file=files[0].name, lot=lot)
            elif same_type and len(files) == 2 and (lot or len(dossier.lots) < 2):
                text = f"Vous avez deux versions de {label(kind)} : {names}. L'acheteur ne saura pas laquelle prendre."
                yield RULE.fails(text, about=kind, file=files[1].name, lot=lot)
            else:
                text = f"Plusieurs fichiers semblent être la même pièce ({label(kind)}) : {names}. Est-ce voulu ?"
                yield RULE.unsure(text, about=kind, lot=lot)
    if not seen:
        yield RULE.moot("Aucune pièce à comparer.")
