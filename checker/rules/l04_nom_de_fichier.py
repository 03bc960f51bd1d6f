"""Chaque nom de fichier est court et sans caractère interdit.

Sans objet si aucun fichier n'est joint.

Indécidable si le règlement fixe une autre longueur que l'outil ne lit pas.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="L04",
    family="fichiers",
    severity=Severity.A_CORRIGER,
    title="Les noms de fichiers sont courts et simples",
    source="profils d'acheteur",
    status="nv (limites variables)",
    how_to_mend="Utilisez un nom court : LOT1_AE.pdf",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    most = int(law.value("controles.nom_fichier_max"))
    if not dossier.files:
        yield RULE.moot("Aucun fichier joint.")
    for file in dossier.files:
        name = file.name.rsplit("/", 1)[-1]
        words: dict[str, object] = {"about": file.kind, "file": file.name}
        if len(name) > most:
            text = f"Le nom « {name} » a {len(name)} caractères : la plateforme peut le refuser."
            yield RULE.fails(text, found=str(len(name)), expected=f"{most} au plus", **words)
        elif set(name) & set('\\:*?"<>|'):
            yield RULE.fails(f"Le nom « {name} » contient un caractère que des plateformes refusent.", **words)
        else:
            yield RULE.holds(f"Le nom de {name} convient.", **words)
