"""Awards and firms read straight from files, for figures that need no instance. No Flask here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import observatory
from portal.importing import source_named
from procurement.models import Award, Company
from procurement.sources.base import Record, RecordSkipped, Source, UnreadableFile
from procurement.sources.run import files_of


class FileRefused(ValueError):
    """A file that cannot be counted on; the message is a French sentence that names it."""


@dataclass
class Reading:
    """What reading award files has met so far: a line {name, records, failed} per file, the SIREN they name."""

    files: list[dict[str, Any]] = field(default_factory=list)
    sirens: set[str] = field(default_factory=set)

    def sources(self) -> Iterator[dict[str, Any]]:
        """The one source, with its files."""
        records = sum(one["records"] for one in self.files)
        yield {"name": "decp", "records": records, "files": sorted(self.files, key=lambda one: str(one["name"]))}


def awards_of(paths: Sequence[Path], reading: Reading) -> Iterator[Award]:
    """The awards of DECP files, one at a time; `reading` is told what was met.

    Raises `FileRefused` on a missing, empty or damaged file, or one that holds no contract: a figure computed on half a
    file would be false.
    """
    source = source_named("decp")
    for path in _files(paths):
        records, failed = 0, 0
        for found in _objects(source, path):
            if found is None:
                failed += 1
                continue
            for one in found:
                if isinstance(one, Award):
                    records += 1
                    reading.sirens |= _sirens(one)
                    yield one
        if not records:
            raise FileRefused(
                f"Le fichier {path.name} ne contient aucun marché attribué : donnez des données essentielles (DECP)."
            )
        reading.files.append({"name": path.name, "records": records, "failed": failed})


def companies_of(paths: Sequence[Path], wanted: Collection[str]) -> Iterator[Company]:
    """The firms of SIRENE files whose SIREN is `wanted` (the others cannot change a figure). Raises `FileRefused`."""
    source = source_named("sirene")
    for path in _files(paths):
        known = False
        for found in _objects(source, path, wanted):
            known = known or found is not None
            yield from (one for one in found or () if isinstance(one, Company))
        if not known:
            raise FileRefused(f"Le fichier {path.name} ne contient aucune entreprise : donnez un fichier Sirene.")


def snapshot_of(awards: Sequence[str], companies: Sequence[str], folder: Path) -> observatory.Snapshot:
    """A snapshot of files alone, written in `folder`. Raises `FileRefused`.

    Firms are read once the awards have been: only then is it known which are named.
    """
    reading = Reading()
    read = awards_of([Path(one) for one in awards], reading)
    known = companies_of([Path(one) for one in companies], reading.sirens)
    return observatory.build_snapshot(read, known, reading.sources(), folder)


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


def _sirens(award: Award) -> set[str]:
    """The SIREN of the buyer, the winners and the subcontractors."""
    numbers = [award.buyer_siret, *(w.siret or w.id for w in award.winners), *(s.siret for s in award.subcontracts)]
    return {(number or "")[:9] for number in numbers}
