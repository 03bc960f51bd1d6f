"""`tremplin import`: files or the public API, one table at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import click
from rich.console import Console
from rich.table import Table

from portal import importing, indexing
from portal.cli.common import Day, print_json, services
from procurement import clock
from procurement.attribution import REASONS
from procurement.sources.base import FetchFailed


@click.command("import")
@click.argument("source", type=click.Choice(["boamp", "ted", "decp", "sirene"]))
@click.argument("paths", nargs=-1, metavar="CHEMIN|URL…")
@click.option("--since", type=Day(), help="Interroge l'API publique depuis ce jour (défaut sans chemin : 7 jours).")
@click.option("--dry-run", is_flag=True, help="Lit et compte sans rien enregistrer ; sans instance.")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def import_(source: str, paths: tuple[str, ...], since: date | None, dry_run: bool, as_json: bool) -> int:
    """Lit des fichiers officiels, ou l'API publique, et les enregistre. Importer deux fois ne change rien.

    Exemple : tremplin import boamp avis.json
    """
    known = importing.source_named(source)
    urls = [one for one in paths if one.startswith(("http://", "https://"))]
    files = [Path(one) for one in paths if one not in urls]
    for path in files:
        if not path.exists():
            raise click.ClickException(f"{path} n'existe pas : vérifiez le chemin.")
    wired = None if dry_run else services()
    if urls or not paths:
        start = since or clock.today() - timedelta(days=7)
        folder = (wired.settings.instance if wired else Path("instance")) / "fetched" / source
        try:
            for url in cast("list[str | None]", urls) or [None]:
                files += known.fetch(start, folder, base_url=url)
        except FetchFailed as failure:
            if wired:
                importing.note_failure(wired, known, failure.message)
            raise click.ClickException(f"{failure.message} Ce qui était déjà enregistré reste en place.") from None
    done = importing.import_files(wired, known, files) if wired else importing.read_only(known, files)
    if wired and source in ("boamp", "ted") and done.changed:
        indexing.rebuild(wired)
    _print(done, as_json)
    return 1 if done.tally.failed else 0


def _print(done: importing.Imported, as_json: bool) -> None:
    tally = done.tally
    if as_json:
        print_json(
            {
                "schema": "tremplin.import/1",
                "source": tally.source,
                "done": tally.done,
                "objects": tally.objects,
                "changed": done.changed,
                "unchanged": done.unchanged,
                "skipped": dict(tally.skipped),
                "failed": dict(tally.failed),
            }
            | _awards_json(done)
        )
        return
    table = Table(title=f"Import {tally.source}")
    for name in ("Résultat", "Raison", "Nombre"):
        table.add_column(name, justify="right" if name == "Nombre" else "left")
    table.add_row(
        "lus", f"{tally.objects} objets, {done.changed} enregistrés, {done.unchanged} inchangés", str(tally.done)
    )
    for word, counts in (("écartés", tally.skipped), ("en échec", tally.failed)):
        for reason, count in counts.most_common():
            table.add_row(word, tally.messages.get(reason, reason), str(count))
    for row in _award_rows(done):
        table.add_row(*row)
    Console().print(table)


def _awards_json(done: importing.Imported) -> dict[str, Any]:
    if done.awards is None:
        return {}
    name = done.tally.source
    refused = dict(done.awards.refused.get(name, {}))
    found = {"made": done.awards.made[name], "elsewhere": done.awards.elsewhere[name], "refused": refused}
    return {"awards": found}


def _award_rows(done: importing.Imported) -> Iterator[tuple[str, str, str]]:
    """What the attribution notices of the source give the observatory, all those of the instance together."""
    if done.awards is None:
        return
    name = done.tally.source
    yield "marchés attribués", "d'après les avis d'attribution connus", str(done.awards.made[name])
    if done.awards.elsewhere[name]:
        yield "", "dont déjà connus par une source qui passe avant", str(done.awards.elsewhere[name])
    for reason, count in done.awards.refused.get(name, Counter[str]()).most_common():
        yield "attributions sans marché", REASONS[reason], str(count)


COMMANDS = (import_,)
