"""Quand le marché ou le lot est réservé (entreprises adaptées, insertion, économie sociale), la preuve du statut est
jointe.

Sans objet si aucune réservation n'a été lue.

Indécidable si rien dans le dossier ne dit le statut de l'entreprise, ou si la réserve ne vise qu'un lot.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.members import says_nothing, section
from checker.rules.support.reading import holders
from checker.rules.support.texts import asked
from procurement.law import LawAtDay

RULE = Rule(
    code="B07",
    family="perimetre",
    severity=Severity.BLOQUANT,
    title="Votre entreprise peut répondre à un marché réservé",
    source="CCP L2113-12, L2113-13, R2113-7",
    status="v [S19]",
    how_to_mend=(
        "Joignez la preuve de votre statut, ou répondez en cotraitance avec une structure éligible si le "
        "règlement le permet."
    ),
    checked=date(2026, 11, 22),
)
_RESERVED = (
    r"(marche|consultation|lots?)[^.]{0,40}\breserve(e|s|es)?\b[^.]{0,80}(adaptees?|esat|insertion|handicap|economie sociale|l\.? ?2113)|"
    r"reserve(e|s|es)? (aux|a des) [^.]{0,40}(entreprises adaptees|structures|esat|siae|operateurs)"
)
_NOT = r"(n'est pas|ne sont pas|aucun|sans objet|\bnon\b|neant)"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    block = next(asked(dossier, _RESERVED, "rc", "avis_marche", unless=_NOT), None)
    if block is None:
        yield RULE.moot("Aucune réservation n'a été lue.")
        return
    words: dict[str, object] = {"about": "structure_inclusive", "evidence": (block[0].evidence(),)}
    proof = holders(dossier, ("structure_inclusive",))
    parts = [
        (file, section(file, "dc2", r"marche public reserve|marches? reserve")) for file in holders(dossier, ("dc2",))
    ]
    denied = [file for file, part in parts if part and says_nothing(part[0])]
    some_lots = bool(dossier.consultation.lots) and "lot" in block[0].folded
    if proof:
        yield RULE.holds("La preuve de votre statut est jointe.", file=proof[0].name, **words)
    elif denied and not some_lots:
        text = f"Ce marché est réservé, et {denied[0].name} ne déclare aucun statut qui y donne droit."
        yield RULE.fails(text, file=denied[0].name, **words)
    else:
        yield RULE.unsure("Ce marché ou un lot est réservé à certaines structures : en faites-vous partie ?", **words)
