"""The decisions of the BOAMP's own attribution forms: historic (ATTRIBUTION/DECISION), FNSimple and MAPA."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from procurement.identifiers import valid_siren, valid_siret
from procurement.models import Decision, Outcome, Winner
from procurement.sources.boamp.award_text import decisions_in
from procurement.sources.decided import lots_of, settle, single
from procurement.sources.envelope import place_of
from procurement.sources.form import euros
from procurement.sources.values import day, dig, dig_all, has, line, said, text, whole
from procurement.winners import winner_key

_FACTS = "RENSEIGNEMENT"
_NAMES = ("denomination", "nomOfficiel", "PersonneMorale", "personneMorale", "nom", "raisonSociale")


def historic_decisions(root: Mapping[str, Any]) -> tuple[Decision, ...]:
    """The decisions of a historic form, one per DECISION."""
    node = dig(root, "ATTRIBUTION") or {}
    stopped, day_of_all = has(node, "SANS_SUITE"), day(said(node, "DATE_DECISION"))
    found = [_historic(one, stopped, day_of_all) for one in dig_all(node, "DECISION")]
    return settle(found, euros(dig(node, "VALEUR_TOTALE")))


def _historic(node: Any, stopped: bool, day_of_all: date | None) -> Decision:
    facts = dig_all(node, _FACTS)
    named = tuple(w for part in dig_all(node, "TITULAIRE") if (w := _titulaire(part)))
    told = Decision(
        outcome=_historic_outcome(node, facts, bool(named), stopped),
        winners=tuple({winner_key(w): w for w in named}.values()),
        title=said(node, "INTITULE", "DESCRIPTION"),
        contract=said(node, "NUM_MARCHE"),
        concluded=max((d for f in facts if (d := day(said(f, "DATE_ATTRIBUTION")))), default=day_of_all),
        offers_received=max((n for f in facts if (n := whole(said(f, "NB_OFFRE_RECU"))) is not None), default=None),
    )
    return _with_value(_numbered(told, said(node, "NUM_LOT")), facts)


def _historic_outcome(node: Any, facts: list[Any], named: bool, stopped: bool) -> Outcome | None:
    if has(node, "SANS_SUITE") or (stopped and not named):
        return Outcome.CANCELLED
    if has(node, "INFRUCTUEUX"):
        return Outcome.UNSUCCESSFUL
    if any(has(fact, "CONCOURS_PRIME") for fact in facts):
        return Outcome.PRIZE
    return Outcome.AWARDED if named or has(node, "ATTRIBUE") else None


def _numbered(told: Decision, written: str | None) -> Decision:
    """A cell « NUM_LOT » that is no lot number is the number of the contract, as many buyers write it."""
    lots = lots_of(written)
    if written and lots == (" ".join(written.split()),) and len(written) > 4:
        return replace(told, contract=told.contract or written)
    return replace(told, lots=lots)


def _with_value(told: Decision, facts: Iterable[Any]) -> Decision:
    listed = list(facts)
    top = single(euros(dig(fact, "MONTANT_MAXI")) for fact in listed)
    if any(has(fact, name) for fact in listed for name in ("MONTANT_MAXI", "MONTANT_MINI")):
        return replace(told, amount=top, amount_nature="framework_maximum" if top else "range", framework=True)
    values: list[Decimal | None] = [euros(dig(fact, "MONTANT")) for fact in listed]
    if (value := single(values)) is not None:
        return replace(told, amount=value, amount_nature="contract")
    ranged = any(values) or any(has(fact, "OFFRE_ELEVEE") for fact in listed)
    return replace(told, amount_nature="range" if ranged else None)


def _titulaire(node: Any) -> Winner | None:
    sme = True if has(node, "PME_OUI") else (False if has(node, "PME_NON") else None)
    return _winner(
        said(node, "DENOMINATION"), said(node, "CODE_IDENT_NATIONAL"), said(node, "CP"), said(node, "VILLE"), sme
    )


def _winner(
    name: str | None, number: str | None, postcode: str | None, city: str | None, sme: bool | None
) -> Winner | None:
    if name is None:
        return None
    place, siret = place_of(postcode, city), valid_siret(number)
    kind = "SIRET" if siret else "SIREN" if valid_siren(number) else None
    return Winner(number, kind, siret, name, place.commune, place.departement, sme)


def simple_decisions(body: Mapping[str, Any]) -> tuple[Decision, ...]:
    """The decisions of an FNSimple attribution, which states them in words (`attributionMarche`)."""
    return settle(decisions_in(text(body.get("attributionMarche"))))


def mapa_decisions(body: Mapping[str, Any]) -> tuple[Decision, ...]:
    """The decisions of a MAPA attribution (`attribution/resultat`, or `decision` as older records have it)."""
    offers = whole(said(body, "autresInformations/nbOffresRecues", "nbOffresRecues", "nbOffreRecu"))
    inner = dig(body, "attribution") or body
    lots = [(f"{rank}", node) for rank, node in enumerate(dig_all(inner, "lots/lot"), 1)]
    nodes: list[tuple[str | None, Any]] = [(said(node, "numLot", "numero", "num") or rank, node) for rank, node in lots]
    nodes = nodes or [(None, inner)]
    found = [one for lot, node in nodes for one in _mapa(lot, node)]
    if len(found) == 1 and offers is not None:
        found = [replace(found[0], offers_received=offers)]
    return settle(found)


def _mapa(lot: str | None, node: Any) -> Iterator[Decision]:
    results = dig_all(node, "resultat") or dig_all(node, "decision") or [node]
    for result in results:
        given = dig(result, "attribue") or result
        named = tuple(w for part in dig_all(given, "titulaire") if (w := _mapa_winner(part)))
        outcome = Outcome.AWARDED if named else None
        outcome = Outcome.UNSUCCESSFUL if has(result, "infructueux") else outcome
        outcome = Outcome.CANCELLED if has(result, "sansSuite") else outcome
        if outcome is None:
            continue
        value = euros(dig(given, "montant"))
        yield Decision(
            lots_of(lot),
            outcome,
            named if outcome is Outcome.AWARDED else (),
            said(node, "intitule", "titre"),
            amount=value,
            amount_nature="contract" if value is not None else None,
            concluded=day(said(result, "dateAttribution", "date") or said(given, "dateAttribution", "date")),
        )


def _mapa_winner(node: Any) -> Winner | None:
    name = said(node, *_NAMES) or line(node)
    number = said(node, "siret", "codeIdentificationNational")
    return _winner(name, number, said(node, "adr/cp", "cp"), said(node, "adr/ville", "ville"), None)
