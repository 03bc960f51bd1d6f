"""Tells studies from works: a roofer cannot bid for the architect's contract."""

from __future__ import annotations

import re

from search.analysis import fold, terms
from search.tagging import matches
from search.vocabulary import by_id

_STUDY = re.compile(
    r"\b(?:maitrises? d.{1,3}oeuvre|maitres? d.{1,3}oeuvre|moe|m\.o\.e|amo|a\.m\.o|assistan\w+ (?:a |au |de |en )?(?:la )?"
    r"maitr\w+|etudes?|diagnosti\w+|csps|sps|controles? techniques?|controleurs? techniques?|bureaux? d.etudes?|"
    r"ordonnancement|opc|audits?|schemas?|faisabilite|programmation|programmistes?|concours|geotechniques?|"
    r"prestations? intellectuelles?|plans? (?:local|de gestion|climat|de prevention|guide)|reperages?|modelisation|"
    r"urbanistes?|architectes?|paysagiste concepteur|bim|geometres?|topographi\w+|maitrise d.{1,3}ouvrage)\b"
)
_MAYBE = re.compile(
    r"\b(?:assistance|missions?|coordination|coordonnateurs?|coordinateurs?|expertises?|accompagnement|conseils?|"
    r"inventaires?|elaboration|evaluations?|analyses?|releves?|revision d|investigations|suivis?|mandat|"
    r"enquetes?|recherche)\b"
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
    """True when the notice buys an intellectual service rather than works, goods or upkeep.

    Words like mission or suivi tell a study only when the title names no other service or supply.
    """
    folded = fold(title)
    if contract_type in ("travaux", "fournitures") or _WORKS.match(folded):
        return False
    return bool(_STUDY.search(folded)) or bool(_MAYBE.search(folded) and _nothing_else(title))


def _nothing_else(title: str) -> bool:
    named = {by_id()[name].nature for name, _phrase, _at in matches(terms(title)) if name in by_id()}
    return "intellectual" in named or not named & {"service", "supply"}


def is_building(title: str) -> bool:
    """True for building works in general, where every building trade may have a lot."""
    folded = fold(title)
    return bool(_BUILDING.search(folded)) and not is_study(title)
