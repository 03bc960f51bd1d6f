"""The many shapes of « titulaires »: [{…}], [{"titulaire": {…}}], [[{…}]], flat columns, concessionnaires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from procurement.identifiers import compact, valid_siret, valid_vat
from procurement.models import Winner
from procurement.sources.values import as_list, embedded, line, said

_TOO_SHORT_FOR_AN_ID = 5


def read_winners(data: Mapping[str, Any]) -> tuple[Winner, ...]:
    """The winners of a contract or of an amendment, each firm once."""
    nodes = [embedded(data.get(name)) for name in ("titulaires", "concessionnaires", "titulaire")]
    found = [winner for node in nodes for item in _leaves(node) if (winner := _winner(item))]
    if not found and (flat := _flat(data)):
        found = [flat]
    return unique(found)


def _leaves(node: Any) -> Iterator[Mapping[str, Any]]:
    for item in as_list(embedded(node)):
        if isinstance(item, list):
            yield from _leaves(item)
        elif isinstance(item, Mapping):
            inner = [item[name] for name in ("titulaire", "concessionnaire") if name in item]
            if inner:
                yield from _leaves(inner)
            else:
                yield item


def _flat(data: Mapping[str, Any]) -> Winner | None:
    node = {
        "id": said(data, "titulaire_id", "titulaires_id"),
        "typeIdentifiant": said(data, "titulaire_typeIdentifiant", "titulaires_typeIdentifiant"),
        "denominationSociale": said(data, "titulaire_denominationSociale", "titulaire_nom"),
    }
    return _winner(node)


def _winner(node: Mapping[str, Any]) -> Winner | None:
    number, name = line(node.get("id")), said(node, "denominationSociale", "nom")
    if number is not None and not compact(number).strip("0"):
        number = None  # "00000000000000" stands for « unknown »
    if number is None and name is None:
        return None
    kind = said(node, "typeIdentifiant")
    return Winner(
        id=number,
        id_type=kind.upper() if kind else None,
        siret=valid_siret(_padded(number, kind)),
        name=name,
        commune=line(node.get("_commune")),
        departement=line(node.get("_departement")),
        declared_sme=node.get("_pme"),
    )


def _padded(number: str | None, kind: str | None) -> str | None:
    """A SIRET read as a number lost its first zeros: thirteen or twelve digits that become valid with them."""
    digits = compact(number or "").removesuffix(".0")
    if digits.isdigit() and 12 <= len(digits) < 14 and (kind or "SIRET").upper() == "SIRET":
        return digits.zfill(14)
    return digits or None


def unique(winners: Iterable[Winner]) -> tuple[Winner, ...]:
    """Each firm once, in order."""
    return tuple({(w.siret or w.id or w.name): w for w in reversed(list(winners))}.values())[::-1]


def winner_flags(winners: tuple[Winner, ...]) -> list[str]:
    """What looks wrong about the winners."""
    if not winners:
        return ["winner_missing"]
    flags = []
    if any(w.siret is None and (w.id_type in (None, "SIRET")) for w in winners):
        flags.append("winner_id_invalid")
    foreign = [w for w in winners if w.siret is None and w.id_type not in (None, "SIRET")]
    if foreign:
        flags.append("winner_id_not_siret")
    if any(w.id_type == "TVA" and (w.id or "").upper().startswith("FR") and not valid_vat(w.id) for w in foreign):
        flags.append("winner_id_invalid")
    return flags
