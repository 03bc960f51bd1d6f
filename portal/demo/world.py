"""The invented world of the demo: trades, buyers and firms of a territory, drawn with a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from stdnum import luhn

from procurement.models import Commune
from procurement.nomenclature import places

SEED = 20261124
FAMILY_NAMES = (
    "Delplace", "Wattez", "Lhomel", "Baudelicque", "Fourcroy", "Hénin", "Duhamel", "Caloin", "Sauvage", "Lebrun",
    "Evrard", "Merlin", "Tétart", "Bigot", "Macquet", "Leprêtre", "Ringot", "Vasseur", "Coquerel", "Darques",
)  # fmt: skip
PLACES = (
    "de l'école Jacques-Prévert", "de la salle des fêtes", "de la mairie", "du gymnase municipal", "de la crèche",
    "de la médiathèque", "du groupe scolaire Pasteur", "des vestiaires du stade", "de la maison des associations",
    "du centre technique", "de l'église Saint-Martin", "de dix logements communaux",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trade:
    """A purchase of the demo."""

    naf: str
    firm: str
    cpv: str
    type: str
    amount: int
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoBuyer:
    """A public body of the territory, by its real SIREN and name; what it buys here is invented."""

    name: str
    siret: str
    commune: Commune


@dataclass(frozen=True, slots=True)
class DemoFirm:
    """An invented firm."""

    name: str
    siren: str
    siret: str
    trade: Trade
    commune: Commune
    size: str | None
    staff_band: str | None
    created: date


@dataclass(frozen=True, slots=True)
class World:
    """Everything the sample is drawn from."""

    trades: tuple[Trade, ...]
    buyers: tuple[DemoBuyer, ...]
    firms: tuple[DemoFirm, ...]


@cache
def trades() -> tuple[Trade, ...]:
    """The purchases of the demo."""
    rows: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "trades.yaml").read_text(encoding="utf-8"))
    return tuple(Trade(**{**row, "objects": tuple(row["objects"])}) for row in rows)


def siret_for(siren: str, establishment: int = 1) -> str:
    """A SIRET with its check digit for an establishment of this SIREN."""
    partial = f"{siren}{establishment:04d}"
    return partial + luhn.calc_check_digit(partial)


def _town(name: str) -> str:
    """« Commune du Portel », « Commune d'Outreau »."""
    if name.startswith("Le "):
        return f"Commune du {name[3:]}"
    return f"Commune d'{name}" if name[0] in "AÀEÉÈIOUH" else f"Commune de {name}"


def _buyers(communes: list[Commune], territory: tuple[str, ...]) -> tuple[DemoBuyer, ...]:
    towns = [one for one in communes if one.siren]
    bodies = [
        DemoBuyer(_town(one.name), siret_for(one.siren or ""), one)
        for one in sorted(towns, key=lambda one: -(one.population or 0))[:32]
    ]
    for code in territory:
        if (epci := places.epci(code)) and epci.communes and (seat := places.commune(epci.communes[0])):
            bodies.append(DemoBuyer(epci.name, siret_for(epci.siren), seat))
    return tuple(bodies)


def _firm(random: Random, number: int, communes: list[Commune], outside: list[Commune]) -> DemoFirm:
    trade = random.choice(trades())
    commune = random.choices(communes, [one.population or 1 for one in communes])[0]
    if number % 5 == 0:  # one firm in five comes from elsewhere
        commune = random.choice(outside)
    siren = f"99{random.randrange(10**6):06d}"
    siren += luhn.calc_check_digit(siren)
    size, band = random.choices(
        [("PME", "01"), ("PME", "03"), ("PME", "11"), ("PME", "21"), ("ETI", "41"), ("GE", "52"), (None, None)],
        [30, 25, 18, 8, 8, 4, 7],
    )[0]
    name = f"{trade.firm} {random.choice(FAMILY_NAMES)} {random.choice(('SARL', 'SAS', 'EURL', 'et Fils'))}"
    created = date(random.randrange(1985, 2024), random.randrange(1, 13), random.randrange(1, 29))
    return DemoFirm(name, siren, siret_for(siren), trade, commune, size, band, created)


def make_world(territory: tuple[str, ...], firms: int = 400) -> World:
    """The world of a territory; the same territory always gives the same world."""
    random = Random(SEED)
    codes = {one.insee for code in territory for one in places.communes_of_epci(code)} or set(territory)
    communes = [one for code in sorted(codes) if (one := places.commune(code))]
    inside = {one.departement for one in communes}
    outside = [one for one in places.communes() if one.departement in inside and one.insee not in codes]
    outside.sort(key=lambda one: (-(one.population or 0), one.insee))
    drawn: dict[str, DemoFirm] = {}
    while len(drawn) < firms:
        firm = _firm(random, len(drawn), communes, outside[:40])
        drawn.setdefault(firm.siren, firm)
    return World(trades(), _buyers(communes, territory), tuple(drawn.values()))
