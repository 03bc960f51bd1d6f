"""The historic form (schema Boamp_v230 and before): IDENTITE, OBJET, PROCEDURE…, in JSON or in DILA's XML alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from procurement.identifiers import valid_siret
from procurement.models import Criterion, Lot, Winner
from procurement.sources.boamp.decided import historic_decisions
from procurement.sources.envelope import contract_type_of, place_of, procedure_of
from procurement.sources.form import Form, cpv_codes, price, social_in, weighted
from procurement.sources.readable import readable
from procurement.sources.values import amount, as_list, dig, dig_all, has, line, local_time, said, whole

_CONDITION_PARTS = ("CONDITION_PARTICIPATION", "CONDITION_RELATIVE_MARCHE/AUTRES_CONDITIONS", "JUSTIFICATIONS")


def read_historic(root: Mapping[str, Any]) -> Form:
    """What a historic form says."""
    who, what, how = root.get("IDENTITE") or {}, root.get("OBJET") or {}, root.get("PROCEDURE") or {}
    where = dig(what, "LIEU_EXEC_LIVR")
    words = readable(
        {k: v for k, v in root.items() if k not in ("IDENTITE", "RENSEIGNEMENTS_COMPLEMENTAIRES")},
        dig_all(root, "RENSEIGNEMENTS_COMPLEMENTAIRES/RENS_COMPLEMENT"),
    )
    form = Form(
        title=said(what, "TITRE_MARCHE", "OBJET_COMPLET"),
        description=said(what, "OBJET_COMPLET", "CARACTERISTIQUES/PRINCIPALES"),
        reference=said(what, "REF_MARCHE") or said(root, "CONDITION_ADMINISTRATIVE/REFERENCE_MARCHE"),
        buyer_name=said(who, "DENOMINATION"),
        buyer_number=said(who, "CODE_IDENT_NATIONAL"),
        buyer_place=place_of(said(who, "CP"), said(who, "VILLE"), None, said(who, "ADJUDICATEUR_NUTS")),
        profile_url=said(who, "URL_PROFIL_ACHETEUR", "URL_DOCUMENT"),
        place=place_of(said(where, "CP"), said(where, "VILLE"), said(where, "ADRESSE"), said(where, "CODE_NUTS")),
        deadline=local_time(said(root, "CONDITION_DELAI/RECEPT_OFFRES", "CONDITION_DELAI/RECEPT_CANDIDATURES")),
        procedure=_procedure(how),
        contract_type=contract_type_of([list(n) for n in dig_all(what, "TYPE_MARCHE") if isinstance(n, Mapping)]),
        cpv=cpv_codes(
            *dig_all(what, "CPV/PRINCIPAL"),
            *dig_all(what, "CPV/SUPPLEMENTAIRE"),
            *dig_all(what, "LOTS/LOT/CPV/PRINCIPAL"),
        ),
        text=words,
    )
    _add_terms(form, root, what, how, list(_decisions(root)))
    return form


def _add_terms(form: Form, root: Mapping[str, Any], what: Any, how: Any, decisions: list[Lot]) -> None:
    form.lots = _merge(list(_lots(what)), decisions)
    form.criteria = tuple(_criteria(dig(how, "CRITERES_ATTRIBUTION"), None))
    form.amount = price(dig(what, "CARACTERISTIQUES/VALEUR_TOTALE")) or price(dig(root, "ATTRIBUTION/VALEUR_TOTALE"))
    form.duration_months = amount(said(what, "DUREE_DELAI/DUREE_MOIS"))
    form.variants_allowed = True if has(what, "VARIANTES_OUI") else (False if has(what, "VARIANTES_NON") else None)
    form.social_clause = social_in(form.text)
    form.reserved = _reserved(root)
    form.conditions = tuple(readable(*dig_all(root, part)) for part in _CONDITION_PARTS)
    form.winners = tuple({(w.name, w.commune): w for lot in decisions for w in lot.winners}.values())
    form.offers_received = decisions[0].offers_received if len(decisions) == 1 else None
    form.awarded = bool(form.winners)
    form.decisions = historic_decisions(root)
    form.cancelled = has(root, "ATTRIBUTION/SANS_SUITE")


def _procedure(how: Any) -> str | None:
    node = dig(how, "TYPE_PROCEDURE")
    return procedure_of(" ".join(node) if isinstance(node, Mapping) else line(node))


def _reserved(root: Mapping[str, Any]) -> bool | None:
    base = "CONDITION_PARTICIPATION/MARCHE_RESERVE"
    if has(root, f"{base}_OUI") or has(root, base):
        return True
    return False if has(root, f"{base}_NON") else None


def _criteria(node: Any, lot: str | None) -> Iterator[Criterion]:
    groups = [
        (dig_all(node, "CRITERES_PONDERES/CRITERE"), "%"),
        (dig_all(node, "CRITERES_QUALITE/CRITERE"), "%"),
        (dig_all(node, "CRITERES_COUT/CRITERE"), "%"),
        (dig_all(node, "CRITERES_PRIORITES/CRITERE"), "rang"),
    ]
    for nodes, unit in groups:
        for item in nodes:
            found = weighted(item, said(item, "@POIDS", "POIDS"), unit, lot)
            if found:
                yield found
    if has(node, "CRITERES_PRIX"):
        weight = amount((said(node, "CRITERES_PRIX/POIDS") or "").replace("%", ""))
        yield Criterion("Prix", weight, "%", lot)


def _lots(what: Mapping[str, Any]) -> Iterator[Lot]:
    nodes = dig_all(what, "LOTS/LOT")
    for rank, node in enumerate(nodes, 1):
        if len(nodes) == 1 and said(node, "NUM", "INTITULE") is None:
            return  # a single unnamed lot is the form's way of describing an undivided contract
        number = said(node, "NUM") or str(rank)
        where = place_of(None, None, said(node, "LIEU_PRINCIPAL"), said(node, "CODE_NUTS"))
        yield Lot(
            number=number,
            title=said(node, "INTITULE", "DESCRIPTION") or f"Lot {number}",
            description=said(node, "DESCRIPTION"),
            cpv=cpv_codes(*dig_all(node, "CPV/PRINCIPAL")),
            amount=price(dig(node, "VALEUR")),
            place=where,
        )


def _decisions(root: Mapping[str, Any]) -> Iterator[Lot]:
    for rank, node in enumerate(dig_all(root, "ATTRIBUTION/DECISION"), 1):
        facts = as_list(dig_all(node, "RENSEIGNEMENT"))
        status = "awarded" if has(node, "ATTRIBUE") or has(node, "TITULAIRE") else None
        status = "unsuccessful" if has(node, "INFRUCTUEUX") else status
        status = "cancelled" if has(node, "SANS_SUITE") else status
        yield Lot(
            number=said(node, "NUM_LOT") or str(rank),
            title=said(node, "INTITULE", "DESCRIPTION") or f"Lot {rank}",
            amount=next((v for fact in facts if (v := price(dig(fact, "MONTANT")))), None),
            status=status,
            winners=tuple(w for n in dig_all(node, "TITULAIRE") if (w := _winner(n))),
            offers_received=next((n for fact in facts if (n := whole(said(fact, "NB_OFFRE_RECU"))) is not None), None),
        )


def _winner(node: Any) -> Winner | None:
    name = said(node, "DENOMINATION")
    if name is None:
        return None
    place = place_of(said(node, "CP"), said(node, "VILLE"))
    sme = True if has(node, "PME_OUI") else (False if has(node, "PME_NON") else None)
    number = said(node, "CODE_IDENT_NATIONAL")
    return Winner(number, None, valid_siret(number), name, place.commune, place.departement, sme)


def _merge(lots: list[Lot], decisions: list[Lot]) -> tuple[Lot, ...]:
    """Lots of the object with what the decisions say of them; the decisions alone when the object lists none."""
    if not lots:
        return tuple(decisions) if len(decisions) > 1 else ()
    by_number = {lot.number: lot for lot in decisions}
    merged = []
    for lot in lots:
        told = by_number.get(lot.number)
        merged.append(
            lot
            if told is None
            else Lot(
                lot.number,
                lot.title,
                lot.description,
                lot.cpv,
                told.amount or lot.amount,
                lot.place,
                lot.reserved,
                lot.social_clause,
                told.status,
                told.winners,
                told.offers_received,
            )
        )
    return tuple(merged)
