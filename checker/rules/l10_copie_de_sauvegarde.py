"""Quand le dossier est lourd ou l'échéance proche, une copie de sauvegarde est prévue si le règlement l'admet.

Sans objet si le règlement n'en parle pas, ou si le dossier est léger et l'échéance lointaine.

Indécidable si la date limite n'a pas été lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import deadline, holders
from checker.rules.support.texts import asked
from procurement.law import LawAtDay

RULE = Rule(
    code="L10",
    family="depot",
    severity=Severity.CONSEIL,
    title="Une copie de sauvegarde protège un dépôt lourd ou tardif",
    source="CCP R2132-11",
    status="v avis AFD (contenu) ; article nv",
    how_to_mend="Envoyez-la avec la mention « copie de sauvegarde », le nom de la consultation et le vôtre.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    block = next(asked(dossier, r"copies? de sauvegarde", "rc", "avis_marche"), None)
    limit = deadline(dossier)
    if block is None or not dossier.files:
        yield RULE.moot("Le règlement ne parle pas de copie de sauvegarde.")
        return
    words: dict[str, object] = {"about": "copie_sauvegarde", "evidence": (block[0].evidence(),)}
    size = sum(file.document.size for file in dossier.files) / 1_000_000
    heavy = size > int(law.value("controles.copie_sauvegarde_mo"))
    if limit is None:
        yield RULE.unsure("Une copie de sauvegarde est possible : la date limite n'a pas été lue.", **words)
        return
    late = limit - dossier.day < timedelta(hours=int(law.value("controles.copie_sauvegarde_heures")))
    if holders(dossier, ("copie_sauvegarde",)):
        yield RULE.holds("Une copie de sauvegarde est prévue.", **words)
    elif dossier.day > limit or not (heavy or late):
        yield RULE.moot("Le dossier est léger et l'échéance assez lointaine.", **words)
    else:
        why = "votre dossier est lourd" if heavy else "l'échéance est proche"
        yield RULE.fails(f"Une copie de sauvegarde vous protégerait en cas de panne : {why}.", **words)
