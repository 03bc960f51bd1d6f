"""Tells studies from works: a roofer cannot bid for the architect's contract."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.analysis import fold, forms
from search.tagging import matches
from search.vocabulary import OBJECT, by_id

BOUGHT = {f"{OBJECT}travaux", f"{OBJECT}fourniture"}

_STUDY = re.compile(
    r"\b(?:m[ai]{2}trises? (?:d.{0,3})?(?:oe?|e)uvre|maitres? d.{1,3}oeuvre|moe|m\.o\.e|amo|a\.m\.o|assistan\w+ (?:a |au |de |en )?(?:la )?"
    r"maitr\w+|etudes?|diagnosti\w+|csps|sps|controles? techniques?|controleurs? techniques?|bureaux? d.etudes?|"
    r"ordonnancement|opc|audits?|schemas?|faisabilite|programmation|programmistes?|concours|geotechniques?|"
    r"prestations? intellectuelles?|plans? (?:local|de gestion|climat|de prevention|guide)|reperages?|modelisation|"
    r"urbanistes?|architectes?|paysagiste concepteur|bim|geometres?|topographi\w+|maitrise d.{1,3}ouvrage|benchmark\w*|"
    r"referentiels?|preconisations?|prospective|etat des lieux|bilan|strategie|dossiers?|controle exterieur|etablissement d\w*.{1,4}plan|essais? (?:de|d)|"
    r"coordination environnementale|amoe|concertation|recensement|barometres?|missions? techniques?|redefinition|guides?|dimensionnement|syntheses?|plans? de (?:mobilite|paysage|deplacements?|"
    r"circulation|sauvegarde|prevention)|optimisation|sensibilisation|modelisations?|auscultation|perimetres? de protection)\b"
)
_FIRST = re.compile(  # what a study does, when the title begins with it
    r"^(?:(?:marches?|missions?|prestations?|realisation|conception|campagnes?|d.une?|des|une?|d.|de|du|la|l.) ?){0,6}(?:analyse d|evaluation|inventaires?|elaboration|"
    r"enquetes?|accompagnement (?:a|aux?|de|dans|pour|et|vers)|definition|caracterisations?|controles? (?:de |du |d.)|"
    r"verifications? de|recherche d|observatoire|atlas|cartographie|projet (?:culturel|de territoire))\b"
)
_MAYBE = re.compile(
    r"\b(?:assistance|missions?|coordination|coordonnateurs?|coordinateurs?|expertises?|accompagnement|conseils?|"
    r"inventaires?|elaboration|evaluations?|analyses?|releves?|revision d|investigations|suivis?|mandat|"
    r"enquetes?|recherche)\b"
)
_GLUED = re.compile(r"[a-z0-9](?:etudes? |maitrise d.oeuvre)")  # "2 LOTSETUDE SUR": sources lose line breaks
_DATA = re.compile(  # who sells figures sells no goods
    r"\b(?:fourniture|achat|acquisition|mise a disposition) (?:hebdomadaire |mensuelle |annuelle )?(?:de |d.)(?:donnees|informations|statistiques)\b|"
    r"\bveille (?:de |d.)?(?:competitivite|concurrentielle|economique|strategique|technologique|reglementaire)\b"
)
_WORKS = re.compile(
    r"^(?:france . )?(?:marche (?:public )?(?:de|relatif aux?) )?(?:travaux|lots?\b|fournitures?|location|achat|entretien)"
)
_BUILDING = re.compile(
    r"\b(?:re)?(?:construction|habilitation|novation|structuration|extension|amenagement|agrandissement|surelevation|"
    r"transformation|rehabilitation|renovation|restructuration|requalification|modernisation|creation|entretien|"
    r"remise en etat|remise a neuf|reconversion|travaux)\b.{0,80}?"
    r"\b(?:ecoles?|groupe scolaire|colleges?|lycees?|logements?|batiments?|gymnases?|mairie|salles?|maisons?|creche|"
    r"mediatheque|bibliotheque|centre|piscine|caserne|hopital|ehpad|residence|locaux|vestiaires|ateliers?|pavillons?|"
    r"appartements?|bureaux|hotel|eglise|musee|theatre|restaurant|cantine|poles? [a-z]+|complexe|immeubles?|villas?|"
    r"foyer|gendarmerie|tribunal|laboratoires?|club|halle|hangar|entrepot|siege|conservatoire|auditorium|chapelle|"
    r"zone technique|sanitaires|tours|presbytere|crematorium|patrimoine bati|clinique|campus|internat|prison|salle)\b"
)
_NOT_BUILDING = re.compile(
    r"\b(?:espaces? verts?|voirie|voiries|routes?|rue|avenue|giratoire|assainissement|eau potable|reseaux?|eclairage public|"
    r"centre.bourg|centre.ville|parking|stationnement|cours? d.eau|riviere|nettoyage|debroussaillage|elagage)\b"
)
_ONE_LOT = re.compile(r"\blot\b(?! unique)")  # one lot of the works, named: the other trades have none there
_BUILDING_CPV = ("4521", "4540", "4545")


def is_study(title: str, contract_type: str | None = None) -> bool:
    """True when the notice buys an intellectual service rather than works, goods or upkeep.

    Words like mission or suivi tell a study only when the title names no other service or supply.
    """
    folded = fold(title).replace("_", " ")
    if _DATA.search(folded):
        return True
    if contract_type in ("travaux", "fournitures") or _WORKS.match(folded):
        return False
    if _STUDY.search(folded) or _GLUED.search(folded) or (_FIRST.match(folded) and not contract_type):
        return True
    return _names_studies(title, bool(_MAYBE.search(folded)))


def _names_studies(title: str, maybe: bool) -> bool:
    """True when the trades named are studies: with words that may tell one, or when nothing else is named or bought."""
    names = {name for name, _phrase, _at in matches(forms(title))}
    natures = {by_id()[name].nature for name in names if name in by_id()}
    if maybe:
        return "intellectual" in natures or not natures & {"service", "supply"}
    return natures == {"intellectual"} and not names & BOUGHT


def is_building(title: str, cpv: Sequence[str] = ()) -> bool:
    """True for building works in general, where every building trade may have a lot."""
    folded = fold(title).replace("_", " ")
    works = any(code.startswith(_BUILDING_CPV) for code in cpv)
    works = works or (bool(_BUILDING.search(folded)) and not _NOT_BUILDING.search(folded))
    return works and not _ONE_LOT.search(folded) and not is_study(title)
