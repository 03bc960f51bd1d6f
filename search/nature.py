"""Tells studies from works: a roofer cannot bid for the architect's contract."""

from __future__ import annotations

import re

from search.analysis import fold

_STUDY = re.compile(
    r"\b(maitrises? d.{1,3}oeuvre|moe|m\.o\.e|amo|a\.m\.o|assistance|etudes?|diagnostics?|missions?|csps|coordination|"
    r"coordonnateur|sps|controles? techniques?|controleur technique|ordonnancement|opc|expertises?|audits?|schemas?|"
    r"faisabilite|programmation|programmiste|accompagnement|conseils?|inventaires?|elaboration|concours|geotechniques?|"
    r"prestations? intellectuelles?|evaluation|analyse|releves?|topographiques?|geometre|plans? (?:local|de gestion|climat)|"
    r"revision d|investigations|suivi|reperages?|mandat|modelisation|urbaniste|architecte|paysagiste concepteur|bim)\b"
)
_WORKS = re.compile(
    r"^(?:france . )?(?:marche (?:public )?(?:de|relatif aux?) )?(?:travaux|lots?\b|fournitures?|location|achat|entretien)"
)
_BUILDING = re.compile(
    r"\b(?:re)?(?:construction|habilitation|novation|structuration|extension|amenagement|agrandissement|surelevation|"
    r"transformation|rehabilitation|renovation|restructuration|requalification|modernisation)\b.{0,80}?"
    r"\b(?:ecoles?|groupe scolaire|colleges?|lycees?|logements?|batiments?|gymnases?|mairie|salles?|maisons?|creche|"
    r"mediatheque|bibliotheque|centre|piscine|caserne|hopital|ehpad|residence|locaux|vestiaires|ateliers?|pavillons?|"
    r"appartements?|bureaux|hotel|eglise|musee|theatre|restaurant|cantine|poles?|espace|complexe|stade|accueil)\b"
)


def is_study(title: str, contract_type: str | None = None) -> bool:
    """True when the notice buys an intellectual service rather than works, goods or upkeep."""
    folded = fold(title)
    if contract_type in ("travaux", "fournitures") or _WORKS.match(folded):
        return False
    return bool(_STUDY.search(folded))


def is_building(title: str) -> bool:
    """True for building works in general, where every building trade may have a lot."""
    folded = fold(title)
    return bool(_BUILDING.search(folded)) and not is_study(title)
