"""Awards and firms read straight from files, for figures that need no instance. No Flask here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import observatory
from portal.importing import source_named
from procurement.models import Award, Company
from procurement.sources.base import Record, RecordSkipped, Source, UnreadableFile
from procurement.sources.run import files_of


class FileRefused(ValueError):
    """A file that cannot be counted on; the message is a French sentence that names it."""


def awards_of(paths: Sequence[Path]) -> tuple[list[Award], list[dict[str, Any]]]:
    """The awards of DECP files and one line {name, records, failed} per file.

    Raises `FileRefused` on a missing, empty or damaged file, or one that holds no contract: a figure computed on half a
    file would be false.
    """
    source = source_named("decp")
    awards: list[Award] = []
    lines: list[dict[str, Any]] = []
    for path in _files(paths):
        before, failed = len(awards), 0
        for found in _objects(source, path):
            if found is None:
                failed += 1
            else:
                awards += [one for one in found if isinstance(one, Award)]
        if len(awards) == before:
            raise FileRefused(
                f"Le fichier {path.name} ne contient aucun marché attribué : donnez des données essentielles (DECP)."
            )
        lines.append({"name": path.name, "records": len(awards) - before, "failed": failed})
    return awards, lines


def companies_of(paths: Sequence[Path], awards: Sequence[Award]) -> list[Company]:
    """The firms of SIRENE files that the awards name (the others cannot change a figure). Raises `FileRefused`."""
    wanted = _sirens(awards)
    source = source_named("sirene")
    companies: list[Company] = []
    for path in _files(paths):
        known = False
        for found in _objects(source, path, wanted):
            known = known or found is not None
            companies += [one for one in found or () if isinstance(one, Company)]
        if not known:
            raise FileRefused(f"Le fichier {path.name} ne contient aucune entreprise : donnez un fichier Sirene.")
    return companies


def snapshot_of(awards: Sequence[str], companies: Sequence[str], folder: Path) -> observatory.Snapshot:
    """A snapshot of files alone, written in `folder`. Raises `FileRefused`."""
    read, lines = awards_of([Path(one) for one in awards])
    known = companies_of([Path(one) for one in companies], read)
    by_file = [
        {
            "name": "decp",
            "records": sum(one["records"] for one in lines),
            "files": sorted(lines, key=lambda one: str(one["name"])),
        }
    ]
    return observatory.build_snapshot(read, known, by_file, folder)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise FileRefused(f"{path} n'existe pas : vérifiez le chemin.")
        inside = list(files_of([path]))
        if not inside:
            raise FileRefused(f"Le dossier {path} ne contient aucun fichier JSON, XML ou CSV.")
        yield from inside


def _objects(source: Source, path: Path, wanted: Collection[str] | None = None) -> Iterator[tuple[Record, ...] | None]:
    """What each record gives: its objects, () when it has nothing for us, None when it cannot be read."""
    try:
        for raw in source.raw_records(path):
            if wanted is not None and _stranger(raw.data, wanted):
                yield ()
                continue
            try:
                yield source.parse(raw)
            except RecordSkipped:
                yield ()
            except Exception:  # a record nobody foresaw is counted, never hides the thousands after it
                yield None
    except UnreadableFile as refusal:
        raise FileRefused(refusal.message) from refusal
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
        raise FileRefused(f"Le fichier {path.name} n'a pas la forme attendue : vérifiez ce qu'il contient.") from error


def _stranger(data: object, wanted: Collection[str]) -> bool:
    """Whether a flat record names a firm no award speaks of; in doubt the record is read."""
    if not isinstance(data, Mapping):
        return False
    given = data.get("siren") or data.get("siret")
    if not isinstance(given, str) or not given.strip().isdigit():
        return False
    digits = given.strip()
    siren = digits.zfill(9) if len(digits) <= 9 else digits.zfill(14)[:9]
    return siren not in wanted


def _sirens(awards: Sequence[Award]) -> set[str]:
    """The SIREN of every buyer, winner and subcontractor."""
    found = {(award.buyer_siret or "")[:9] for award in awards}
    for award in awards:
        found |= {(winner.siret or winner.id or "")[:9] for winner in award.winners}
    return found
