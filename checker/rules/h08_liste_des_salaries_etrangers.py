"""L'entreprise qui a des salariés et joint déjà ses pièces d'attributaire joint aussi la liste des salariés étrangers, ou « néant ».

Sans objet si cette liste n'est pas demandée, ou si le dossier n'est pas encore celui d'un attributaire.

Indécidable si un fichier n'a pas pu être lu ou reconnu.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import facts, holders
from checker.rules.support.texts import blind, said
from procurement.law import LawAtDay

RULE = Rule(
    code="H08",
    family="attestations",
    severity=Severity.CONSEIL,
    title="La liste des salariés étrangers est prête",
    source="C. trav. D8254-2",
    status="v [S01]",
    how_to_mend="Listez date d'embauche, nationalité, type et numéro du titre, ou joignez une attestation « néant ».",
    checked=date(2026, 11, 22),
)
_TOLD = r"d\.? ?8254-2|salaries? etrangers?|travailleurs? etrangers?"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = [item for _, item in dossier.consultation.requirements() if item.kind == "travailleurs_etrangers"]
    official = [holders(dossier, (kind,)) for kind in ("vigilance_urssaf", "attestation_fiscale")]
    staff = [
        fact.value for files in official[:1] for file in files for fact in facts(file, "vigilance_urssaf", "staff")
    ]
    if not asked or not all(official) or not any(staff):
        yield RULE.moot("La liste des salariés étrangers n'est pas attendue avec ces pièces.")
        return
    words: dict[str, object] = {"about": "travailleurs_etrangers", "evidence": (asked[0].evidence,)}
    told = [file for file in dossier.files if any(said(file, _TOLD))]
    if files := (*holders(dossier, ("travailleurs_etrangers",)), *told):
        yield RULE.holds(f"{files[0].name} traite des salariés étrangers.", file=files[0].name, **words)
    elif blind(dossier):
        yield RULE.unsure("Vérifiez que la liste des salariés étrangers est jointe.", **words)
    else:
        yield RULE.fails(
            "Préparez la liste des salariés étrangers soumis à autorisation, ou une attestation « néant ».", **words
        )
