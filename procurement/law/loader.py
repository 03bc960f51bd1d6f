"""Read the YAML files of parameters, and refuse what is not sound."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from procurement.law.model import DatedValue, LawFileError, Parameter

_PARAMETER_KEYS = {"unit", "ref", "note", "values"}
_VALUE_KEYS = {"value", "from", "until", "status", "source", "ref", "note", "checked"}
_STATUSES = ("v", "nv")


class _Loader(yaml.SafeLoader):
    """SafeLoader that refuses a key written twice and reads decimal numbers without rounding."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise LawFileError(f"clé en double : {key} (ligne {key_node.start_mark.line + 1})")
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)))


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file; raises LawFileError for a double key, an impossible date or bad YAML."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except LawFileError as error:
        raise LawFileError(f"{path.name} : {error}") from error
    except ValueError as error:
        raise LawFileError(f"{path.name} : date impossible ({error})") from error
    except yaml.YAMLError as error:
        raise LawFileError(f"{path.name} : YAML illisible ({error})") from error
    if not isinstance(data, dict):
        raise LawFileError(f"{path.name} : un dictionnaire de paramètres est attendu")
    return data


def load_parameters(path: Path) -> tuple[Parameter, ...]:
    """All parameters of one file; raises LawFileError naming the file and the parameter."""
    return tuple(_parameter(f"{path.name} : {name}", str(name), block) for name, block in read_yaml(path).items())


def _parameter(where: str, name: str, block: Any) -> Parameter:
    if not isinstance(block, dict):
        raise LawFileError(f"{where} : un bloc avec « values » est attendu")
    _only(where, block, _PARAMETER_KEYS)
    raw = block.get("values")
    if not isinstance(raw, list) or not raw:
        raise LawFileError(f"{where} : aucune valeur")
    values = tuple(_value(where, item) for item in raw)
    for before, after in zip(values, values[1:], strict=False):
        if before.start is None or after.start is None:
            raise LawFileError(f"{where} : une valeur non datée ne peut pas en côtoyer d'autres")
        if after.start <= before.start or (before.until and after.start <= before.until):
            raise LawFileError(f"{where} : dates en désordre ou qui se chevauchent ({before.start}, {after.start})")
    return Parameter(name, values, block.get("unit"), block.get("ref"), block.get("note"))


def _value(where: str, item: Any) -> DatedValue:
    if not isinstance(item, dict):
        raise LawFileError(f"{where} : chaque valeur est un bloc")
    _only(where, item, _VALUE_KEYS)
    for key in ("value", "from"):
        if key not in item:
            raise LawFileError(f"{where} : clé manquante « {key} »")
    if not item.get("source"):
        raise LawFileError(f"{where} : valeur sans source")
    if item.get("status") not in _STATUSES:
        raise LawFileError(f"{where} : valeur sans statut (v ou nv)")
    start, until, checked = (_day(where, item.get(key)) for key in ("from", "until", "checked"))
    if start and until and until < start:
        raise LawFileError(f"{where} : la fin {until} précède le début {start}")
    value = item["value"]
    if not (value is None or isinstance(value, Decimal | int | str)):
        raise LawFileError(f"{where} : valeur d'un type inattendu ({value!r})")
    return DatedValue(
        value, start, until, item["status"], str(item["source"]), item.get("ref"), item.get("note"), checked
    )


def _only(where: str, block: dict[Any, Any], known: set[str]) -> None:
    unknown = sorted(str(key) for key in block if key not in known)
    if unknown:
        raise LawFileError(f"{where} : clé inconnue « {', '.join(unknown)} »")


def _day(where: str, value: Any) -> date | None:
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise LawFileError(f"{where} : date impossible ({value!r})")
    return value
