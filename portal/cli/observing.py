"""`tremplin observatory`: figures from the instance, or straight from files."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import click
import orjson

import observatory
from portal import importing, observing, settings
from portal.cli.common import print_json, say, services
from procurement.models import Award, Company
from procurement.sources.base import Record
from procurement.sources.run import run


@click.group("observatory")
def observatory_() -> None:
    """La part des marchés publics remportée par les TPE-PME du territoire."""


@observatory_.command()
def snapshot() -> int:
    """Fige les marchés attribués de l'instance et refait les pages de l'observatoire.

    Exemple : tremplin observatory snapshot
    """
    report = observing.take_snapshot(services())
    if report is None:
        raise click.ClickException("Aucun marché attribué dans l'instance : commencez par « tremplin import decp ».")
    say(f"Photographie {report['snapshot']['sha256'][:12]} : {report['snapshot']['awards']} contrats.")
    return 0


def _read(source: str, paths: tuple[str, ...]) -> list[Record]:
    found: list[Record] = []
    for path in paths:
        if not Path(path).exists():
            raise click.ClickException(f"{path} n'existe pas : vérifiez le chemin.")
    tally = run(importing.source_named(source), [Path(path) for path in paths], found.append)
    for reason, count in tally.failed.items():
        say(f"{count} enregistrements en échec : {tally.messages.get(reason, reason)}")
    return found


def _snapshot(awards: tuple[str, ...], companies: tuple[str, ...], folder: Path) -> Any:
    if not awards:
        where = services().settings.snapshots / "snapshot"
        if not where.exists():
            raise click.ClickException("Aucune photographie : lancez d'abord « tremplin observatory snapshot ».")
        return observatory.open_snapshot(where)
    read = [one for one in _read("decp", awards) if isinstance(one, Award)]
    known = [one for one in _read("sirene", companies) if isinstance(one, Company)] if companies else []
    return observatory.build_snapshot(read, known, [{"name": "decp", "records": len(read)}], folder)


@observatory_.command()
@click.option(
    "--territory", "territory", multiple=True, help="Commune (INSEE), EPCI (SIREN) ou département (répétable)."
)
@click.option("--year", type=int, help="Année de notification (défaut : la dernière).")
@click.option("--local", default="epci", show_default=True, help="commune, epci, departement ou distance:50")
@click.option("--awards", multiple=True, metavar="FICHIER", help="Données essentielles, sans instance (répétable).")
@click.option("--companies", multiple=True, metavar="FICHIER", help="Données Sirene, avec --awards (répétable).")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
@click.option("--csv", "as_csv", is_flag=True, help="Un tableau CSV sur la sortie standard.")
def report(
    territory: tuple[str, ...],
    year: int | None,
    local: str,
    awards: tuple[str, ...],
    companies: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
) -> int:
    """Les figures d'un territoire, avec leur couverture.

    Exemple : tremplin observatory report --territory 246200729 --year 2025 --json
    """
    with tempfile.TemporaryDirectory() as folder:
        taken = _snapshot(awards, companies, Path(folder) / "snapshot")
        found = observatory.report(taken, territory or settings.load().territory, year, local=local)
    document = observatory.report_to_json(found)
    if as_csv:
        click.echo(observatory.report_to_csv(found), nl=False)
    elif as_json:
        print_json(document)
    else:
        for one in document["indicators"]:
            value = "non publié (moins de 10 contrats)" if one["value"] is None else f"{one['value']:.3g}"
            click.echo(f"{one['code']:<12} {value:<36} n={one['n']} couverture={one['coverage']}")
    return 0


@observatory_.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="RAPPORT")
@click.option("--awards", multiple=True, metavar="FICHIER", help="Données essentielles du rapport, sans instance.")
@click.option("--companies", multiple=True, metavar="FICHIER")
def replay(path: Path, awards: tuple[str, ...], companies: tuple[str, ...]) -> int:
    """Recalcule un rapport et dit s'il est égal.

    Exemple : tremplin observatory replay rapport.json
    """
    try:
        document = orjson.loads(path.read_bytes())
    except (OSError, json.JSONDecodeError) as error:
        raise click.ClickException(f"{path} n'est pas un rapport lisible ({error}).") from None
    with tempfile.TemporaryDirectory() as folder:
        result = observatory.replay(document, _snapshot(awards, companies, Path(folder) / "snapshot"))
    if result.equal:
        click.echo("Égal : les figures recalculées sont les mêmes.")
        return 0
    for difference in result.differences:
        click.echo(difference)
    return 1


COMMANDS = (observatory_,)
