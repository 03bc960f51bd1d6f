"""Reserves and conditions that a firm writes into its offer, apart from the sentences of the buyer's own form."""

from __future__ import annotations

import re

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.rules.model import Dossier
from checker.rules.support.texts import sources

_RESERVE = re.compile(r"\bsous (la )?(seule )?reserves? (de|du|des|d'|que|qu')")
_TERMS = re.compile(
    r"(nos|notre|mes|ses|propres) (conditions generales|cgv)|conditions generales (de vente|du candidat|de prestation)|\bcgv\b"
)
_MONEY = re.compile(
    r"acompte[^.]{0,30}(a la commande|de \d+ ?%)|paiement (comptant|a la commande|d'avance)|prix (valables|garantis) (\d+|jusqu)"
)
_GIVEN_UP = re.compile(
    r"ne (s'applique|sont pas|sera|prevau)|renonc|sans reserve|exclu[es]|non applicable|prevalent sur (nos|les) "
)
_LEGAL = re.compile(r"\barticles? [lrd]?\.? ?\d|code de la commande|acceptation du sous.traitant|presente clause")
_OWN = re.compile(r"\b(notre|nos|nous|votre|offre|prix|devis|engagement)\b")


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.;!?])\s+|\n{2,}|\n(?=[A-ZÀ-Ý•\-–])", text) if part.strip()]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def reserves(dossier: Dossier, file: ReadFile, strict: bool) -> list[tuple[Evidence, bool]]:
    """The sentences that look like a reserve, and whether there is little doubt. `strict`: the file commits the firm."""
    buyer = _letters(" ".join(source.document.text for source in sources(dossier).all))
    found = []
    for page in file.document.pages:
        for sentence in _sentences(page.text):
            words = fold(sentence)
            terms, money, reserve = _TERMS.search(words), _MONEY.search(words), _RESERVE.search(words)
            if not (terms or money or reserve) or _GIVEN_UP.search(words) or _letters(sentence) in buyer:
                continue
            place = Evidence(file.name, page.number, " ".join(sentence.split())[:240])
            own = bool(_OWN.search(words)) and not _LEGAL.search(words)
            if terms or money:
                found.append((place, own or strict))
            elif strict or own:
                found.append((place, strict and own))
    return found
