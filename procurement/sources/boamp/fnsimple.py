"""The FNSimple form: national notices between 90 000 euros and the European thresholds (since 2021)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from procurement.models import Lot, Winner
from procurement.sources.boamp.decided import simple_decisions
from procurement.sources.envelope import place_in_words, place_of, procedure_of
from procurement.sources.form import Form, cpv_codes, lot_number, price, social_in, weighted, with_distinct_numbers
from procurement.sources.readable import readable
from procurement.sources.values import amount, dig, dig_all, has, line, local_time, said, whole, yes_no

_BRANCHES = ("initial", "rectificatif", "rectif", "attribution", "annulation", "modification")
_CONDITIONS = ("capaciteExercice", "capaciteEcoFin", "capaciteTech")


def read_fnsimple(root: Mapping[str, Any]) -> Form:
    """What an FNSimple form says."""
    branch = next((name for name in _BRANCHES if isinstance(root.get(name), Mapping)), "")
    body = root.get(branch) or {}
    who, what, how = root.get("organisme") or {}, body.get("natureMarche") or {}, body.get("procedure") or {}
    words = readable(body)
    decisions = simple_decisions(body)
    winners = tuple(_winners(body)) or tuple(w for one in decisions for w in one.winners)
    return Form(
        title=said(what, "intitule", "description"),
        description=said(what, "description"),
        reference=said(body, "communication/identifiantInterne"),
        buyer_name=said(who, "nomOfficiel"),
        buyer_number=said(who, "codeIdentificationNational"),
        buyer_place=place_of(said(who, "cp"), said(who, "ville")),
        profile_url=said(body, "communication/urlDocConsul"),
        place=place_in_words(said(what, "lieuExecution")),
        deadline=local_time(said(how, "dateReceptionOffres", "dateReceptionCandidatures")),
        procedure=procedure_of(" ".join(k for k in how if k.startswith("procedure"))),
        cpv=cpv_codes(*_cpv_nodes(what), said(how, "categorieAcheteur")),
        lots=with_distinct_numbers(_lots(body)),
        criteria=tuple(
            c
            for c in (weighted(line(n), said(n, "@poids", "@POIDS")) for n in dig_all(how, "criteresAttrib"))
            if c and c.weight is not None
        ),
        amount=_value(dig(what, "valeurEstimee")),
        duration_months=amount(said(what, "dureeMois")),
        variants_allowed=_variants(dig(how, "variantes")),
        social_clause=social_in(words),
        reserved=yes_no(dig(what, "reservationMarche")),
        conditions=(*(said(how, name) for name in _CONDITIONS), *_visit(body)),
        winners=winners,
        decisions=decisions,
        offers_received=whole(said(body, "resultat/nbOffresRecues", "attribution/nbOffresRecues")),
        text=words,
        awarded=branch == "attribution" or bool(winners),
        cancelled=branch == "annulation",
    )


def _visit(body: Mapping[str, Any]) -> list[str | None]:
    found = said(body, "informComplementaire/oui/visiteDetail", "informComplementaire/visiteDetail")
    return [f"Visite : {found}" if found else None]


def _variants(node: Any) -> bool | None:
    return (
        True if has(node, "autorisee") or has(node, "exigee") else (False if has(node, "interdite") else yes_no(node))
    )


def _cpv_nodes(node: Any) -> list[Any]:
    return [
        *dig_all(node, "codeCPV/objetPrincipal/classPrincipale"),
        *dig_all(node, "codeCPV/objetComplementaire/classPrincipale"),
    ]


def _value(node: Any) -> Any:
    return price(node) or price(said(node, "fourchette/valeurHaute"))


def _lots(body: Mapping[str, Any]) -> Iterator[Lot]:
    for rank, node in enumerate(dig_all(body, "lots/lot"), 1):
        words = said(node, "intitule", "description")
        number, title = lot_number(words, rank)
        where = said(node, "lieuExecutionLivraison")
        yield Lot(
            number=said(node, "numero", "numLot") or number,
            title=title,
            description=said(node, "description"),
            cpv=cpv_codes(*_cpv_nodes(node)),
            amount=_value(dig(node, "estimationValeur")),
            place=place_in_words(where) if where else None,
            reserved=yes_no(dig(node, "reservationMarche")),
        )


def _winners(body: Mapping[str, Any]) -> Iterator[Winner]:
    for path in (
        "titulaire",
        "attributionMarche/titulaire",
        "resultat/titulaire",
        "lots/lot/titulaire",
        "decision/titulaire",
    ):
        for node in dig_all(body, path):
            name = said(node, "nomOfficiel", "denomination", "nom", "raisonSociale") or line(node)
            if name:
                place = place_of(said(node, "cp", "adr/cp"), said(node, "ville", "adr/ville"))
                yield Winner(name=name, commune=place.commune, departement=place.departement)
