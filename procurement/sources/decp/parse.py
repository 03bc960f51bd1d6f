"""From one DECP record to one Award. Nothing is repaired: what looks wrong is named in `flags`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from procurement.identifiers import valid_siret
from procurement.models import Amendment, Award, Subcontract
from procurement.nomenclature import cpv, places
from procurement.sources.base import Parsed, RawRecord, RecordFailed, RecordSkipped
from procurement.sources.decp.table import from_table
from procurement.sources.decp.winners import read_winners, winner_flags
from procurement.sources.values import amount, as_list, day, dig, embedded, line, said, text, whole, yes_no

# Above this a contract under « procédure adaptée » is unlikely: the European threshold for works (R2123-1 CCP).
_ADAPTED_CEILING = Decimal(5_600_000)
_ESSENTIAL = ("objet", "montant", "valeurGlobale", "codeCPV", "dateNotification", "dateSignature", "procedure")
_OUTLIER = Decimal(500_000_000)
_NONE = ("pas de", "sans objet", "aucun")  # « Pas de considération sociale » is kept: it says no, silence says nothing


def parse_record(raw: RawRecord) -> Parsed:
    """The Award of a record. Raises `RecordSkipped` (empty) or `RecordFailed` (no object, no buyer)."""
    if raw.shape == "table":
        data: Any = from_table(raw.data)
    else:
        data = raw.data
    if not isinstance(data, Mapping):
        raise RecordFailed("forme_inconnue", "L'enregistrement n'est pas un objet : sa forme est inconnue.")
    if not any(value not in (None, "", [], {}) for value in data.values()):
        raise RecordSkipped("vide", "L'enregistrement est vide.")
    return (_award(raw, data),)


def _award(raw: RawRecord, data: Mapping[str, Any]) -> Award:
    subject, number = line(data.get("objet")), line(data.get("id"))
    buyer_raw = said(data, "acheteur/id", "autoriteConcedante/id", "acheteur.id", "acheteur_id")
    _require(data, buyer_raw, number)
    winners = read_winners(data)
    value = amount(_first(data, "montant", "valeurGlobale"))
    flags = [*_file_flags(raw, value), *_flags(data, subject, buyer_raw, number, value), *winner_flags(winners)]
    siret, techniques = valid_siret(buyer_raw), _values(data, "techniques", "technique")
    place = embedded(data.get("lieuExecution")) or {}
    return Award(
        uid=_uid(data, buyer_raw, number),
        id=number or "",
        source="decp",
        buyer_siret=siret,
        buyer_name=said(data, "acheteur/nom", "autoriteConcedante/nom", "acheteur.nom", "acheteur_nom"),
        object=subject or "",
        cpv=cpv.normalise(said(data, "codeCPV", "codeCpv")),
        notified=day(_first(data, "dateNotification", "dateSignature")),
        amount=value,
        winners=winners,
        nature=line(data.get("nature")),
        contract_type=_contract_type(data),
        procedure=line(data.get("procedure")),
        techniques=tuple(t for t in techniques if not t.lower().startswith(_NONE)),
        framework_id=said(data, "idAccordCadre"),
        place_code=said(place, "code") or said(data, "lieuExecution.code", "lieuExecution_code"),
        place_code_type=said(place, "typeCode") or said(data, "lieuExecution.typeCode", "lieuExecution_typeCode"),
        buyer_departement=line(data.get("_departement")) or _buyer_departement(siret),
        duration_months=_duration(data.get("dureeMois")),
        offers_received=whole(data.get("offresRecues")),
        published=day(data.get("datePublicationDonnees")),
        grouping=_grouping(data),
        social_considerations=_values(data, "considerationsSociales", "considerationSociale"),
        environmental_considerations=_values(data, "considerationsEnvironnementales", "considerationEnvironnementale"),
        subcontracting_declared=yes_no(data.get("sousTraitanceDeclaree")),
        amendments=tuple(_amendments(data)),
        subcontracts=tuple(_subcontracts(data)),
        concession=_is_concession(raw, data),
        flags=tuple(dict.fromkeys(flags)),
    )


def _require(data: Mapping[str, Any], buyer: str | None, number: str | None) -> None:
    """Raises `RecordFailed` when the record is no contract or belongs to nobody."""
    if sum(text(data.get(name)) is not None for name in _ESSENTIAL) + bool(data.get("titulaires")) < 2:
        raise RecordFailed(
            "pas_un_marche", "L'enregistrement ne porte ni objet, ni montant, ni CPV : ce n'est pas un marché."
        )
    if buyer is None and number is None and line(data.get("uid")) is None:
        raise RecordFailed("acheteur_absent", "Ni l'acheteur ni le numéro du marché ne sont indiqués.")


def _is_concession(raw: RawRecord, data: Mapping[str, Any]) -> bool:
    named = "concession" in (line(data.get("nature")) or "").lower()
    return raw.shape == "concession" or named or bool(data.get("concessionnaires"))


def _first(data: Mapping[str, Any], *names: str) -> Any:
    return next((data[name] for name in names if text(data.get(name)) is not None), None)


def _uid(data: Mapping[str, Any], buyer: str | None, number: str | None) -> str:
    if buyer and number:
        return f"{buyer}{number}".replace(" ", "")
    given = line(data.get("uid"))
    if given:
        return given
    # No number: the content itself names the record, so that importing it twice changes nothing.
    content = json.dumps(data, sort_keys=True, default=str).encode("utf-8")
    return f"{buyer or ''}sans-numero-{hashlib.sha256(content).hexdigest()[:16]}"


def _file_flags(raw: RawRecord, value: Decimal | None) -> list[str]:
    whole_number = value is not None and value == value.to_integral_value()
    return [flag for flag in raw.flags if flag != "amount_maybe_x100" or whole_number]


def _flags(
    data: Mapping[str, Any], subject: str | None, buyer: str | None, number: str | None, value: Decimal | None
) -> list[str]:
    notified, published = _first(data, "dateNotification", "dateSignature"), day(data.get("datePublicationDonnees"))
    when, code = day(notified), said(data, "codeCPV", "codeCpv")
    checks = {
        "id_missing": number is None or not number.strip("0- "),
        "buyer_id_invalid": valid_siret(buyer) is None,
        "object_missing": subject is None,
        "damaged_text": "\ufffd" in (subject or ""),
        "cpv_missing": code is None,
        "cpv_invalid": code is not None and cpv.normalise(code) is None,
        "notified_missing": text(notified) is None,
        "date_implausible": text(notified) is not None and not _plausible(when, published),
        "notified_after_published": when is not None and published is not None and when > published,
        "duration_unreadable": data.get("dureeMois") not in (None, "") and _duration(data["dureeMois"]) is None,
        "amounts_differ": bool(data.get("_amounts_differ")),
    }
    return [*_amount_flags(data, value), *(name for name, wrong in checks.items() if wrong)]


def _plausible(when: date | None, published: date | None) -> bool:
    return when is not None and when.year >= 2000 and (published is None or when.year <= published.year + 1)


def _amount_flags(data: Mapping[str, Any], value: Decimal | None) -> list[str]:
    if value is None:
        return ["amount_missing"]
    digits = str(abs(value.to_integral_value()))
    adapted = "adapt" in (line(data.get("procedure")) or "").lower()
    checks = {
        "amount_zero": value <= 1,
        "amount_placeholder": len(digits) >= 6
        and (set(digits) == {"9"} or digits in ("123456", "1234567", "12345678")),
        "amount_outlier": value >= _OUTLIER,
        "amount_above_procedure": adapted and value > _ADAPTED_CEILING,
    }
    return [name for name, wrong in checks.items() if wrong]


def _contract_type(data: Mapping[str, Any]) -> str | None:
    declared = (line(data.get("_categorie")) or "").lower()
    for name in ("travaux", "fournitures", "services"):
        if declared.startswith(name[:7]):
            return name
    division = cpv.division(said(data, "codeCPV", "codeCpv"))
    if division is None:
        return None
    if division == "45":
        return "travaux"
    return "services" if division >= "50" else "fournitures"


def _values(data: Mapping[str, Any], outer: str, inner: str) -> tuple[str, ...]:
    node = embedded(data.get(outer) if data.get(outer) not in (None, "") else data.get(inner))
    if isinstance(node, str) and node.startswith("["):
        node = [piece.strip(" '\"") for piece in node.strip("[]").split("',")]
    if isinstance(node, Mapping):
        node = node.get(inner)
    flat = (line(dig(item, inner)) if isinstance(item, Mapping) else line(item) for item in as_list(node))
    return tuple(dict.fromkeys(w for w in flat if w))


def _duration(node: Any) -> Decimal | None:
    months = amount(node)
    return months if months is not None and 0 <= months <= 1200 else None


def _grouping(data: Mapping[str, Any]) -> str | None:
    words = (line(data.get("typeGroupementOperateurs")) or "").lower()
    return next((name for name in ("conjoint", "solidaire") if name in words), None)


def _buyer_departement(siret: str | None) -> str | None:
    found = places.by_siren(siret[:9]) if siret else None
    return getattr(found, "departement", None)


def _amendments(data: Mapping[str, Any]) -> list[Amendment]:
    found = []
    for item in as_list(embedded(data.get("modifications"))):
        node = dig(item, "modification") if isinstance(item, Mapping) and "modification" in item else item
        for change in as_list(embedded(node)):
            if isinstance(change, Mapping) and change:
                found.append(_amendment(change))
    return found


def _subcontracts(data: Mapping[str, Any]) -> list[Subcontract]:
    found = []
    for item in as_list(embedded(data.get("actesSousTraitance"))):
        node = dig(item, "acteSousTraitance") if isinstance(item, Mapping) and "acteSousTraitance" in item else item
        for act in as_list(embedded(node)):
            if isinstance(act, Mapping) and act:
                number = said(act, "sousTraitant/id", "sousTraitant.id", "idSousTraitant")
                when = day(act.get("dateNotification"))
                found.append(Subcontract(line(act.get("id")), valid_siret(number), amount(act.get("montant")), when))
    return found


def _amendment(change: Mapping[str, Any]) -> Amendment:
    names = ("dateNotificationModification", "dateSignatureModification", "datePublicationDonneesModification")
    return Amendment(
        date=day(_first(change, *names)),
        amount=amount(_first(change, "montant", "montantModification", "valeurGlobale")),
        duration_months=_duration(_first(change, "dureeMois", "dureeMoisModification")),
        subject=line(change.get("objetModification")),
        winners=read_winners(change),
    )
