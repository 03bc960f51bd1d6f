"""Le cadre de réponse joint ne laisse aucune question sans réponse ; s'il est imposé, il est utilisé.

Sans objet si aucun cadre de réponse n'est demandé ni joint.

Indécidable si le cadre vient d'une image, ou si un mémoire libre le remplace.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.answers import questions
from checker.rules.support.reading import holders
from checker.rules.support.texts import asked
from procurement.law import LawAtDay

RULE = Rule(
    code="K03",
    family="memoire",
    severity=Severity.BLOQUANT,
    title="Toutes les questions du cadre de réponse ont une réponse",
    source="RC ; L2152-2",
    status="v [S15] principe",
    how_to_mend="Répondez dans le cadre, même pour renvoyer à une page du mémoire.",
)
_IMPOSED = r"cadre (de )?(reponse|memoire)[^.]{0,120}(obligatoire|impose|imperatif|irreguli|exclusivement)"
SHOWN = 5


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("cadre_reponse",))
    imposed = next(asked(dossier, _IMPOSED), None)
    free = holders(dossier, ("memoire_technique",))
    if not files and imposed and free:
        text = f"Le règlement impose un cadre de réponse : {free[0].name} le suit-il ?"
        yield RULE.unsure(text, about="cadre_reponse", file=free[0].name, evidence=(imposed[0].evidence(),))
    elif not files:
        yield RULE.moot("Aucun cadre de réponse n'est joint ni imposé.")
    for file in files:
        found = questions(file)
        empty = [one for one in found if not one.answered]
        words: dict[str, object] = {"about": "cadre_reponse", "file": file.name, "lot": file.lot}
        if not found:
            yield RULE.unsure(f"Nous n'avons pas su lire les questions de {file.name} : relisez-le.", **words)
            continue
        words |= {"evidence": tuple(one.evidence for one in empty[:SHOWN])}
        named = " ; ".join(one.text[:60] for one in empty[:SHOWN])
        if not empty:
            yield RULE.holds(f"{file.name} : les {len(found)} questions ont une réponse.", **words)
        elif file.document.text_source == "ocr" or len(empty) == len(found):
            yield RULE.unsure(f"{file.name} : des réponses semblent manquer ({named}).", found=named, **words)
        else:
            count = "1 question est" if len(empty) == 1 else f"{len(empty)} questions sont"
            yield RULE.fails(f"{count} sans réponse dans {file.name} : {named}.", found=named, **words)
