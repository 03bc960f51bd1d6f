"""L'entreprise ne répond pas à la fois seule et en groupement quand le règlement l'interdit.

Sans objet si le règlement ne l'interdit pas, ou si un seul DC1 est joint.

Indécidable si les DC1 visent peut-être des lots différents.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from checker.rules.support.members import grouped
from checker.rules.support.reading import holders
from checker.rules.support.texts import asked
from procurement.law import LawAtDay

RULE = Rule(
    code="I05",
    family="groupement",
    severity=Severity.BLOQUANT,
    title="Vous ne répondez qu'une fois",
    source="CCP R2142-21, R2142-23",
    status="R2142-23 v [S11] ; R2142-21 nv",
    how_to_mend="Retirez une des deux candidatures.",
)
_FORBIDDEN = (
    r"(?:ne (?:peuvent|pourront|peut|pourra) (?:pas )?|interdi\w+[^.]{0,30})[^.]{0,40}plusieurs (?:offres|candidatures)"
    r"[^.]{0,80}(?:a la fois|en qualite de candidats? individuels?)"
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    rule, ours = next((block for block, _ in asked(dossier, _FORBIDDEN, "rc")), None), identity.expected(dossier)
    files = [file for file in holders(dossier, ("dc1",)) if ours in identity.sirens(file, "dc1")]
    if rule is None or len(files) < 2:
        yield RULE.moot("Aucune double candidature à examiner.")
        return
    together, alone = [f for f in files if grouped(f)], [f for f in files if not grouped(f)]
    words: dict[str, object] = {"about": "dc1", "file": files[0].name, "evidence": (rule.evidence(),)}
    if not together or not alone:
        yield RULE.holds("Vos DC1 disent la même façon de répondre.", **words)
    elif len({file.lot for file in files}) > 1:
        yield RULE.unsure("Un DC1 dit que vous répondez seul, un autre en groupement : est-ce le même lot ?", **words)
    else:
        text = (
            f"{alone[0].name} dit que vous répondez seul, {together[0].name} en groupement : le règlement l'interdit."
        )
        yield RULE.fails(text, **words)
