"""Tables and exports with a few columns: `select` of the API, old API v1, tender tables of other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from procurement.models import Buyer, Notice, NoticeKind, Place
from procurement.nomenclature import places
from procurement.sources import envelope
from procurement.sources.base import RecordFailed
from procurement.sources.form import cpv_codes, price, social_in
from procurement.sources.readable import scrub
from procurement.sources.values import as_list, day, departements, embedded, line, local_time, text

_DETAIL = "https://www.boamp.fr/avis/detail/"


def read_flat(data: Mapping[str, Any]) -> Notice:
    """A Notice from the columns of a `select`. Raises `RecordFailed` without number or object."""
    number, title = line(data.get("idweb")), line(data.get("objet"))
    if number is None or title is None:
        raise RecordFailed("objet_absent", "L'avis n'a pas de numéro ou pas d'objet.")
    published = day(data.get("dateparution"))
    codes = departements(data.get("code_departement"))
    nature = [data.get(name) for name in ("etat", "nature", "nature_libelle")]
    stated = any(line(item) for item in nature)
    kind = envelope.kind_of(*(n for n in nature if str(n).upper() != "INITIAL")) if stated else None
    return Notice(
        id=f"boamp:{number}",
        source="boamp",
        kind=kind or _kind_by_deadline(data),
        title=title,
        buyer=envelope.buyer_of([line(data.get("nomacheteur"))], None, Place(), None),
        published=published,
        deadline=envelope.envelope_deadline(data.get("datelimitereponse"), published),
        procedure=envelope.procedure_of(data.get("type_procedure"), data.get("procedure_libelle")),
        contract_type=envelope.contract_type_of(data.get("type_marche")),
        descriptors=tuple(w for item in as_list(embedded(data.get("descripteur_libelle"))) if (w := line(item))),
        departements=codes,
        place=Place(departement=codes[0] if len(codes) == 1 else None),
        social_clause=True if "socia" in str(data.get("criteres") or "").lower() else social_in(title),
        related=tuple(i for i in envelope.related_ids(data.get("annonce_lie")) if i != f"boamp:{number}"),
        url=_DETAIL + number,
        text=title,
    )


def _kind_by_deadline(data: Mapping[str, Any]) -> NoticeKind:
    """Without nature, only a notice with a deadline is surely open to answers."""
    return NoticeKind.CALL if line(data.get("datelimitereponse")) else NoticeKind.OTHER


def read_api_v1(data: Mapping[str, Any]) -> Notice:
    """A Notice from [reference, object, deadline] of the API of 2020, whose hours are local."""
    cells = [*as_list(data.get("cells")), None, None, None]
    number, title = line(data.get("idweb")), line(cells[1])
    if number is None or title is None:
        raise RecordFailed("objet_absent", "L'avis n'a pas de numéro ou pas d'objet.")
    return Notice(
        id=f"boamp:{number}",
        source="boamp",
        kind=NoticeKind.CALL,
        title=title,
        buyer=Buyer("Acheteur non précisé"),
        published=None,
        deadline=local_time(cells[2]),
        reference=line(cells[0]),
        social_clause=social_in(title),
        url=_DETAIL + number,
        text=title,
    )


def read_tender(data: Mapping[str, Any]) -> Notice:
    """A Notice from a row of a tender table (JSON lists may stand inside strings)."""
    number, title = line(data.get("sourceRef")), line(data.get("title"))
    if number is None or title is None:
        raise RecordFailed("objet_absent", "L'avis n'a pas de numéro ou pas d'objet.")
    source = "ted" if "ted" in (line(data.get("source")) or "").lower().split(" ")[0] else "boamp"
    codes = departements(data.get("departementsJson"))
    city = line(data.get("city"))
    found = places.by_name(city, codes[0] if len(codes) == 1 else None) if city else None
    words = scrub(text(data.get("description")) or "")
    return Notice(
        id=f"{source}:{number}",
        source=source,
        kind=envelope.kind_of(data.get("natureLibelle")),
        title=title,
        buyer=Buyer(line(data.get("buyer")) or "Acheteur non précisé"),
        published=day(data.get("publishedAt")),
        deadline=local_time(data.get("deadlineAt")),
        description=words or None,
        procedure=envelope.procedure_of(data.get("procedureType")),
        cpv=cpv_codes(*_codes(data.get("cpvCodesJson"))),
        descriptors=_descriptors(words),
        departements=codes,
        place=Place(
            city=city, commune=found.insee if found else None, departement=codes[0] if len(codes) == 1 else None
        ),
        amount=price(data.get("budgetEstime")),
        social_clause=social_in(words),
        url=_DETAIL + number if source == "boamp" else line(data.get("sourceUrl")),
        text="\n".join(part for part in (title, words) if part),
    )


def _codes(node: Any) -> list[Any]:
    found = embedded(node)
    return as_list(json.loads(found) if isinstance(found, str) and found.startswith("[") else found)


def _descriptors(words: str) -> tuple[str, ...]:
    label = "Descripteurs BOAMP :"
    return tuple(w.strip() for w in words.partition(label)[2].split(",") if w.strip()) if label in words else ()
