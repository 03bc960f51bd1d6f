"""Invented notices, queries and saved searches for the benchmarks of the search, the same for the same seed.

Words come from the project's own vocabulary of trades, places from the communes of France. Nothing else is run here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from procurement.nomenclature import places
from search.contract import SearchNotice, SearchRequest
from search.trades import Trade, trades

DAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 9, 0)
_TYPES = {"works": "travaux", "supply": "fournitures", "service": "services", "intellectual": "services"}
_OPENINGS = {
    "works": ("Travaux de", "Marché de travaux :", "Réhabilitation, lot", "Programme de"),
    "supply": ("Fourniture de", "Acquisition de", "Accord-cadre :"),
    "service": ("Prestations de", "Marché de", "Entretien :"),
    "intellectual": ("Mission de", "Étude :", "Assistance :"),
}
_PLACES = (
    "de l'école des Tilleuls", "de la salle polyvalente", "de la mairie", "du gymnase", "de la crèche", "du stade",
    "de la médiathèque", "du collège", "de la rue du Moulin", "des bâtiments communaux", "de douze logements",
)  # fmt: skip
_CLAUSES = (
    "Les variantes sont autorisées", "La visite du site est obligatoire", "Le délai d'exécution est de six mois",
    "Les offres sont remises par voie électronique sur le profil d'acheteur", "Le marché est reconductible deux fois",
    "Une clause d'insertion par l'activité économique s'applique", "Le paiement intervient à trente jours",
    "Les prestations sont réglées par application des prix du bordereau", "Critères : prix et valeur technique",
    "Les travaux se déroulent en site occupé pendant les vacances scolaires",
)  # fmt: skip


class Sample:
    """Draws notices and queries with a seed."""

    def __init__(self, seed: int = 7) -> None:
        self._chance = Random(seed)
        self._towns = [one for one in places.communes() if one.siren and one.latitude is not None]
        self._near = [one for one in self._towns if one.departement in ("59", "62", "80")]

    def notices(self, count: int, closed: bool, start: int = 0) -> Iterator[SearchNotice]:
        """`count` notices numbered from `start`: still open on DAY, or closed up to seven years before."""
        for number in range(start, start + count):
            yield self._notice(number, closed)

    def _notice(self, number: int, closed: bool) -> SearchNotice:
        chance, trade = self._chance, self._chance.choice(trades())
        town = chance.choice(self._near if chance.random() < 0.3 else self._towns)
        lots = tuple(self._phrase(chance.choice(trades())) for _ in range(chance.choice((0, 0, 0, 3, 6))))
        published = DAY - timedelta(days=chance.randrange(60, 2_500) if closed else chance.randrange(0, 40))
        due = published + timedelta(days=30) if closed else DAY + timedelta(days=chance.randrange(1, 45))
        kind = chance.choice(("call", "award", "award", "cancellation", "amendment")) if closed else "call"
        return SearchNotice(
            id=f"{'A' if closed else 'O'}{number:07d}",
            title=f"{chance.choice(_OPENINGS[trade.nature])} {self._phrase(trade)} {chance.choice(_PLACES)} à {town.name}",
            buyer=f"Commune de {town.name}",
            text=self._text(trade),
            published=published,
            deadline=datetime(due.year, due.month, due.day, 12),
            kind=kind,
            procedure=chance.choice(("MAPA", "MAPA", "AOO", "PROC_NEGO")),
            contract_type=_TYPES[trade.nature],
            departement=town.departement,
            epci=town.epci,
            commune=town.insee,
            cpv=(chance.choice(trade.cpv),) if trade.cpv else (),
            buyer_id=town.siren,
            lots=lots,
            amount=Decimal(chance.randrange(8_000, 3_000_000)) if chance.random() < 0.5 else None,
            allotted=bool(lots) or None,
            social_clause=chance.choice((True, False, None)),
            reserved=chance.choice((None, None, False, True)),
        )

    def _phrase(self, trade: Trade) -> str:
        return self._chance.choice(trade.buyers or trade.says)

    def _text(self, trade: Trade) -> str:
        parts = [self._phrase(trade), *self._chance.sample(_CLAUSES, 4), self._phrase(self._chance.choice(trades()))]
        return ". ".join(part.capitalize() for part in parts) + f". Référence {self._chance.randrange(10**6)}."

    def words(self) -> str:
        """What a firm types: its trade, at times with a place, a phrase, a prefix or a word left out."""
        trade = self._chance.choice(trades())
        said, kind = self._chance.choice(trade.says), self._chance.random()
        if kind < 0.6:
            return said
        if kind < 0.75:
            return f"{said} {self._chance.choice(('école', 'travaux', 'mairie', 'logements', 'entretien'))}"
        if kind < 0.85:
            return f'"{self._phrase(trade)}"'
        if kind < 0.92:
            return f"{said.split()[0][:5]}*"
        return f"{said} -amiante" if kind < 0.96 else f"{said} commune:lille"

    def request(self, open_only: bool) -> SearchRequest:
        """A search of the page: words, and one time in three a filter."""
        town, filtered = self._chance.choice(self._near), self._chance.random() < 0.35
        kinds = (
            {"departement": town.departement},
            {"centre": town.insee, "within_km": 30.0},
            {"cpv": "45"},
            {"epci": town.epci},
            {"procedure": "MAPA", "amount_max": Decimal(100_000)},
        )
        given = self._chance.choice(kinds) if filtered else {}
        return SearchRequest(text=self.words(), open_on=NOW if open_only else None, **given)  # type: ignore[arg-type]


def hostile() -> list[str]:
    """Queries that mean harm: huge, nested, full of control characters or of syntax."""
    many = " ".join(f"mot{number}" for number in range(10_000))
    return [
        "a" * 1_000_000, "travaux " * 125_000, "é" * 1_000_000, many, f'"{many}"', '"' * 10_000, "(" * 100_000 + ")" * 100_000,
        "\x00\x1b\x7f" * 50_000, "\ud800" * 10_000, "a* " * 10_000, "-" * 10_000, "-a* " * 10_000, "acheteur:" * 10_000,
        "commune:lille " * 10_000, "cpv:45 -cpv:4 " * 5_000, "\u202e\u0301" * 10_000, "d'" * 10_000, "NOT (a OR " * 5_000,
        "couvreurcouvreurcouvreur " * 400, "zzzzqqqqx " * 60, "e* s* p* t* c* r* m* d*",
    ]  # fmt: skip
