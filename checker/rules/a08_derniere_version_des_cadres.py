"""Le tableau de prix ou l'acte d'engagement rempli n'est pas plus ancien que la version que l'acheteur a publiée en dernier.

Sans objet si l'acheteur n'annonce pas de nouvelle version d'une pièce à remplir.

Indécidable si la pièce remplie ne dit pas sa version.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.kinds import label
from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.editions import edition_of, replaced
from checker.rules.support.reading import holders
from procurement.law import LawAtDay

RULE = Rule(
    code="A08",
    family="completude",
    severity=Severity.A_CORRIGER,
    title="Les pièces remplies sont celles de la dernière version",
    source="RC ; CCP R2132-6 (n° nv)",
    status="nv",
    how_to_mend="Téléchargez la dernière version et reportez vos prix.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    last = replaced(dossier)
    pairs = [(kind, place, file) for kind, place in last.items() for file in holders(dossier, (kind,))]
    if not pairs:
        yield RULE.moot("Aucune nouvelle version d'une pièce à remplir n'a été lue.")
    for kind, (asked, evidence), file in pairs:
        words: dict[str, object] = {"about": kind, "file": file.name, "lot": file.lot, "evidence": (evidence,)}
        own = edition_of(file, kind)
        words |= {"expected": f"version {asked}", "found": f"version {own}" if own else None}
        if own is None:
            yield RULE.unsure(f"{label(kind)} modifié par l'acheteur : vérifiez la version de {file.name}.", **words)
        elif own >= asked:
            yield RULE.holds(f"{file.name} est de la dernière version ({asked}).", **words)
        else:
            text = f"L'acheteur a publié la version {asked} ({label(kind)}), {file.name} est de la version {own}."
            yield RULE.fails(text, **words)
