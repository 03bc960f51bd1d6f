"""`tremplin observatory`: figures from the instance, or straight from files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import orjson

import observatory
from portal import award_files, observing, settings
from portal.cli.common import print_json, say, services

_LIST_OPTIONS = ("--awards", "--companies", "--territory")


class ManyValues(click.Command):
    """A command whose list options take several values in a row: `--awards A.json B.csv`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the name of a list option before each value that follows it."""
        spread: list[str] = []
        name: str | None = None
        for position, word in enumerate(args):
            if word.startswith("-"):
                name = word if word in _LIST_OPTIONS else None
            elif name and position and args[position - 1] != name:
                spread.append(name)
            spread.append(word)
        return super().parse_args(ctx, spread)


Decorated = Callable[..., Any]


def _files(command: Decorated) -> Decorated:
    """The options that read figures straight from files."""
    companies = click.option(
        "--companies", multiple=True, metavar="FICHIER…", help="Données Sirene qui accompagnent --awards."
    )
    awards = click.option(
        "--awards", multiple=True, metavar="FICHIER…", help="Données essentielles (DECP) à lire, sans instance."
    )
    return awards(companies(command))


@click.group("observatory")
def observatory_() -> None:
    """La part des marchés publics remportée par les TPE-PME du territoire."""


@observatory_.command(cls=ManyValues)
@_files
@click.option("--out", type=click.Path(path_type=Path), help="Dossier où écrire la photographie (avec --awards).")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def snapshot(awards: tuple[str, ...], companies: tuple[str, ...], out: Path | None, as_json: bool) -> int:
    """Fige les marchés attribués de l'instance et refait les pages de l'observatoire.

    Exemple : tremplin observatory snapshot

    Sans instance : tremplin observatory snapshot --awards decp.json --companies sirene.csv --json
    """
    with tempfile.TemporaryDirectory() as folder:
        if awards:
            taken = award_files.snapshot_of(awards, companies, out or Path(folder) / "snapshot")
        else:
            found = observing.take_snapshot(services())
            if found is None:
                raise click.ClickException(
                    "Aucun marché attribué dans l'instance : commencez par « tremplin import decp »."
                )
            taken = observatory.open_snapshot(services().settings.snapshots / "snapshot")
        if as_json:
            print_json(observatory.snapshot_to_json(taken))
        else:
            say(f"Photographie {taken.sha256[:12]} : {taken.awards} contrats.")
    return 0


def _snapshot(awards: tuple[str, ...], companies: tuple[str, ...], folder: Path) -> observatory.Snapshot:
    if awards:
        return award_files.snapshot_of(awards, companies, folder)
    if companies:
        raise click.UsageError("--companies accompagne --awards : donnez aussi les données essentielles.")
    where = services().settings.snapshots / "snapshot"
    if not where.exists():
        raise click.ClickException("Aucune photographie : lancez d'abord « tremplin observatory snapshot ».")
    return observatory.open_snapshot(where)


@observatory_.command(cls=ManyValues)
@click.option("--territory", multiple=True, metavar="CODE…", help="Commune (INSEE), EPCI (SIREN) ou département.")
@click.option("--year", type=int, help="Année de notification (défaut : toutes).")
@click.option("--local", default="epci", show_default=True, help="commune, epci, departement ou distance:50")
@click.option(
    "--establishment", default="declared", show_default=True, help="declared (SIRET déclaré), head_office ou presence"
)
@click.option("--buyer", metavar="SIRET", help="Un seul acheteur.")
@click.option("--cpv", metavar="CODE", help="Une nature d'achat : les premiers chiffres du CPV.")
@click.option("--size", metavar="1-6", help="Une tranche de montant.")
@_files
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
@click.option("--csv", "as_csv", is_flag=False, flag_value="-", metavar="[SORTIE]", help="Un tableau CSV.")
@click.option("--pdf", type=click.Path(path_type=Path), metavar="SORTIE", help="Le rapport à distribuer en conseil.")
@click.option("--name", help="Le nom du territoire comme on le dit, pour le PDF : « le Boulonnais ».")
def report(
    awards: tuple[str, ...],
    companies: tuple[str, ...],
    as_json: bool,
    as_csv: str | None,
    pdf: Path | None,
    name: str | None,
    **asked: Any,
) -> int:
    """Les figures d'un territoire, avec leur couverture.

    Exemple : tremplin observatory report --territory 246200729 --year 2025 --json
    """
    territory = asked.pop("territory") or (() if awards else settings.load().territory)
    with tempfile.TemporaryDirectory() as folder:
        taken = _snapshot(awards, companies, Path(folder) / "snapshot")
        found = observatory.report(taken, territory, asked.pop("year"), **asked)
        if pdf:
            said = name or observatory.territory_name(territory) or settings.load().territory_name
            _write(pdf, observatory.council_pdf(found, said))
    if as_csv and as_csv != "-":
        _write(Path(as_csv), observatory.report_to_csv(found).encode("utf-8"))
    elif as_csv:
        click.echo(observatory.report_to_csv(found), nl=False)
    if as_json:
        print_json(observatory.report_to_json(found))
    elif not as_csv and not pdf:
        _print(observatory.report_to_json(found))
    return 0


def _print(document: dict[str, Any]) -> None:
    for one in document["indicators"]:
        value = "non publié (trop peu de contrats)" if one["value"] is None else f"{one['value']:.3g}"
        click.echo(f"{one['code']:<12} {value:<36} n={one['n']} couverture={one['coverage']}")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"Impossible d'écrire {path} : choisissez un autre emplacement.") from error
    say(f"Écrit : {path}")


@observatory_.command(cls=ManyValues)
@click.argument("path", type=click.Path(path_type=Path), metavar="RAPPORT")
@_files
def replay(path: Path, awards: tuple[str, ...], companies: tuple[str, ...]) -> int:
    """Recalcule un rapport et dit s'il est égal.

    Exemple : tremplin observatory replay rapport.json
    """
    try:
        document = orjson.loads(path.read_bytes())
    except (OSError, ValueError):
        raise click.ClickException(
            f"{path} n'est pas un rapport lisible : donnez le fichier écrit par « tremplin observatory report --json »."
        ) from None
    if not isinstance(document, dict) or document.get("schema") != observatory.SCHEMA:
        raise click.ClickException(f"{path} n'est pas un rapport {observatory.SCHEMA}.")
    with tempfile.TemporaryDirectory() as folder:
        result = observatory.replay(document, _snapshot(awards, companies, Path(folder) / "snapshot"))
    if result.equal:
        click.echo("Égal : les figures recalculées sont les mêmes.")
        return 0
    for difference in result.differences:
        click.echo(difference)
    return 1


COMMANDS = (observatory_,)
