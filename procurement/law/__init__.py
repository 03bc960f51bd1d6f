"""Dated parameters of French procurement law: `law.at(day).value(name)`. Asked outside its known dates, it raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from procurement.law.loader import load_parameters, read_yaml
from procurement.law.model import (
    DatedValue,
    LawError,
    LawFileError,
    LawUnknownAt,
    Parameter,
    ParameterAtDay,
)

__all__ = [
    "DatedValue",
    "LawAtDay",
    "LawError",
    "LawFileError",
    "LawUnknownAt",
    "Parameter",
    "ParameterAtDay",
    "at",
    "parameters",
    "sources",
]

_FOLDER = Path(__file__).parent / "parameters"
_SOURCES = "sources.yaml"


@cache
def _all() -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        if path.name == _SOURCES:
            continue
        for parameter in load_parameters(path):
            if parameter.name in found:
                raise LawFileError(f"{path.name} : le paramètre {parameter.name} existe déjà dans un autre fichier")
            found[parameter.name] = parameter
    return found


def parameters() -> tuple[Parameter, ...]:
    """All parameters with all their values, by name."""
    return tuple(sorted(_all().values(), key=lambda item: item.name))


@cache
def sources() -> dict[str, str]:
    """The sources quoted by their initials (T1, T2…) and what they are."""
    return {str(key): str(value) for key, value in read_yaml(_FOLDER / _SOURCES).items()}


@dataclass(frozen=True, slots=True)
class LawAtDay:
    """The law as it stands on `day` (usually the day the consultation was launched, or its deadline)."""

    day: date

    def parameter(self, name: str) -> ParameterAtDay:
        """The parameter with its source and status; raises LawUnknownAt for an unknown name or an undocumented day."""
        parameter = _all().get(name)
        if parameter is None:
            raise LawUnknownAt(f"Le paramètre « {name} » n'existe pas.")
        # the last value that started replaces the earlier ones, even after its own end
        started = [value for value in parameter.values if value.start is None or value.start <= self.day]
        if started and started[-1].covers(self.day):
            value = started[-1]
            return ParameterAtDay(
                name=name,
                value=value.value,
                unit=parameter.unit,
                source=value.source,
                status=value.status,
                ref=value.ref or parameter.ref,
                note=value.note or parameter.note,
                checked=value.checked,
                dated=value.start is not None,
            )
        raise LawUnknownAt(f"Le paramètre « {name} » n'est pas connu au {self.day:%d/%m/%Y}.")

    def value(self, name: str) -> Decimal | int | str:
        """The bare value; raises LawUnknownAt where the parameter is unknown or has no value on that day."""
        value = self.parameter(name).value
        if value is None:
            raise LawUnknownAt(f"Le paramètre « {name} » n'a pas de valeur au {self.day:%d/%m/%Y}.")
        return value


def at(day: date) -> LawAtDay:
    """The law on one day."""
    return LawAtDay(day)
