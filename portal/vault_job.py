"""Reads one file of the vault apart from this process: what it is, its dates, what tenders will compare. No Flask here."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from checker.facts.model import ReadFile
from checker.kinds import TO_CONFIRM, UNKNOWN
from checker.reading import problem_sentence, read_isolated
from checker.recognise import files_to_json, read_file
from checker.rules.support.qualified import held_codes
from checker.rules.support.texts import plain
from checker.rules.support.turnover import KINDS as TURNOVER
from checker.rules.support.turnover import last_year_closed, turnovers
from portal.store import VaultVersion
from portal.vault_asks import bodies
from portal.wiring import Services
from search.contract import SearchNotice
from search.trades import trades_for_notice

NAMED = 2.0  # the least score of a trade that a line names
LONGEST = 20_000  # letters of a list of references that are looked at for trades
REFERENCES = frozenset({"references", "attestation_bonne_execution", "presentation_entreprise"})
UNREAD = "La lecture n'a pas pu aller au bout. Le fichier est bien enregistré : dites vous-même ce qu'il est."
SEVERAL = "C'est une archive ou un courriel : ajoutez un à un les fichiers à garder, chacun aura sa date."
CERTIFICATES = frozenset({"qualification_pro", "rge", "qualiopi", "certif_systeme"})


def read_version(services: Services, version_id: int) -> dict[str, Any]:
    """What a version of a piece is and says: the columns to write. A file that cannot be read gives its `problem`."""
    with services.store.session() as session:
        version = session.get_one(VaultVersion, version_id)
        path, name, said = services.files.path(version.sha256), version.name, version.piece.kind_said
    documents = read_isolated([(path, name)])
    if len(documents) != 1 or documents[0].parent:  # an archive, a mail: no single piece can be dated nor lent
        return {"kind": None, "confidence": 0.0, "kinds": [], "problem": SEVERAL, "facts": [], "details": {}}
    first = read_file(documents[0])
    read = read_file(first.document, said) if said else first
    problem = problem_sentence(first.document)
    return {
        "kind": first.kind,
        "confidence": round(first.confidence, 3),
        "kinds": sorted(_sure(first) | ({said} if said else set())),
        "problem": problem,
        "facts": _facts(read),
        "details": _details(read, _sure(first) | {read.kind}),
    }


def _sure(read: ReadFile) -> set[str]:
    return {piece.kind for piece in read.pieces if piece.kind != UNKNOWN and piece.confidence >= TO_CONFIRM}


def _facts(read: ReadFile) -> list[dict[str, Any]]:
    """The facts as plain values, each with its page, its words and how sure it is."""
    (written,) = files_to_json([read])
    return [
        {
            "name": one["name"],
            "value": one["value"],
            "page": one["evidence"]["page"],
            "quote": one["evidence"]["quote"],
            "confidence": fact.confidence,
        }
        for one, fact in zip(written["facts"], read.facts, strict=True)
    ]


def _trades(line: str) -> list[tuple[str, float]]:
    """The trades that one line of a list of references names."""
    return [one for one in trades_for_notice(SearchNotice("", line)).items() if not one[0].startswith("objet:")]


def _years(value: object) -> list[str]:
    """The years of a turnover read by year."""
    return [str(year) for year in value if re.fullmatch(r"20\d\d", str(year))] if isinstance(value, dict) else []


def _details(read: ReadFile, kinds: set[str]) -> dict[str, Any]:
    """Turnover and the last year closed, numbers of qualifications by body, trades that references name."""
    found: dict[str, Any] = {}
    kind = next((one for one in TURNOVER if one in kinds), None)
    if kind:
        years = [date(int(year), 12, 31) for fact in read.all("turnover") for year in _years(fact.value)]
        closed = max(years, default=None) or last_year_closed(read, kind)
        found |= {"turnover": [str(one) for one in turnovers(read, kind)]}
        found |= {"closed": closed.isoformat()} if closed else {}
    if kinds & CERTIFICATES:
        text = plain(read)
        named = [one for one in bodies() if re.search(one.pattern, text)]
        found["bodies"] = {one.name: sorted(held_codes(read, one.name) or ()) if one.codes else [] for one in named}
    if kinds & REFERENCES:
        lines = "\n".join(page.text for page in read.document.pages)[:LONGEST].splitlines()
        trades = Counter(name for line in lines for name, score in _trades(line) if score >= NAMED)
        found["trades"] = dict(sorted(trades.items()))
    return found
