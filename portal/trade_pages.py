"""Pages for a firm: who wins the contracts of its trade, and the yearly letter. Words and arithmetic, no Flask."""

from __future__ import annotations

from dataclasses import dataclass, replace

import observatory
from portal.figures import Asked
from portal.presentation import alphabetical, euros, number, percent, plural
from search.trades import Trade
from search.trades import trade as trade
from search.trades import trades as _trades

NATURES = {
    "works": "Travaux",
    "service": "Services",
    "supply": "Fournitures",
    "intellectual": "Prestations intellectuelles",
}
SMALL = ("1", "2")  # bands under 90 000 €


def families() -> list[tuple[str, list[Trade]]]:
    """The trades that have CPV codes, by nature, in the order of the alphabet."""
    known = sorted((one for one in _trades() if one.cpv), key=lambda one: alphabetical(one.label))
    return [(words, found) for nature, words in NATURES.items() if (found := [t for t in known if t.nature == nature])]


def wide(question: observatory.Question, asked: Asked) -> observatory.Question:
    """A trade has few contracts: every year unless one is asked for."""
    return question if asked.year else replace(question, year=None)


@dataclass(frozen=True, slots=True)
class TradePage:
    """Sentences and tables of a trade."""

    sentences: tuple[str, ...]
    winners: tuple[tuple[str, str], ...]
    bands: tuple[tuple[str, ...], ...]


def arrange(found: Trade, picture: observatory.TradePicture) -> TradePage:
    """A trade in words: how many contracts, at what size, how many offers, who wins."""
    said = [
        f"{plural(picture.contracts, 'contrat attribué', 'contrats attribués')}, "
        f"remportés par {plural(picture.firms, 'entreprise')}, dont {plural(picture.local_firms, 'TPE-PME locale', 'TPE-PME locales')}."
    ]
    if picture.median_amount is not None and picture.quarter_amounts:
        low, high = picture.quarter_amounts
        said.append(
            f"Un contrat sur deux fait moins de {euros(round(picture.median_amount))} ; la moitié des contrats sont entre "
            f"{euros(round(low))} et {euros(round(high))} hors taxes."
        )
    if picture.median_offers is not None:
        said.append(f"Un acheteur reçoit d'ordinaire {plural(picture.median_offers, 'offre')} par lot.")
    if not picture.shares:
        said.append("Sous dix contrats, aucune part n'est publiée.")
    winners = tuple(
        (words, percent(picture.shares[kind])) for kind, words in observatory.KINDS.items() if picture.shares
    )
    bands = tuple(
        (row.label, number(row.contracts), *(percent(row.shares.get(kind)) for kind in observatory.KINDS))
        for row in picture.bands
    )
    return TradePage(tuple(said), winners, bands)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Three figures, each with what it means for a firm; what could not be said is left out."""

    when: str
    figures: tuple[tuple[str, str], ...]


def letter(report: observatory.Report, everything: observatory.TradePicture) -> LetterPage:
    """The letter of a year."""
    small = sum(max((v.n for _, v in cell.indicators), default=0) for cell in report.by["size"] if cell.key in SMALL)
    offers = report.get("OFFRES_med").value
    when = f"En {report.question.year}" if report.question.year else "Ces dernières années"
    said: list[tuple[str, str]] = []
    if small:
        said.append((number(small), "contrats de moins de 90 000 € : à la taille d'une équipe de quelques personnes."))
    if everything.local_firms:
        said.append(
            (
                number(everything.local_firms),
                "petites entreprises d'ici ont remporté au moins un contrat. Pourquoi pas la vôtre ?",
            )
        )
    if offers is not None:
        alone = (
            "Vous n'êtes pas cinquante en face"
            if offers < 10
            else "La concurrence est réelle, et un dossier complet fait la différence"
        )
        said.append((number(offers, 0 if offers == int(offers) else 1), f"offres par lot, d'ordinaire. {alone}."))
    return LetterPage(when, tuple(said))
