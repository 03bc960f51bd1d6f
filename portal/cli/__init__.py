"""The `tremplin` command: people script against it, docs/formats.md is its contract."""

from __future__ import annotations

import gettext
import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

# Where each command lives: only the one that is called is loaded, so that a server starts at once.
HOMES = {
    "running": ("demo", "serve", "worker", "upgrade", "doctor"),
    "importing": ("import",),
    "searching": ("index", "search"),
    "checking": ("consultation", "recognise", "check", "explain", "rules"),
    "observing": ("observatory",),
    "alerting": ("alerts",),
    "admin": ("backup", "restore", "user"),
}

# The library of the command line asks gettext for its own sentences: it finds French, whatever the language of the machine.
gettext.bindtextdomain("messages", Path(__file__).parent / "french")
os.environ["LANGUAGE"] = "fr"


class FrenchGroup(click.Group):
    """Errors are one French sentence on standard error, with the exit status of docs/formats.md."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of HOMES."""
        return [name for names in HOMES.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its module loaded now; None for a name nobody has."""
        home = next((module for module, names in HOMES.items() if cmd_name in names), None)
        if home is None:
            return None
        known: dict[str | None, click.Command] = {
            command.name: command for command in import_module(f"portal.cli.{home}").COMMANDS
        }
        return known[cmd_name]

    def main(self, *args: Any, **options: Any) -> None:  # type: ignore[override]
        """Run the command and exit with 0, 1 or 2."""
        try:
            result = super().main(*args, standalone_mode=False, **options)  # type: ignore[call-overload]
        except click.Abort:
            click.echo("Interrompu.", err=True)
            sys.exit(130)
        except click.UsageError as error:
            name = error.ctx.command_path if error.ctx else "tremplin"
            click.echo(f"{error.format_message()} Voir « {name} --help ».", err=True)
            sys.exit(2)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except BrokenPipeError:
            # The reader of our output (head, less) has gone: nothing is wrong, but Python would complain at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except (OSError, ValueError) as error:
            logging.getLogger(__name__).debug("command failed", exc_info=True)
            click.echo(f"{error}", err=True)
            sys.exit(2)
        sys.exit(result if isinstance(result, int) else 0)


@click.group(cls=FrenchGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tremplin", message="tremplin %(version)s")
def main() -> None:
    """Tremplin : trouver les marchés publics de son territoire, vérifier sa réponse, observer la part des TPE-PME.

    Exemple : tremplin demo
    """
    logging.basicConfig(level=os.environ.get("TREMPLIN_LOG", "WARNING"), format="%(levelname)s %(name)s: %(message)s")
