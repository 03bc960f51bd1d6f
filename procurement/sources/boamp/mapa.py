"""The MAPA form: notices under 90 000 euros and adapted procedures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procurement.models import Criterion, Lot, Winner
from procurement.sources.boamp.decided import mapa_decisions
from procurement.sources.envelope import place_of, procedure_of
from procurement.sources.form import Form, cpv_codes, lot_number, price, social_in, weighted, with_distinct_numbers
from procurement.sources.readable import readable
from procurement.sources.values import amount, dig, dig_all, has, line, local_time, said, whole, yes_no

_BRANCHES = ("initial", "rectificatif", "rectif", "attribution", "annulation", "resultat")
_PAPERS = {
    "DC1": "DC1 (lettre de candidature)",
    "DC2": "DC2 (déclaration du candidat)",
    "DC4": "DC4 (sous-traitance)",
    "chiffresAffaires": "chiffres d'affaires",
    "listeFournituresServices": "références de fournitures ou de services",
    "listeTravaux": "références de travaux",
    "documentsAutreOperateur": "documents relatifs à d'autres opérateurs",
    "effectifs": "effectifs",
    "outillages": "outillage et moyens techniques",
    "certificatsQualification": "certificats de qualification",
    "declarationBanques": "déclarations de banques",
    "redressementJudiciaire": "jugements de redressement judiciaire",
    "DUME": "DUME",
    "noti2": "NOTI2",
}


def read_mapa(root: Mapping[str, Any]) -> Form:
    """What a MAPA form says."""
    body: Mapping[str, Any] = next((root[name] for name in _BRANCHES if isinstance(root.get(name), Mapping)), {})
    who = root.get("organisme") or {}
    about = body.get("description") or {}
    where = dig(about, "lieuExecutionLivraison") or dig(about, "lieuExecution")
    decisions = mapa_decisions(body) if "attribution" in root or "resultat" in root else ()
    words = readable({k: v for k, v in body.items() if k != "justifications"})
    subject = said(about, "objet") or said(body, "titreMarche", "objet")
    return Form(
        title=subject,
        description=said(about, "caracteristiques", "objetComplet") or said(body, "caracteristiques/principales"),
        reference=said(body, "renseignements/idMarche", "idMarche"),
        buyer_name=said(who, "acheteurPublic", "nomOfficiel"),
        buyer_number=said(who, "codeIdentificationNational", "siret", "identification/siret"),
        buyer_place=place_of(said(who, "adr/cp"), said(who, "adr/ville")),
        profile_url=said(who, "urlProfilAcheteur"),
        place=place_of(said(where, "cp"), said(where, "ville"), said(where, "voie/nomvoie") or line(where)),
        deadline=local_time(said(body, "delais/receptionOffres", "delais/receptionCandidatures")),
        procedure=procedure_of(" ".join(dict(body["procedure"])))
        if isinstance(body.get("procedure"), Mapping)
        else None,
        contract_type=None,
        cpv=cpv_codes(*dig_all(about, "CPV/objetPrincipal/classPrincipale"), *_cpv_nodes(about)),
        lots=_lots(body),
        criteria=_criteria(body.get("criteres")),
        amount=price(dig(body, "caracteristiques/valeur")),
        duration_months=amount(said(body, "duree/nbMois")),
        variants_allowed=yes_no(dig(body, "caracteristiques/variantes")),
        social_clause=social_in(words),
        reserved=True if has(body, "conditions/marcheReserve") or has(body, "marcheReserve") else None,
        conditions=_conditions(body),
        winners=_winners(body) or tuple(w for one in decisions for w in one.winners),
        decisions=decisions,
        offers_received=whole(said(body, "nbOffreRecu", "attribution/nbOffreRecu")),
        text=words,
        awarded="attribution" in root or "resultat" in root,
        cancelled="annulation" in root,
    )


def _cpv_nodes(about: Any) -> list[Any]:
    return [
        *dig_all(about, "CPV/PRINCIPAL"),
        *dig_all(about, "codeCPV/objetPrincipal/classPrincipale"),
        *dig_all(about, "cpv"),
    ]


def _criteria(node: Any) -> tuple[Criterion, ...]:
    found = [weighted(said(c, "critere"), said(c, "criterePCT", "poids")) for c in dig_all(node, "criterePondere")]
    found += [weighted(line(c), None, "rang") for c in dig_all(node, "critereHierarchise/critere")]
    found += [weighted(line(c), None, "rang") for c in dig_all(node, "critereLibre")]
    return tuple(c for c in found if c)


def _lots(body: Mapping[str, Any]) -> tuple[Lot, ...]:
    found = []
    nodes = [n for path in ("lots/lot", "allotissement/lot", "division/lot", "lot") for n in dig_all(body, path)]
    for rank, node in enumerate(nodes, 1):
        title = said(node, "intitule", "titre", "description", "libelle") or line(node)
        guessed, bare = lot_number(title, rank)
        found.append(
            Lot(
                number=said(node, "numLot", "numero", "num") or guessed,
                title=bare,
                description=said(node, "description"),
                cpv=cpv_codes(*_cpv_nodes(node)),
                amount=price(dig(node, "valeur")),
            )
        )
    return with_distinct_numbers(found)


def _conditions(body: Mapping[str, Any]) -> tuple[str | None, ...]:
    papers = dig(body, "justifications")
    names = [label for key, label in _PAPERS.items() if isinstance(papers, Mapping) and key in papers]
    return (
        ("Pièces demandées : " + ", ".join(names) + ".") if names else None,
        readable({k: v for k, v in papers.items() if k not in _PAPERS}) if isinstance(papers, Mapping) else None,
        readable(dig(body, "conditions/capacites"), dig(body, "conditions/situation")),
        said(body, "conditions/formeJuridique"),
    )


def _winners(body: Mapping[str, Any]) -> tuple[Winner, ...]:
    nodes = [n for path in ("decision/titulaire", "titulaire", "attribution/titulaire") for n in dig_all(body, path)]
    found = []
    for node in nodes:
        name = said(node, "denomination", "nom", "raisonSociale")
        if name:
            place = place_of(said(node, "adr/cp", "cp"), said(node, "adr/ville", "ville"))
            found.append(Winner(name=name, commune=place.commune, departement=place.departement))
    return tuple(found)
