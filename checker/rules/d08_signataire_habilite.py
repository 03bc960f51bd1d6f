"""La personne nommée dans l'acte d'engagement est un dirigeant, ou un pouvoir est joint.

Sans objet si l'acte d'engagement ne dit ni le nom ni la qualité du signataire.

Indécidable si la qualité écrite ne permet pas de trancher, ou si un fichier n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import blurred, holders
from checker.rules.support.signing import CHIEF, delegated, signatory
from checker.rules.support.texts import unread
from procurement.law import LawAtDay

RULE = Rule(
    code="D08",
    family="signature",
    severity=Severity.A_CORRIGER,
    title="La personne qui engage l'entreprise en a le pouvoir",
    source="annexe 9 (pouvoirs) ; Code civil",
    status="nv",
    how_to_mend="Ajoutez un pouvoir signé par le dirigeant.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    for file in holders(dossier, ("acte_engagement",)):
        name, capacity, evidence = signatory(file)
        if not capacity:
            continue
        seen = True
        words: dict[str, object] = {"about": "acte_engagement", "file": file.name, "lot": file.lot, "found": capacity}
        words |= {"evidence": evidence, "expected": "un dirigeant, ou un pouvoir joint"}
        who = f"{name or 'Le signataire'} ({capacity})"
        if CHIEF.search(capacity.lower()):
            yield RULE.holds(f"{who} peut engager l'entreprise.", **words)
        elif delegated(dossier, name):
            yield RULE.holds(f"{who} signe : un pouvoir est joint.", **words)
        elif unread(dossier) or blurred(file) or len(capacity) < 5:
            yield RULE.unsure(f"{who} signe : vérifiez que son pouvoir est joint.", **words)
        else:
            text = (
                f"{who} engage l'entreprise dans {file.name}, sans apparaître comme dirigeant. Joignez une délégation."
            )
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("L'acte d'engagement ne dit pas en quelle qualité on signe.")
