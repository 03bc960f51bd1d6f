"""Quand le marché impose de reprendre du personnel, aucune pièce ne dit que le prix l'ignore, et ni la masse salariale
ni l'effectif repris annoncés ne sont nettement inférieurs.

Sans objet si les documents de l'acheteur n'imposent pas de reprise.

Indécidable si aucune pièce n'aborde la reprise.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import blurred
from checker.rules.support.staffing import denials, heads_asked, payroll_asked, rule_of, shortfall, speaks_of_it
from procurement.law import LawAtDay

RULE = Rule(
    code="M07",
    family="particulier",
    severity=Severity.A_CORRIGER,
    title="Le prix compte le personnel à reprendre",
    source="conventions collectives (transfert)",
    status="nv",
    how_to_mend="Utilisez la liste du personnel jointe au DCE.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    rule = rule_of(dossier)
    if rule is None or not dossier.files:
        yield RULE.moot("Aucune reprise de personnel n'a été lue.")
        return
    wanted, heads, found = payroll_asked(dossier), heads_asked(dossier), False
    for file in dossier.files:
        denied, short = next(denials(file), None), shortfall(file, wanted, heads)
        if not denied and not short:
            continue
        found = True
        words: dict[str, object] = {"about": file.kind if file.kind != "inconnu" else "autre", "file": file.name}
        words |= {"evidence": (denied, rule.evidence()) if denied else (rule.evidence(),)}
        words |= {"found": short[0], "expected": short[1]} if short else {"found": denied.quote if denied else ""}
        if blurred(file):
            yield RULE.unsure(f"{file.name} : vérifiez que le prix compte le personnel à reprendre.", **words)
        else:
            text = f"Vous devez reprendre du personnel, et {file.name} ne semble pas en compter le coût."
            yield RULE.fails(text, **words)
    if not found and any(speaks_of_it(file) for file in dossier.files):
        yield RULE.holds("Votre offre aborde la reprise du personnel.", evidence=(rule.evidence(),))
    elif not found:
        text = "Vous devez reprendre du personnel : vérifiez que votre prix le couvre."
        yield RULE.unsure(text, evidence=(rule.evidence(),))
