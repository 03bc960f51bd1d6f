"""L'entreprise que le mémoire charge d'une partie de l'exécution est cotraitante, ou déclarée en sous-traitance.

Sans objet si le mémoire ne confie rien à une autre entreprise.

Indécidable si un fichier n'a pas pu être lu ou reconnu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.entrusted import entrusted
from checker.rules.support.members import groups
from checker.rules.support.reading import fold, holders
from checker.rules.support.texts import blind, plain
from procurement.law import LawAtDay

RULE = Rule(
    code="I08",
    family="sous_traitance",
    severity=Severity.CONSEIL,
    title="Les entreprises qui exécutent sont déclarées",
    source="CCP L2193-4 s.",
    status="nv",
    how_to_mend="Joignez un DC4, ou précisez qu'il s'agit d'un fournisseur.",
)
_MEMO = ("memoire_technique", "cadre_reponse")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    found = [(file, name, place) for file in holders(dossier, _MEMO) for name, place in entrusted(dossier, file)]
    if not found or groups(dossier):
        yield RULE.moot("Votre mémoire ne confie rien à une entreprise extérieure au groupement.")
        return
    forms = " ".join(
        fold(plain(file)) for file in holders(dossier, ("dc4", "dc1", "engagement_tiers", "ae_repartition"))
    )
    for file, name, place in found:
        words: dict[str, object] = {"about": file.kind, "file": file.name, "found": name, "evidence": (place,)}
        if fold(name) in forms:
            yield RULE.holds(f"{name} est déclarée.", **words)
        elif blind(dossier):
            yield RULE.unsure(
                f"Vérifiez que {name}, que cite {file.name}, est déclarée : un fichier n'a pas été lu.", **words
            )
        else:
            yield RULE.fails(f"{file.name} confie une partie de l'exécution à {name} sans la déclarer.", **words)
