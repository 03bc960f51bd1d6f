"""TED_EXPORT notices: R2.0.9 (2016-2023) in full, R2.0.8 by what its coded part and its words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from procurement.models import Criterion, Lot, NoticeKind
from procurement.sources.envelope import place_of
from procurement.sources.form import Form, cpv_codes, price, social_in, weighted
from procurement.sources.readable import readable
from procurement.sources.ted.awards import decisions, merge
from procurement.sources.ted.decided import decided
from procurement.sources.values import amount, as_list, day, dig, dig_all, has, local_time, said

_KIND_OF_FORM = {
    "F01": NoticeKind.PRIOR,
    "F04": NoticeKind.PRIOR,
    "F08": NoticeKind.PRIOR,
    "F02": NoticeKind.CALL,
    "F05": NoticeKind.CALL,
    "F07": NoticeKind.CALL,
    "F12": NoticeKind.CALL,
    "F24": NoticeKind.CALL,
    "F03": NoticeKind.AWARD,
    "F06": NoticeKind.AWARD,
    "F13": NoticeKind.AWARD,
    "F15": NoticeKind.AWARD,
    "F25": NoticeKind.AWARD,
    "F14": NoticeKind.CORRECTION,
    "F20": NoticeKind.AMENDMENT,
}
_KIND_OF_DOCUMENT = {
    "0": NoticeKind.PRIOR,
    "M": NoticeKind.PRIOR,
    "P": NoticeKind.PRIOR,
    "3": NoticeKind.CALL,
    "D": NoticeKind.CALL,
    "7": NoticeKind.AWARD,
    "R": NoticeKind.AWARD,
    "V": NoticeKind.AWARD,
    "2": NoticeKind.CORRECTION,
    "K": NoticeKind.AMENDMENT,
}
_PROCEDURES = (
    ("PT_COMPETITIVE_DIALOGUE", "DIALOGUE"),
    ("PT_OPEN", "AOO"),
    ("PT_RESTRICTED", "AOR"),
    ("PT_ACCELERATED_RESTRICTED", "AOR"),
    ("NEGOT", "PROC_NEGO"),
    ("WITHOUT", "PROC_NEGO"),
    ("PT_", "AUTRE"),
)
_TYPES = {
    "WORKS": "travaux",
    "SUPPLIES": "fournitures",
    "SERVICES": "services",
    "1": "travaux",
    "2": "fournitures",
    "4": "services",
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """The coded part of an export."""

    number: str | None
    published: date | None
    country: str | None
    kind: NoticeKind
    form: Mapping[str, Any]
    form_name: str
    coded: Mapping[str, Any]


def export_envelope(root: Mapping[str, Any]) -> Envelope:
    """Number, day, country and kind; the original form among its translations."""
    coded = root.get("CODED_DATA_SECTION") or {}
    name, form = _original(root.get("FORM_SECTION"))
    written = said(dig(coded, "NOTICE_DATA"), "NO_DOC_OJS")
    published = said(coded, "REF_OJS/DATE_PUB") or ""
    return Envelope(
        number=said(root, "@DOC_ID") or notice_number(written),
        published=day(f"{published[:4]}-{published[4:6]}-{published[6:8]}"),
        country=said(coded, "NOTICE_DATA/ISO_COUNTRY/@VALUE")
        or said(form, "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY/COUNTRY/@VALUE"),
        kind=_answerable(_kind(name, form, said(coded, "CODIF_DATA/TD_DOCUMENT_TYPE/@CODE")), form, coded),
        form=form,
        form_name=name,
        coded=coded,
    )


def notice_number(written: str | None) -> str | None:
    """ "2019/S 141-348157" as "348157-2019"."""
    found = re.match(r"(\d{4})/S \d+-0*(\d+)", written or "")
    return f"{found.group(2)}-{found.group(1)}" if found else None


def _original(section: Any) -> tuple[str, Mapping[str, Any]]:
    found: list[tuple[int, str, Mapping[str, Any]]] = []
    for name, node in (section or {}).items():
        for item in as_list(node):
            if isinstance(item, Mapping):
                rank = 0 if item.get("@LG") == "FR" else (1 if item.get("@CATEGORY") == "ORIGINAL" else 2)
                found.append((rank, name, item))
    found.sort(key=lambda part: part[0])
    return (found[0][1], found[0][2]) if found else ("", {})


def _kind(name: str, form: Mapping[str, Any], document: str | None) -> NoticeKind:
    stated = said(form, "NOTICE/@TYPE") or ""
    if name[:3] in ("F21", "F22", "F23") and stated:
        if "AWARD" in stated:
            return NoticeKind.AWARD
        return NoticeKind.CALL if stated in ("CONTRACT", "CONCESSION") else NoticeKind.PRIOR
    return _KIND_OF_FORM.get(name[:3]) or _KIND_OF_DOCUMENT.get(document or "") or NoticeKind.OTHER


def _answerable(kind: NoticeKind, form: Mapping[str, Any], coded: Mapping[str, Any]) -> NoticeKind:
    """A prior notice that already says until when to answer is the call itself (directive 2014/24/EU, article 48.2)."""
    if kind is NoticeKind.PRIOR and _deadline(form.get("PROCEDURE") or {}, coded):
        return NoticeKind.CALL
    return kind


def read_export(root: Mapping[str, Any], envelope: Envelope) -> Form:
    """What an export says."""
    body, coded = envelope.form, envelope.coded
    what, how, law = (body.get(name) or {} for name in ("OBJECT_CONTRACT", "PROCEDURE", "LEFTI"))
    who = dig(body, "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY") or {}
    parts = dig_all(what, "OBJECT_DESCR")
    words = readable(
        {k: v for k, v in body.items() if k not in ("CONTRACTING_BODY", "COMPLEMENTARY_INFO", "AWARD_CONTRACT")},
        dig_all(body, "COMPLEMENTARY_INFO/INFO_ADD"),
    )
    old = _old(root, body, coded)
    form = Form(
        title=phrase(dig(what, "TITLE")) or old["title"],
        description=phrase(dig(what, "SHORT_DESCR")) or phrase(dig(parts, "SHORT_DESCR")),
        reference=said(what, "REFERENCE_NUMBER"),
        buyer_name=said(who, "OFFICIALNAME") or old["buyer"],
        buyer_number=said(who, "NATIONALID"),
        buyer_place=place_of(said(who, "POSTAL_CODE"), said(who, "TOWN"), None, said(who, "NUTS/@CODE")),
        profile_url=said(who, "URL_BUYER"),
        place=place_of(None, None, phrase(dig(parts, "MAIN_SITE")), said(parts, "NUTS/@CODE")),
        deadline=_deadline(how, coded),
        procedure=_procedure(how, coded),
        contract_type=_TYPES.get(
            said(what, "TYPE_CONTRACT/@CTYPE") or said(coded, "CODIF_DATA/NC_CONTRACT_NATURE/@CODE") or ""
        ),
        cpv=_cpv(what, parts, coded),
        text=words,
        related=_related(body, coded),
    )
    _add_terms(form, what, law, parts, decisions(body))
    form.decisions = decided(envelope.form_name, body) if envelope.kind is not NoticeKind.CALL else ()
    return form


def _add_terms(form: Form, what: Any, law: Mapping[str, Any], parts: list[Any], told: list[Lot]) -> None:
    form.lots = merge([_lot(n, i) for i, n in enumerate(parts, 1)] if len(parts) > 1 else [], told)
    form.criteria = tuple(c for n in parts for c in _criteria(n, said(n, "LOT_NO") if len(parts) > 1 else None))
    amounts = (dig(what, "VAL_TOTAL"), dig(what, "VAL_ESTIMATED_TOTAL"), said(what, "VAL_RANGE_TOTAL/HIGH"))
    form.amount = next((value for node in amounts if (value := price(node))), None)
    form.duration_months = _duration(parts)
    refused = False if has(parts, "NO_ACCEPTED_VARIANTS") else None
    form.variants_allowed = True if has(parts, "ACCEPTED_VARIANTS") else refused
    form.social_clause = social_in(form.text)
    reserved = ("RESTRICTED_SHELTERED_WORKSHOP", "RESERVED_ORGANISATIONS_SERVICE_MISSION")
    form.reserved = True if any(has(law, name) for name in reserved) else None
    form.conditions = tuple(phrase(n) for key, n in law.items() if not key.endswith("_DOC"))
    form.winners = tuple({(w.id, w.name, w.commune): w for lot in told for w in lot.winners}.values())
    form.offers_received = told[0].offers_received if len(told) == 1 else None
    form.awarded = bool(told)
    form.cancelled = bool(told) and all(lot.status in ("unsuccessful", "cancelled") for lot in told)


def phrase(node: Any) -> str | None:
    """The paragraphs of a TED text on one line."""
    found = [w for n in as_list(node) for w in (said(n, "P"), *(said({"P": p}, "P") for p in dig_all(n, "P")[1:])) if w]
    return " ".join(dict.fromkeys(found)) or said({"t": node}, "t")


def deep(node: Any, key: str) -> Iterator[Any]:
    """Every node under a key, wherever it stands."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name == key:
                yield from as_list(value)
            yield from deep(value, key)
    elif isinstance(node, list):
        for item in node:
            yield from deep(item, key)


def _old(root: Mapping[str, Any], form: Any, coded: Any) -> dict[str, str | None]:
    """Title and buyer where R2.0.8 forms keep them, else the translated titles of the export."""
    titles = dig_all(root, "TRANSLATION_SECTION/ML_TITLES/ML_TI_DOC")
    french = next((n for n in titles if said(n, "@LG") == "FR"), None)
    title = next((t for n in deep(form, "TITLE_CONTRACT") if (t := phrase(n))), None)
    return {
        "title": title or phrase(dig(french, "TI_TEXT")),
        "buyer": said(root, "TRANSLATION_SECTION/ML_AA_NAMES/AA_NAME"),
    }


def _deadline(how: Any, coded: Any) -> datetime | None:
    dom, hour = said(how, "DATE_RECEIPT_TENDERS"), said(how, "TIME_RECEIPT_TENDERS")
    if dom and hour:
        return local_time(f"{dom}T{hour.zfill(5)}")
    found = re.match(r"(\d{4})(\d{2})(\d{2}) (\d{2}:\d{2})", said(coded, "CODIF_DATA/DT_DATE_FOR_SUBMISSION") or "")
    return local_time(f"{found[1]}-{found[2]}-{found[3]}T{found[4]}") if found else None


def _procedure(how: Any, coded: Any) -> str | None:
    for key in how:
        if key.startswith("PT_"):
            return next(code for piece, code in _PROCEDURES if piece in key)
    code = said(coded, "CODIF_DATA/PR_PROC/@CODE")
    return {"1": "AOO", "2": "AOR", "4": "PROC_NEGO", "C": "DIALOGUE", "B": "PROC_NEGO"}.get(code or "")


def _cpv(what: Any, parts: list[Any], coded: Any) -> tuple[str, ...]:
    main = dig_all(what, "CPV_MAIN/CPV_CODE/@CODE") + dig_all(parts, "CPV_ADDITIONAL/CPV_CODE/@CODE")
    return cpv_codes(*main) or cpv_codes(*dig_all(coded, "NOTICE_DATA/ORIGINAL_CPV/@CODE"))


def _criteria(node: Any, lot: str | None) -> Iterator[Criterion]:
    for base in ("AC/", "", "DIRECTIVE_2014_24_EU/"):
        for kind in ("AC_QUALITY", "AC_COST"):
            for item in dig_all(node, f"{base}{kind}"):
                found = weighted(said(item, "AC_CRITERION"), said(item, "AC_WEIGHTING"), "%", lot)
                if found:
                    yield found
        for item in dig_all(node, f"{base}AC_PRICE"):
            found = weighted("Prix", said(item, "AC_WEIGHTING"), "%", lot)
            if found:
                yield found


def _duration(parts: list[Any]) -> Decimal | None:
    found = []
    for node in dig_all(parts, "DURATION"):
        value, unit = amount(said({"d": node}, "d")), said(node, "@TYPE")
        if value is not None:
            found.append(value if unit == "MONTH" else (value * 12 / 365).quantize(Decimal("0.1")))
    return max(found, default=None)


def _lot(node: Any, rank: int) -> Lot:
    number = (said(node, "LOT_NO") or str(rank)).lstrip("0") or "0"
    return Lot(
        number=number,
        title=phrase(dig(node, "TITLE")) or f"Lot {number}",
        description=phrase(dig(node, "SHORT_DESCR")),
        cpv=cpv_codes(*dig_all(node, "CPV_ADDITIONAL/CPV_CODE/@CODE")),
        amount=price(dig(node, "VAL_OBJECT")),
        place=place_of(None, None, phrase(dig(node, "MAIN_SITE")), said(node, "NUTS/@CODE")),
    )


def _related(form: Any, coded: Any) -> tuple[str, ...]:
    written = [
        *dig_all(coded, "NOTICE_DATA/REF_NOTICE/NO_DOC_OJS"),
        *dig_all(form, "PROCEDURE/NOTICE_NUMBER_OJ"),
        *dig_all(form, "COMPLEMENTARY_INFO/NOTICE_NUMBER_OJ"),
    ]
    numbers = (notice_number(said({"n": n}, "n")) for n in written)
    return tuple(dict.fromkeys(f"ted:{number}" for number in numbers if number))
