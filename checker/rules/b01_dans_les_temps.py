"""Le jour du dépôt précède la date et l'heure limites, heure de Paris.

Sans objet si la date limite n'a pas de sens pour ce dossier (jamais en pratique).

Indécidable si le règlement ne donne pas de date limite lisible.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import deadline
from checker.rules.support.writing import french_moment
from procurement.law import LawAtDay

RULE = Rule(
    code="B01",
    family="perimetre",
    severity=Severity.BLOQUANT,
    title="Le dépôt a lieu avant la date limite",
    source="CCP R2143-2, R2151-5",
    status="R2143-2 v page sites.google ; R2151-5 nv ; avis « offre tardive » v considerant.fr",
    how_to_mend="Aucune correction possible, sauf report publié par l'acheteur.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    limit, found = deadline(dossier), dossier.consultation.deadline
    if limit is None or found is None:
        mend = "Ajoutez l'avis ou le règlement complet : la date et l'heure y figurent."
        text = "Nous n'avons pas lu la date limite de remise : vérifiez-la sur le profil d'acheteur."
        yield RULE.unsure(text, how_to_mend=mend)
    elif dossier.day > limit:
        text = f"La date limite ({french_moment(limit)}) est dépassée : un dépôt maintenant serait éliminé."
        yield RULE.fails(
            text, found=french_moment(dossier.day), expected=french_moment(limit), evidence=(found.evidence,)
        )
    else:
        text = f"Vous avez jusqu'au {french_moment(limit)}, heure de {dossier.consultation.deadline_zone}."
        yield RULE.holds(text, expected=french_moment(limit), evidence=(found.evidence,))
