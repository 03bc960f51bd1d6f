"""From one SIRENE record to one Company. The people who run a firm are never kept.

The worlds name the same thing three ways: `nom_complet` (API), `nomComplet` (site), `denominationUniteLegale` (INSEE).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procurement.identifiers import compact, valid_siren, valid_siret
from procurement.models import Company, Establishment, Place, SizeCategory
from procurement.nomenclature import naf, places
from procurement.sources.base import Parsed, RawRecord, RecordFailed, RecordSkipped
from procurement.sources.sirene.names import company_name, pick, state
from procurement.sources.values import as_list, day, text, yes_no


def parse_record(raw: RawRecord) -> Parsed:
    """The Company of a record. Raises `RecordSkipped` (not shared, error answer) or `RecordFailed` (false SIREN)."""
    data = raw.data
    if not isinstance(data, Mapping):
        raise RecordFailed("forme_inconnue", "L'enregistrement n'est pas un objet : sa forme est inconnue.")
    if pick(data, "siren", "siret", "siretEtablissement") is None:
        if not any(name in data for name in ("siren", "siret")):
            raise RecordSkipped("sans_entreprise", "La réponse ne contient aucune entreprise.")
        raise RecordFailed("siren_absent", "L'entreprise n'a ni SIREN ni SIRET.")
    siren = _siren(data)
    unit = {**_latest(data), **_unit(data)}
    head = _head_office(data, siren)
    others = tuple(e for e in _others(data) if head is None or e.siret != head.siret)
    complements = _mapping(data.get("complements"))
    return (
        Company(
            siren=siren,
            name=company_name(unit) or (head.name if head else None) or siren,
            legal_form_code=pick(unit, "nature_juridique", "natureJuridique", "categorieJuridiqueUniteLegale"),
            naf=_naf(unit, "activite_principale", "activitePrincipale", "activitePrincipaleUniteLegale"),
            size=_size(pick(unit, "categorie_entreprise", "categorieEntreprise")),
            staff_band=pick(
                unit, "tranche_effectif_salarie", "trancheEffectif", "trancheEffectifsUniteLegale", "tranche_effectifs"
            ),
            active=state(pick(unit, "etat_administratif", "etatAdministratif", "etatAdministratifUniteLegale")),
            created=day(pick(unit, "date_creation", "dateCreation", "dateCreationUniteLegale")),
            head_office=head,
            establishments=((head,) if head else ()) + others,
            social_enterprise=_social(unit, complements),
            inclusive_structure=pick(complements, "type_siae", "typeEntrepriseInclusive", "typeSiae"),
        ),
    )


def _siren(data: Mapping[str, Any]) -> str:
    written = compact(pick(data, "siren") or (pick(data, "siret", "siretEtablissement") or "").zfill(14)[:9])
    siren = valid_siren(written.zfill(9))  # a SIREN read as a number lost its first zeros
    if siren is None:
        raise RecordFailed("siren_invalide", f"Le SIREN « {written} » est faux : sa clé ne correspond pas.")
    return siren


def _mapping(node: Any) -> Mapping[str, Any]:
    return node if isinstance(node, Mapping) else {}


def _unit(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The legal unit: the record itself, or what an establishment of the INSEE API carries inside."""
    inner = data.get("uniteLegale") or data.get("unite_legale")
    if isinstance(inner, Mapping):
        return inner
    return {} if _is_establishment(data) else data


def _latest(data: Mapping[str, Any]) -> dict[str, Any]:
    """The period in force of a legal unit of the INSEE API (no end date), else nothing."""
    inner = data.get("uniteLegale") if isinstance(data.get("uniteLegale"), Mapping) else data
    periods = [p for p in as_list((inner or {}).get("periodesUniteLegale")) if isinstance(p, Mapping)]
    current = next((p for p in periods if not p.get("dateFin")), periods[0] if periods else {})
    return dict(current)


def _is_establishment(data: Mapping[str, Any]) -> bool:
    return ("siret" in data or "siretEtablissement" in data) and "categorieEntreprise" not in data


def _names_establishment(data: Mapping[str, Any]) -> bool:
    """Whether the record itself speaks of an establishment; a flat row may carry its place beside the unit's size."""
    if _is_establishment(data) or "siretEtablissement" in data:
        return True
    return (
        "siret" in data
        and pick(data, "codeCommuneEtablissement", "codePostalEtablissement", "code_commune") is not None
    )


def _size(words: str | None) -> SizeCategory | None:
    return SizeCategory(words) if words and words in SizeCategory.__members__ else None


def _naf(node: Mapping[str, Any], *names: str) -> str | None:
    written = pick(node, *names)
    return naf.normalise(written) or written


def _social(unit: Mapping[str, Any], complements: Mapping[str, Any]) -> bool | None:
    for node, name in (
        (complements, "est_ess"),
        (complements, "estEss"),
        (unit, "economieSocialeSolidaireUniteLegale"),
    ):
        known = yes_no(node.get(name))
        if known is not None:
            return known
    return None


def _head_office(data: Mapping[str, Any], siren: str) -> Establishment | None:
    inner = data.get("siege")
    if isinstance(inner, Mapping):
        return establishment(inner, head=True)
    if _names_establishment(data):
        found = establishment(data)
        return found if found and found.is_head_office else None
    period = _latest(data)
    nic = pick(period, "nicSiegeUniteLegale") or pick(data, "nicSiegeUniteLegale")
    siret = valid_siret(siren + nic.zfill(5)) if nic else None
    return Establishment(siret, is_head_office=True) if siret else None


def _others(data: Mapping[str, Any]) -> list[Establishment]:
    nodes: list[Any] = []
    for name in ("matching_etablissements", "matchingEtablissements"):
        nodes += as_list(data.get(name))
    inner = data.get("etablissements")
    nodes += as_list(inner.get("all")) if isinstance(inner, Mapping) else as_list(inner)
    if _names_establishment(data):
        nodes.append(data)
    found = [e for node in nodes if isinstance(node, Mapping) and (e := establishment(node))]
    return list({e.siret: e for e in found}.values())


def establishment(node: Mapping[str, Any], *, head: bool = False) -> Establishment | None:
    """An establishment in any of the three namings; None without a valid SIRET."""
    siret = valid_siret((pick(node, "siret", "siretEtablissement") or "").zfill(14))
    if siret is None:
        return None
    address = node.get("adresseEtablissement") if isinstance(node.get("adresseEtablissement"), Mapping) else node
    period = next((p for p in as_list(node.get("periodesEtablissement")) if isinstance(p, Mapping)), {})
    both = {**period, **node}
    nic = pick(node, "nicSiegeUniteLegale")
    is_head = head or yes_no(pick(node, "est_siege", "etablissementSiege") or node.get("estSiege")) is True
    return Establishment(
        siret=siret,
        name=pick(both, "nom_commercial", "denomination", "denominationUsuelleEtablissement", "enseigne1Etablissement"),
        naf=_naf(both, "activite_principale", "activitePrincipale", "activitePrincipaleEtablissement"),
        address=_address(address or {}),
        place=_place(address or {}),
        active=state(pick(both, "etat_administratif", "etatAdministratif", "etatAdministratifEtablissement")),
        closed_on=day(pick(both, "date_fermeture", "dateFermeture")),
        is_head_office=is_head or (nic is not None and siret.endswith(nic.zfill(5))),
        staff_band=pick(node, "tranche_effectif_salarie", "trancheEffectif", "trancheEffectifsEtablissement"),
    )


def _address(node: Mapping[str, Any]) -> str | None:
    whole = pick(node, "adresse", "geo_adresse")
    names = (
        "numeroVoieEtablissement",
        "typeVoieEtablissement",
        "libelleVoieEtablissement",
        "codePostalEtablissement",
        "libelleCommuneEtablissement",
    )
    return whole or " ".join(part for name in names if (part := text(node.get(name)))) or None


def _place(node: Mapping[str, Any]) -> Place:
    postcode = pick(node, "code_postal", "codePostal", "codePostalEtablissement")
    city = pick(node, "libelle_commune", "libelleCommuneEtablissement")
    code = pick(node, "codeCommuneEtablissement", "code_commune", "codeCommune") or pick(node, "commune")
    found = places.commune(code)
    if found is None:
        city = city or (code if code and not code[:1].isdigit() else None)
        among = [c for c in places.by_postcode(postcode) if places.name_key(c.name) == places.name_key(city)]
        departement = postcode[:2] if postcode and len(postcode) == 5 else None
        found = among[0] if len(among) == 1 else places.by_name(city, departement)
    return Place(
        postcode=postcode,
        city=city or (found.name if found else None),
        commune=found.insee if found else None,
        departement=found.departement if found else None,
    )
