"""Organisations of an eForms notice, without the people one may call there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procurement.models import Place
from procurement.sources.envelope import place_of
from procurement.sources.values import dig, dig_all, line, said

Organisation = Mapping[str, str | None]


def french(nodes: list[Any]) -> str | None:
    """The words in French among translations, else the first language given."""
    ranked = sorted(nodes, key=lambda n: 0 if isinstance(n, Mapping) and n.get("@languageID") == "FRA" else 1)
    return next((words for node in ranked if (words := line(node))), None)


def organisations(extension: Any) -> dict[str, Organisation]:
    """Each organisation by its technical id (ORG-0001): name, number, postcode, city, country, NUTS, size."""
    found: dict[str, Organisation] = {}
    for node in dig_all(extension, "efac:Organizations/efac:Organization/efac:Company"):
        key = said(node, "cac:PartyIdentification/cbc:ID")
        address = dig(node, "cac:PostalAddress")
        if key:
            found[key] = {
                "name": french(dig_all(node, "cac:PartyName/cbc:Name")),
                "number": said(node, "cac:PartyLegalEntity/cbc:CompanyID"),
                "postcode": said(address, "cbc:PostalZone"),
                "city": said(address, "cbc:CityName"),
                "country": said(address, "cac:Country/cbc:IdentificationCode"),
                "nuts": said(address, "cbc:CountrySubentityCode"),
                "size": said(node, "efbc:CompanySizeCode"),
            }
    return found


def place_in(node: Any) -> Place:
    """The place of performance (BT-5071 and around)."""
    address = dig(node, "cac:Address")
    words = french(dig_all(node, "cbc:Description"))
    return place_of(
        said(address, "cbc:PostalZone"), said(address, "cbc:CityName"), words, said(address, "cbc:CountrySubentityCode")
    )
