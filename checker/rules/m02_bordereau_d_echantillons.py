"""Quand le règlement exige des échantillons ou une maquette, leur bordereau ou leur récépissé est joint.

Sans objet si le règlement n'exige pas d'échantillon.

Indécidable si la demande est conditionnelle, ou si un fichier n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.texts import asked, said, unread
from procurement.law import LawAtDay

RULE = Rule(
    code="M02",
    family="particulier",
    severity=Severity.A_CORRIGER,
    title="Le bordereau des échantillons est joint",
    source="RC",
    status="nv",
    how_to_mend="Joignez le bordereau de dépôt.",
)
_ASKED = (
    r"echantillons?[^.]{0,80}(obligatoire|doivent|sont (a )?(remis|depos|fourni|livr|adress|transmis)|est exige|exiges)"
)
_NOT = r"(aucun|pas d'|plus|sans|ne sont)[^.]{0,40}echantillon|echantillons?[^.]{0,40}(ne sont (pas|plus)|facultati|peuvent|n'est)"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    listed = [item for _, item in dossier.consultation.requirements() if item.kind == "echantillons"]
    sentence = next(asked(dossier, _ASKED, "rc", "avis_marche", unless=_NOT), None)
    files = holders(dossier, ("echantillons",))
    named = [
        file
        for file in dossier.files
        if any(said(file, r"(recepisse|bordereau|bon) [^.\n]{0,40}(echantillon|maquette)"))
    ]
    if not listed and sentence is None:
        yield RULE.moot("Le règlement n'exige pas d'échantillon.")
        return
    place = listed[0].evidence if listed else sentence[0].evidence() if sentence else None
    words: dict[str, object] = {"about": "echantillons", "evidence": (place,) if place else ()}
    if files or named:
        yield RULE.holds("Le bordereau des échantillons est joint.", file=(files or named)[0].name, **words)
    elif unread(dossier) or (listed and listed[0].obligation != "required") or not dossier.files:
        yield RULE.unsure("Le règlement parle d'échantillons : vérifiez s'il faut joindre leur bordereau.", **words)
    else:
        yield RULE.fails("Des échantillons sont exigés : leur bordereau ou récépissé de dépôt manque.", **words)
