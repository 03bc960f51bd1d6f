"""Le règlement ne réclame pas dès la candidature une pièce que seule l'entreprise retenue doit fournir.

Sans objet si aucune pièce de ce type n'est demandée, ou si vous l'avez jointe (c'est permis).

Indécidable si la demande n'a pas été lue avec assez de certitude.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.writing import label
from procurement.law import LawAtDay

RULE = Rule(
    code="A03",
    family="completude",
    severity=Severity.CONSEIL,
    title="Les pièces dues au seul attributaire ne sont pas obligatoires maintenant",
    source="CCP R2143-7 et s., R2144-4 ; DAJ décennale",
    status="v [S08, S14] ; n° R2144-4 nv",
    how_to_mend="Rien d'obligatoire. Gardez-la à jour pour la produire dès l'attribution.",
)
_WINNER = frozenset({"vigilance_urssaf", "attestation_fiscale", "travailleurs_etrangers", "conges_intemperies"})


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    early = {item.kind: item for item in dossier.consultation.candidature_documents if item.kind in _WINNER}
    later = {item.kind: item for item in dossier.consultation.award_documents if item.kind not in early}
    if not early and not later:
        yield RULE.moot("Le règlement ne demande aucune pièce réservée à l'entreprise retenue.")
    for kind, item in (early | later).items():
        files = holders(dossier, (kind,))
        words: dict[str, object] = {"about": kind, "evidence": (item.evidence,)}
        name, page = label(kind), f"page {item.evidence.page} du règlement"
        if files:
            text = f"Vous avez joint {name}, que seule l'entreprise retenue doit fournir : c'est du temps gagné."
            yield RULE.moot(text, file=files[0].name, **words)
        elif kind in later:
            yield RULE.moot(f"Seule l'entreprise retenue devra fournir {name} ({page}).", **words)
        elif item.confidence < 0.5 or item.obligation != "required":
            yield RULE.unsure(f"Le règlement cite {name} ({page}) : elle n'est due qu'à l'attribution.", **words)
        else:
            text = f"Le règlement réclame dès maintenant {name} ({page}). Elle ne peut être exigée que de l'entreprise"
            yield RULE.fails(f"{text} retenue : son absence ne peut pas vous éliminer à ce stade.", **words)
