"""The sentence of the observatory: one figure, its interval and its coverage, in French."""

from __future__ import annotations

from collections.abc import Sequence

from observatory.measure import Result
from observatory.reports import Report
from procurement.nomenclature import places

_PREPOSITIONS = (("le ", "du "), ("les ", "des "), ("la ", "de la "), ("l'", "de l'"), ("l’", "de l’"))
_MEANING = {
    "commune": "installées dans la commune de l'acheteur",
    "epci": "installées dans l'intercommunalité de l'acheteur",
    "departement": "installées dans le département de l'acheteur",
}


def headline(report: Report, territory_name: str) -> str:
    """« En 2025, les TPE-PME du Boulonnais ont remporté 41 contrats publics locaux sur 100 (…) ».

    `territory_name` as people say it (« le Boulonnais », « Lens »). Says plainly when there are too few contracts.
    """
    result = report.get("PL_nb")
    when = f"En {report.question.year}" if report.question.year else "Sur toute la période"
    if result.value is None:
        few = _few(result)
        return f"{when}, {few} : trop peu pour une part des TPE-PME {of(territory_name)}."
    share = round(100 * result.value)
    noun = "contrat public local" if share < 2 else "contrats publics locaux"
    known = round(100 * (result.coverage or 0))
    interval = f"entre {round(100 * (result.low or 0))} et {round(100 * (result.high or 0))}"
    return (
        f"{when}, les TPE-PME {of(territory_name)} ont remporté {share} {noun} sur 100 "
        f"({interval}\u00a0; {known}\u00a0% des contrats renseignés)."
    )


def territory_name(territory: Sequence[str]) -> str:
    """The names of the places of a territory as people say them; empty when there are none."""
    names = [_place_name(code) for code in territory]
    if len(names) > 3:
        return f"{names[0]} et {len(names) - 1} autres territoires"
    return " et ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _place_name(code: str) -> str:
    if len(code) == 9:
        found = places.by_siren(code)
        return found.name if found else code
    place = places.departement(code) if len(code) < 4 else places.commune(code)
    return place.name if place else code


def _few(result: Result) -> str:
    if result.n == 0:
        return "aucun contrat renseigné"
    return f"{result.n} contrat{'s' if result.n > 1 else ''} renseigné{'s' if result.n > 1 else ''}"


def meaning_of_local(local: str) -> str:
    """What « local » means in the report, in French."""
    if local.startswith("distance:"):
        return f"installées à {local.split(':')[1]} km au plus de l'acheteur"
    return _MEANING.get(local, local)


def of(name: str) -> str:
    """« de » with a name: du Boulonnais, de la Somme, d'Arras, de Lens."""
    lowered = name[:1].lower() + name[1:]
    for article, form in _PREPOSITIONS:
        if lowered.startswith(article):
            return form + name[len(article) :]
    return f"d'{name}" if name[:1].lower() in "aeiouyhéèêâîôœ" else f"de {name}"
