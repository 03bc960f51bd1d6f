"""Awards inside a TED_EXPORT notice: one decision per lot, with its firms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from procurement.identifiers import valid_siren, valid_siret
from procurement.models import Lot, Winner
from procurement.sources.envelope import place_of
from procurement.sources.form import price
from procurement.sources.values import dig, dig_all, has, said, whole

_FIRMS = (
    "CONTRACTORS/CONTRACTOR",
    "CONTRACTOR",
    "WINNERS/WINNER",
    "WINNER",
)


def decisions(form: Mapping[str, Any]) -> list[Lot]:
    """The decisions of an award notice, one per contract; empty for other notices."""
    nodes = dig_all(form, "AWARD_CONTRACT") or dig_all(form, "RESULTS") or dig_all(form, "AWARD_OF_CONTRACT")
    return [_decision(node, rank) for rank, node in enumerate(nodes, 1)]


def _decision(node: Any, rank: int) -> Lot:
    told = dig(node, "AWARDED_CONTRACT") or dig(node, "AWARDED_PRIZE") or {}
    number = said(node, "LOT_NO") or str(rank)
    status = "awarded" if told else None
    if has(node, "NO_AWARDED_CONTRACT") or has(node, "NO_AWARDED_PRIZE"):
        stopped = has(node, "NO_AWARDED_CONTRACT/PROCUREMENT_DISCONTINUED")
        status = "cancelled" if stopped else "unsuccessful"
    return Lot(
        number=number.lstrip("0") or "0",
        title=said(node, "TITLE/P", "TITLE") or f"Lot {number}",
        amount=price(dig(told, "VALUES/VAL_TOTAL")) or price(dig(told, "VAL_TOTAL")) or price(dig(told, "VAL_PRIZE")),
        status=status,
        winners=tuple(winners_of(node)),
        offers_received=whole(
            said(told, "TENDERS/NB_TENDERS_RECEIVED", "NB_TENDERS_RECEIVED", "PARTICIPANTS/NB_PARTICIPANTS")
        ),
    )


def winners_of(node: Any) -> list[Winner]:
    """The firms of one decision, in the order given."""
    told = dig(node, "AWARDED_CONTRACT") or dig(node, "AWARDED_PRIZE") or {}
    return _winners(told) or list(_old_winners(node))


def _winners(told: Any) -> list[Winner]:
    found = []
    for path in _FIRMS:
        for node in dig_all(told, path):
            address = dig(node, "ADDRESS_CONTRACTOR") or dig(node, "ADDRESS_WINNER")
            if address is not None and (firm := _firm(address, node)):
                found.append(firm)
    return found


def _firm(address: Any, node: Any) -> Winner | None:
    name, number = said(address, "OFFICIALNAME"), said(address, "NATIONALID")
    if name is None:
        return None
    french = said(address, "COUNTRY/@VALUE") in ("FR", None)
    place = place_of(said(address, "POSTAL_CODE"), said(address, "TOWN")) if french else None
    siret = valid_siret(number)
    return Winner(
        id=number,
        id_type="SIRET" if siret else ("SIREN" if valid_siren(number) else None),
        siret=siret,
        name=name,
        commune=place.commune if place else None,
        departement=place.departement if place else None,
        declared_sme=True if has(node, "SME") else (False if has(node, "NO_SME") else None),
    )


def _old_winners(node: Any) -> Iterator[Winner]:
    base = "ECONOMIC_OPERATOR_NAME_ADDRESS/CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME"
    for address in dig_all(node, base):
        name = said(address, "ORGANISATION/OFFICIALNAME", "ORGANISATION")
        if name:
            place = place_of(said(address, "POSTAL_CODE"), said(address, "TOWN"))
            yield Winner(name=name, commune=place.commune, departement=place.departement)


def merge(lots: list[Lot], told: list[Lot]) -> tuple[Lot, ...]:
    """The lots described with what was decided; several decisions without description make the lots."""
    if not lots:
        return tuple(told) if len(told) > 1 else ()
    merged = []
    for lot in lots:
        same = [d for d in told if d.number == lot.number]
        if not same:
            merged.append(lot)
            continue
        first = same[0]
        amounts = {d.amount for d in same if d.amount is not None}
        merged.append(
            replace(
                lot,
                amount=amounts.pop() if len(amounts) == 1 else (lot.amount if not amounts else None),
                status=first.status,
                winners=tuple({(w.id, w.name, w.commune): w for d in same for w in d.winners}.values()),
                offers_received=first.offers_received,
            )
        )
    return tuple(merged)
