"""L'acte d'engagement, le DC1 et le DC2 portent le même nom d'entreprise, forme juridique et accents mis à part.

Sans objet si moins de deux noms ont été lus, ou si vous répondez en groupement.

Indécidable si les noms se ressemblent en partie (sigle, enseigne) ou viennent d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.company import alike, bare, names
from checker.rules.support.members import groups
from procurement.law import LawAtDay

RULE = Rule(
    code="C04",
    family="identite",
    severity=Severity.A_CORRIGER,
    title="Le même nom d'entreprise figure sur toutes les pièces",
    source="pratique",
    status="nv",
    how_to_mend="Utilisez la dénomination du registre ; mettez le nom commercial entre parenthèses.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    least = float(str(law.value("controles.similarite_nom_min")))
    read = list(names(dossier, ("acte_engagement", "dc1", "dc2")))
    declared = dossier.firm.name or (read[0][2] if read else "")
    several = groups(dossier) or any("groupement" in name.lower() for *_, name in read)
    if len(read) + bool(dossier.firm.name) < 2 or several:
        yield RULE.moot("Pas assez de noms à comparer.")
        return
    for file, kind, name in read:
        likeness = alike(name, declared)
        words: dict[str, object] = {"about": kind, "file": file.name, "found": name, "expected": declared}
        shared = set(bare(name).split()) & set(bare(declared).split())
        if likeness >= least:
            yield RULE.holds(f"{file.name} porte le nom « {name} ».", **words)
        elif shared or likeness > 0.5 or file.document.text_source == "ocr" or len(bare(name)) < 6:
            yield RULE.unsure(
                f"{file.name} porte « {name} », ailleurs « {declared} » : est-ce la même entreprise ?", **words
            )
        else:
            yield RULE.fails(f"Le nom diffère : « {name} » sur {file.name}, « {declared} » ailleurs.", **words)
