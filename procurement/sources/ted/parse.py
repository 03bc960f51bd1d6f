"""From one TED notice to one Notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from procurement.models import Notice, NoticeKind
from procurement.nomenclature import places
from procurement.sources.assemble import notice_of
from procurement.sources.base import Parsed, RawRecord, RecordFailed, RecordSkipped
from procurement.sources.eforms.organisations import organisations
from procurement.sources.eforms.parse import EXTENSION, kind_of_notice, notice_root, read_eforms
from procurement.sources.form import Form
from procurement.sources.ted.export import export_envelope, read_export
from procurement.sources.values import day, dig, said

_FRANCE = {"FR", "FRA", "RE", "GP", "MQ", "GF", "YT", "REU", "GLP", "MTQ", "GUF", "MYT", None}


def parse_record(raw: RawRecord) -> Parsed:
    """The Notice of a record. Raises `RecordSkipped` (outside France) or `RecordFailed` (no number, no title)."""
    if not isinstance(raw.data, Mapping) or raw.shape == "unreadable":
        raise RecordFailed("xml_illisible", "La page ne porte pas le XML de cet avis, ou il est abîmé.")
    if raw.shape == "export":
        envelope = export_envelope(raw.data["TED_EXPORT"])
        _keep_french(envelope.country)
        form = read_export(raw.data["TED_EXPORT"], envelope)
        return (_notice(form, envelope.number, envelope.published, envelope.kind),)
    name, root = notice_root(raw.data)
    if name.startswith("BusinessRegistration"):
        raise RecordSkipped(
            "pas_un_marche", "L'avis n'annonce pas un marché : c'est l'enregistrement d'une entreprise."
        )
    extension = dig(root, EXTENSION)
    buyer = organisations(extension).get(
        said(root, "cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID") or ""
    )
    _keep_french(buyer["country"] if buyer else None)
    form = read_eforms(raw.data)
    published = day(said(extension, "efac:Publication/efbc:PublicationDate"))
    return (_notice(form, form.official_id, published, kind_of_notice(raw.data)),)


def _keep_french(country: str | None) -> None:
    if country not in _FRANCE:
        raise RecordSkipped("hors_france", "L'acheteur n'est pas en France.")


def _notice(form: Form, number: str | None, published: date | None, kind: NoticeKind) -> Notice:
    if number is None:
        raise RecordFailed("numero_absent", "L'avis n'a pas de numéro.")
    if form.title is None:
        raise RecordFailed("objet_absent", f"L'avis {number} n'a pas d'intitulé.")
    number = number.lstrip("0") if "-" in number else number
    if form.cancelled and kind is not NoticeKind.CORRECTION:
        kind = NoticeKind.CANCELLATION
    official = number[:1].isdigit() and len(number) < 20
    return replace(
        notice_of(form, "ted", number, kind, form.title, published, [form.buyer_name]),
        departements=_departements(form),
        url=f"https://ted.europa.eu/fr/notice/-/detail/{number}" if official else None,
    )


def _departements(form: Form) -> tuple[str, ...]:
    """Where the contract is done, lot by lot; where the buyer sits when the notice does not say."""
    stated = [form.place.departement, *(lot.place.departement for lot in form.lots if lot.place)]
    found = [code for code in stated if code] or [form.buyer_place.departement or ""]
    return tuple(dict.fromkeys(code for code in found if code and places.departement(code)))
