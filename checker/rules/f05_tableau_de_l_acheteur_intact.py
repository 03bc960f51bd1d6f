"""Les numéros et les quantités du tableau de prix remis sont ceux du cadre fourni par l'acheteur.

Sans objet si l'acheteur n'a pas fourni de cadre lisible du même type.

Indécidable si l'acheteur permet de corriger les quantités, ou si le tableau vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.frames import coded, frame_of, tables
from checker.rules.support.texts import asked
from procurement.law import LawAtDay

RULE = Rule(
    code="F05",
    family="prix",
    severity=Severity.A_CORRIGER,
    title="Le tableau de l'acheteur n'a pas été modifié",
    source="L2152-2",
    status="v [S15] principe",
    how_to_mend="Rétablissez les lignes, quantités et unités du tableau de l'acheteur ; mettez vos remarques à part.",
)
_FREE = r"quantites?[^.]{0,60}(indicati|verifi|modifi|corrig|sous la responsabilite|completer)|(verifi|corrig|complet|modifi)\w*[^.]{0,50}quantites?"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen, free = False, any(asked(dossier, _FREE))
    for file, kind, lines in tables(dossier):
        frame, ours = coded(frame_of(dossier, file, kind)), coded(lines)
        if not frame or not set(frame) & set(ours):
            continue
        seen = True
        gone = [one for name, one in frame.items() if name not in ours]
        changed = [
            (frame[name], one)
            for name, one in ours.items()
            if name in frame and frame[name].quantity and one.quantity != frame[name].quantity
        ]
        words: dict[str, object] = {"about": kind, "file": file.name, "lot": file.lot}
        if not gone and not changed:
            yield RULE.holds(f"{file.name} garde les lignes du tableau de l'acheteur.", **words)
            continue
        wrong = gone[0] if gone else changed[0][1]
        what = f"la ligne {wrong.name} manque" if gone else f"la quantité de la ligne {wrong.name} a changé"
        words |= {"evidence": (wrong.evidence,), "found": wrong.evidence.quote}
        if (free and not gone) or file.document.text_source == "ocr" or len(gone) * 2 > len(frame):
            yield RULE.unsure(f"{file.name} diffère du tableau de l'acheteur : {what}.", **words)
        else:
            yield RULE.fails(f"Vous avez modifié le tableau de l'acheteur dans {file.name} : {what}.", **words)
    if not seen:
        yield RULE.moot("Pas de tableau de l'acheteur à comparer.")
