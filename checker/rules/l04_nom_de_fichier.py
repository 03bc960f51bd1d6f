"""Chaque nom de fichier est court (longueur du règlement, sinon l'usage) et sans caractère interdit.

Sans objet si aucun fichier n'est joint.

Indécidable si le nom contient des signes que certaines plateformes refusent seulement.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.texts import asked
from procurement.law import LawAtDay

RULE = Rule(
    code="L04",
    family="fichiers",
    severity=Severity.A_CORRIGER,
    title="Les noms de fichiers sont courts et simples",
    source="profils d'acheteur",
    status="nv (limites variables)",
    how_to_mend="Utilisez un nom court, par exemple LOT1_AE.pdf.",
)
_LENGTH = r"\bnoms?\b[^.]{0,80}?\b(\d{2,3})(?: \([a-z -]+\))? caracteres"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    stated = next(asked(dossier, _LENGTH, "rc", "avis_marche"), None)
    most = int(stated[1][1]) if stated else int(law.value("controles.nom_fichier_max"))
    evidence = (stated[0].evidence(),) if stated else ()
    if not dossier.files:
        yield RULE.moot("Aucun fichier joint.")
    good = 0
    for file in dossier.files:
        name = file.name.rsplit("/", 1)[-1]
        words: dict[str, object] = {"about": file.kind, "file": file.name, "evidence": evidence}
        if len(name) > most:
            text = f"Le nom « {name} » a {len(name)} caractères, {most} au plus conviennent : il peut être refusé."
            yield RULE.fails(text, found=str(len(name)), expected=f"{most} au plus", **words)
        elif set(name) & set('\\:*?"<>|'):
            yield RULE.fails(f"Le nom « {name} » contient un caractère que des plateformes refusent.", **words)
        elif set(name) & set("#%&"):
            yield RULE.unsure(f"Le nom « {name} » contient # % ou & : certaines plateformes le refusent.", **words)
        else:
            good += 1
    if good:
        yield RULE.holds(f"Noms de fichiers courts et simples : {good} sur {len(dossier.files)}.")
