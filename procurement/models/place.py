"""Places: communes, groupings of communes (EPCI), départements."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of the official geographic code. `insee` has five characters (2A004), `siren` nine or None.

    `approximate` says that its centre is the mean of the communes that share its postcode: right to about 5 km, 9 km for 95 in 100.
    """

    insee: str
    name: str
    departement: str
    epci: str | None = None
    siren: str | None = None
    population: int | None = None
    postcodes: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Epci:
    """A grouping of communes with its own taxation, known by its SIREN."""

    siren: str
    name: str
    kind: str
    communes: tuple[str, ...] = ()
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Departement:
    """A département; `code` keeps its zero ("02") and its letter ("2A")."""

    code: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done, as a source states it: every part may be unknown."""

    text: str | None = None
    postcode: str | None = None
    city: str | None = None
    commune: str | None = None
    departement: str | None = None
    nuts: str | None = None
