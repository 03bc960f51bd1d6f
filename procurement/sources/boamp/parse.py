"""From one BOAMP record to one Notice: the envelope around the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from procurement.models import Notice, NoticeKind, Place
from procurement.sources import envelope
from procurement.sources.assemble import notice_of
from procurement.sources.base import Parsed, RawRecord, RecordFailed, RecordSkipped
from procurement.sources.boamp.flat import read_api_v1, read_flat, read_tender
from procurement.sources.boamp.fnsimple import read_fnsimple
from procurement.sources.boamp.fulltext import read_full_text
from procurement.sources.boamp.historic import read_historic
from procurement.sources.boamp.mapa import read_mapa
from procurement.sources.boamp.wide import from_wide
from procurement.sources.eforms.parse import read_eforms
from procurement.sources.form import Form
from procurement.sources.readable import readable
from procurement.sources.values import as_list, departements, dig_all, embedded, line, local_time, said

_FORMS = {"MAPA": read_mapa, "FNSimple": read_fnsimple, "EFORMS": read_eforms}
_DETAIL = "https://www.boamp.fr/avis/detail/"


def parse_record(raw: RawRecord) -> Parsed:
    """The Notice of a record. Raises `RecordSkipped` (not a notice) or `RecordFailed` (no number, no object)."""
    others = {"flat": read_flat, "tender_table": read_tender, "full_text": read_full_text, "api_v1": read_api_v1}
    if raw.shape in others:
        return (others[raw.shape](raw.data),)
    if raw.shape == "wide_table":
        record = from_wide(raw.data)
        if record["objet"] is None and not record["donnees"]["OBJET"].get("TITRE_MARCHE"):
            raise RecordSkipped("sans_objet", "Ces lignes ne portent aucun avis : ni objet, ni intitulé.")
        return (_notice(record),)
    if not isinstance(raw.data, Mapping) or raw.shape == "unknown":
        raise RecordFailed("forme_inconnue", "L'enregistrement n'a aucune des formes connues d'un avis BOAMP.")
    return (_notice(_from_dila(raw.data) if raw.shape == "dila" else dict(raw.data)),)


def _from_dila(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"gestion": data.get("GESTION") or {}, "donnees": data.get("DONNEES") or {}}


def form_of(donnees: Any) -> Form:
    """The form inside `donnees`, whatever its root. Raises `RecordFailed` when the root is unknown."""
    node = embedded(donnees)
    if isinstance(node, str) and node.strip():
        raise RecordFailed("donnees_illisibles", "Le champ « donnees » n'est pas du JSON lisible.")
    if not isinstance(node, Mapping):
        return Form()
    for name, reader in _FORMS.items():
        if isinstance(node.get(name), Mapping):
            return reader(node[name])
    if any(name in node for name in ("IDENTITE", "OBJET", "ATTRIBUTION")):
        return read_historic(node)
    inner = next((v for v in node.values() if isinstance(v, Mapping) and ("IDENTITE" in v or "OBJET" in v)), None)
    if inner is not None:
        return read_historic(inner)
    if not node:
        return Form()
    # An unknown form still says something: its words stay searchable.
    return Form(text=readable(node))


def _notice(record: Mapping[str, Any]) -> Notice:
    gestion = embedded(record.get("gestion")) or {}
    form = form_of(record.get("donnees"))
    number = line(record.get("idweb")) or said(gestion, "REFERENCE/IDWEB") or form.official_id
    if number is None:
        raise RecordFailed("numero_absent", "L'avis n'a pas de numéro (idweb).")
    index = gestion.get("INDEXATION") if isinstance(gestion, Mapping) else None
    title = line(record.get("objet")) or form.title or said(index, "RESUME_OBJET")
    if title is None:
        raise RecordFailed("objet_absent", f"L'avis {number} n'a pas d'objet.")
    published = envelope.published_of(record, gestion)
    kind = _kind(record, gestion, form)
    names = [form.buyer_name, line(record.get("nomacheteur")), said(index, "NOMORGANISME")]
    base = notice_of(form, "boamp", number, kind, title, published, names)
    codes = departements(record.get("code_departement_prestation")) or departements(_codes(record, index))
    procedure = envelope.procedure_of(record.get("type_procedure"), record.get("procedure_libelle"))
    social = str(record.get("criteres") or "") + " ".join(map(str, dig_all(index, "CRITERES_SOCIAUX_ENV")))
    return replace(
        base,
        deadline=_deadline(record, index, form, published),
        procedure=form.procedure or procedure,
        contract_type=_contract_type(record, index) or form.contract_type,
        descriptors=_descriptors(record, index),
        place=form.place if form.place != Place() else Place(departement=codes[0] if len(codes) == 1 else None),
        departements=codes,
        social_clause=True if "socia" in social.lower() else form.social_clause,
        related=_related(record, gestion, number) or base.related,
        url=_DETAIL + number,
    )


def _kind(record: Mapping[str, Any], gestion: Any, form: Form) -> NoticeKind:
    state = record.get("etat") or _key(gestion, "REFERENCE/TYPE_AVIS/STATUT")
    if line(state) and str(state).upper() != "INITIAL":
        return envelope.kind_of(state)
    nature = record.get("nature") or _key(gestion, "REFERENCE/TYPE_AVIS/NATURE")
    kind = envelope.kind_of(nature, record.get("nature_libelle"))
    if form.cancelled:
        return NoticeKind.CANCELLATION
    if kind is NoticeKind.OTHER and form.kind:
        return form.kind
    return NoticeKind.AWARD if kind is NoticeKind.OTHER and form.awarded else kind


def _key(node: Any, path: str) -> str | None:
    found = dig_all(node, path)
    return next((key for item in found if isinstance(item, Mapping) for key in item), None)


def _codes(record: Mapping[str, Any], index: Any) -> Any:
    return record.get("code_departement") or dig_all(index, "DEP_PRESTATION") or dig_all(index, "DEP_PUBLICATION")


def _contract_type(record: Mapping[str, Any], index: Any) -> str | None:
    natures = [list(n) for n in dig_all(index, "NATURE_MARCHE") if isinstance(n, Mapping)]
    return envelope.contract_type_of(record.get("type_marche") or natures)


def _descriptors(record: Mapping[str, Any], index: Any) -> tuple[str, ...]:
    written = as_list(embedded(record.get("descripteur_libelle"))) or dig_all(index, "DESCRIPTEURS/DESCRIPTEUR/LIBELLE")
    return tuple(dict.fromkeys(words for item in written if (words := line(item))))


def _deadline(record: Mapping[str, Any], index: Any, form: Form, published: Any) -> Any:
    """The hour of the form, then of `gestion`; the field of the API, whose time zone lies, only as a last resort."""
    told = form.deadline or local_time(said(index, "DATE_LIMITE_REPONSE"))
    return told or envelope.envelope_deadline(record.get("datelimitereponse"), published)


def _related(record: Mapping[str, Any], gestion: Any, number: str) -> tuple[str, ...]:
    links = [record.get("annonce_lie"), record.get("annonces_anterieures")]
    links += dig_all(gestion, "MARCHE/ANNONCE_ANTERIEUR/REFERENCE/IDWEB")
    return tuple(i for i in envelope.related_ids(*links) if i != f"boamp:{number}")
