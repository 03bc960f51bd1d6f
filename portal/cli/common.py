"""What several commands share: the day, the output, the files given."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import orjson

from portal import settings
from portal.wiring import Services
from procurement import clock


class LocalMoment(click.ParamType[datetime]):
    """A local time of Europe/Paris, "2026-06-20T10:00" or a day (then midnight)."""

    name = "AAAA-MM-JJTHH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Parse, or fail with a sentence."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"« {value} » n'est pas une date : écrivez par exemple 2026-06-20T10:00.", param, ctx)
        return moment.astimezone(clock.PARIS).replace(tzinfo=None) if moment.tzinfo else moment


class Day(LocalMoment):
    """A day, "2026-06-20"."""

    name = "AAAA-MM-JJ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # type: ignore[override]
        """Parse, or fail with a sentence."""
        return value if type(value) is date else super().convert(value, param, ctx).date()


def services() -> Services:
    """The services of the instance named by TREMPLIN_INSTANCE. Fails with a sentence when it was never made."""
    found = Services(settings.load())
    if found.settings.database_url.startswith("sqlite") and not Path(found.settings.database_url[10:]).exists():
        raise click.ClickException(
            f"Aucune instance dans {found.settings.instance} : lancez « tremplin demo », ou « tremplin upgrade » pour une "
            "instance vide."
        )
    return found


def print_json(document: Any) -> None:
    """One JSON document on standard output and nothing else."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
    sys.stdout.buffer.write(orjson.dumps(document, default=_plain, option=options) + b"\n")
    sys.stdout.flush()


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | set | frozenset) else float(value)


def existing_files(given: Iterable[str]) -> list[tuple[Path, str]]:
    """The files named, folders walked; hidden files left out. Fails with a sentence that names what is missing."""
    found: list[tuple[Path, str]] = []
    for text in given:
        path = Path(text)
        if not path.exists():
            raise click.ClickException(f"{text} n'existe pas : vérifiez le chemin.")
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
            found += [(one, str(one.relative_to(path))) for one in inside]
        else:
            found.append((path, path.name))
    if not found:
        raise click.ClickException("Aucun fichier à lire : donnez au moins un fichier ou un dossier qui en contient.")
    return found


def write_out(path: str, content: bytes) -> None:
    """Write a result to the file a person named, and say so. Fails with a sentence when it cannot be written."""
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise click.ClickException(
            f"{path} ne peut pas être écrit : vérifiez que le dossier existe et que vous en avez le droit."
        ) from error
    say(f"Rapport écrit dans {path}.")


def say(text: str) -> None:
    """A line for the person, on standard error so that outputs stay clean."""
    click.echo(text, err=True)
