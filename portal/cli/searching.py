"""`tremplin index` and `tremplin search`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from portal.cli.common import print_json, say, services
from portal.indexing import rebuild
from procurement import clock
from procurement.nomenclature import places
from search.contract import SearchRequest
from search.run import run_queries


@click.group()
def index() -> None:
    """L'index de recherche."""


@index.command("rebuild")
def index_rebuild() -> int:
    """Refait l'index à partir de la base.

    Exemple : tremplin index rebuild
    """
    count = rebuild(services())
    say(f"{count} avis indexés.")
    return 0


@index.command("status")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def index_status(as_json: bool) -> int:
    """Dit ce que l'index contient.

    Exemple : tremplin index status
    """
    status = services().engine.status()
    if as_json:
        print_json(status)
    else:
        click.echo(str(status))
    return 0


@click.command()
@click.argument("words", nargs=-1, metavar="[MOTS…]")
@click.option("--cpv", help="Début de code CPV, par exemple 45.")
@click.option("--commune", help="Code INSEE de la commune, par exemple 62160.")
@click.option("--within", type=float, help="Rayon en kilomètres autour de la commune.")
@click.option("--open", "only_open", is_flag=True, help="Seulement les avis encore ouverts.")
@click.option("--sort", type=click.Choice(["relevance", "deadline", "published"]), default="relevance")
@click.option("--limit", type=click.IntRange(1, 500), default=20, help="Nombre d'avis.")
@click.option("--run", "queries", type=click.Path(path_type=Path), help="Fichier TSV de requêtes : écrit un run TREC.")
@click.option("--corpus", type=click.Path(path_type=Path), help="Corpus JSONL de --run.")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def search(
    words: tuple[str, ...],
    cpv: str | None,
    commune: str | None,
    within: float | None,
    only_open: bool,
    sort: str,
    limit: int,
    queries: Path | None,
    corpus: Path | None,
    as_json: bool,
) -> int:
    """Cherche des avis avec les mots du métier.

    Exemple : tremplin search peinture intérieure --commune 62160 --within 30 --open
    """
    if queries or corpus:
        return _run(queries, corpus)
    centre = places.commune(commune) if commune else None
    if commune and centre is None:
        raise click.UsageError(f"La commune {commune} n'existe pas : donnez son code INSEE à cinq caractères.")
    request = SearchRequest(
        text=" ".join(words),
        cpv=cpv,
        commune=None if within else commune,
        centre=commune if within else None,
        within_km=within,
        open_on=clock.local_now() if only_open else None,
        sort=sort,
        per_page=limit,
    )
    result = services().engine.search(request)
    if as_json:
        hits = [{"id": hit.id, "score": hit.score} for hit in result.hits]
        print_json({"schema": "tremplin.search/1", "total": result.total, "hits": hits})
    else:
        for hit in result.hits:
            click.echo(f"{hit.score:.2f}\t{hit.id}")
        say(f"{result.total} avis.")
    return 0


def _run(queries: Path | None, corpus: Path | None) -> int:
    if not (queries and corpus):
        raise click.UsageError("--run et --corpus vont ensemble.")
    for path in (queries, corpus):
        if not path.is_file():
            raise click.UsageError(f"{path} n'existe pas ou n'est pas un fichier.")
    run_queries(queries, corpus, sys.stdout, depth=100)
    return 0


COMMANDS = (index, search)
