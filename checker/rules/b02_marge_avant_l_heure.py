"""Il reste plus de quelques heures avant l'heure limite : c'est la fin du téléversement qui compte.

Sans objet si la date limite est passée ou n'est pas lue (règle B01).

Indécidable si la date limite a été lue avec peu de certitude.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import deadline
from procurement.law import LawAtDay

RULE = Rule(
    code="B02",
    family="perimetre",
    severity=Severity.A_CORRIGER,
    title="Il reste assez de temps pour téléverser",
    source="RC ; pratique des profils d'acheteur",
    status="nv",
    how_to_mend="Déposez maintenant ; préparez une copie de sauvegarde.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    limit = deadline(dossier)
    hours = int(law.value("controles.marge_depot_alerte_heures"))
    found = dossier.consultation.deadline
    if limit is None or found is None:
        yield RULE.moot("Sans date limite lue, rien à mesurer : la règle B01 le signale.")
    elif dossier.day > limit:
        yield RULE.moot("La date limite est passée.")
    elif limit - dossier.day < timedelta(hours=hours):
        minutes = int((limit - dossier.day).total_seconds() // 60)
        text = f"Il reste {minutes // 60} h {minutes % 60:02d}. C'est la fin du téléversement qui compte, pas le début."
        say = RULE.unsure if found.confidence < 0.5 else RULE.fails
        urgent = limit - dossier.day < timedelta(hours=1)
        severity = RULE.severity if urgent else Severity.CONSEIL
        yield say(text, severity=severity, expected=f"plus de {hours} h")
    else:
        yield RULE.holds(f"Il reste plus de {hours} h avant la limite.")
