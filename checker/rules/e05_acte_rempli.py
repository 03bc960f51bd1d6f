"""Les cases que le candidat doit remplir dans l'acte d'engagement (nom, SIRET, délai, qualité, IBAN) sont remplies.

Sans objet si aucun acte d'engagement n'est joint.

Indécidable si l'acte d'engagement vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.company import NAME
from checker.rules.support.forms import unfilled
from checker.rules.support.reading import holders
from procurement.law import LawAtDay

RULE = Rule(
    code="E05",
    family="ae",
    severity=Severity.A_CORRIGER,
    title="L'acte d'engagement n'a pas de case vide",
    source="RC",
    status="nv",
    how_to_mend="Complétez-les ; écrivez « sans objet » si besoin.",
)
_FIELDS = {
    "nom de l'entreprise": NAME,
    "SIRET": r"\bsiret\b",
    "adresse": r"^adresse( postale| du siege)?\b",
    "représentant": r"^represente par|^nom.{0,20}signataire|^representant",
    "qualité du signataire": r"^qualite\b|^en qualite de",
    "IBAN": r"\biban\b",
    "délai": r"^delai (propose|d.execution|global)",
}


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("acte_engagement",))
    if not files:
        yield RULE.moot("Aucun acte d'engagement n'est joint.")
    for file in files:
        blanks = unfilled(file, "acte_engagement", _FIELDS)
        words: dict[str, object] = {"about": "acte_engagement", "file": file.name, "lot": file.lot}
        listed = ", ".join(name for name, _ in blanks)
        if not blanks:
            yield RULE.holds(f"{file.name} : pas de case vide parmi celles que l'outil connaît.", **words)
            continue
        words |= {"found": listed, "evidence": tuple(one.evidence for _, one in blanks)}
        if file.document.text_source == "ocr":
            yield RULE.unsure(f"{file.name} semble avoir des cases vides ({listed}) : à relire.", **words)
        else:
            yield RULE.fails(f"Il reste des cases vides dans l'acte d'engagement {file.name} : {listed}.", **words)
