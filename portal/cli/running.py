"""`tremplin demo`, `serve`, `worker`, `upgrade`, `doctor`."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import click

from portal import award_facts, jobs, settings
from portal.cli.common import say, services
from portal.demo import accounts
from portal.store import migrate
from portal.wiring import Services

PROGRAMS = (
    ("tesseract", "lire les pages scannées", "tesseract-ocr tesseract-ocr-fra"),
    ("soffice", "lire les anciens fichiers .doc", "libreoffice-writer-nogui"),
    ("chromium", "les tests dans un navigateur", "chromium"),
)


def _server_command(port: int, host: str) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}", "--workers", "2", "--threads", "4",
        "--worker-class", "gthread", "--timeout", "120", "--preload", "--log-level", "warning",
        "portal.app:create_app()",
    ]  # fmt: skip


def _free_port(wanted: int) -> int:
    """`wanted` if nobody has it, else one the system gives."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise click.ClickException("Aucun port libre sur cette machine.")


@click.command()
@click.option(
    "--port", default=8000, show_default=True, help="Port du serveur web (un autre est pris s'il est occupé)."
)
@click.option("--build-only", is_flag=True, help="Prépare l'instance de démonstration sans la servir.")
def demo(port: int, build_only: bool) -> int:
    """Prépare une instance de démonstration et la sert.

    Exemple : tremplin demo
    """
    wired = Services(settings.load())
    if (wired.settings.instance / "demo-built").exists():
        migrate.upgrade(wired.store)
    else:
        say("Préparation de la démonstration (une minute la première fois)…")
        from portal.demo import build  # the whole of Tremplin: loaded only to build

        build.build(wired)
    if build_only:
        return 0
    port = _free_port(port)
    wired.store.close()
    environment = os.environ | {
        "TREMPLIN_INSTANCE": str(wired.settings.instance),
        "TREMPLIN_BASE_URL": f"http://127.0.0.1:{port}",
    }
    children = [
        subprocess.Popen(_server_command(port, "127.0.0.1"), env=environment),
        subprocess.Popen([sys.executable, "-m", "portal.cli", "worker"], env=environment),
    ]
    say(
        f"\nTremplin est ouvert : http://127.0.0.1:{port}\n\nComptes de démonstration (mot de passe : {accounts.PASSWORD})"
    )
    for email, _name, role in accounts.ACCOUNTS:
        say(f"  {role.value:<12} {email}")
    say(f"\nLes courriels sont écrits dans {wired.settings.mails}. Ctrl-C pour arrêter.")
    return _watch(children)


def _watch(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait until one child ends or someone stops us; take the others down with it."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
def serve(port: int, host: str) -> int:
    """Sert le portail (à placer derrière un serveur mandataire en HTTPS).

    Exemple : tremplin serve --port 8000
    """
    services().store.close()
    return subprocess.call(_server_command(port, host))


@click.command()
def worker() -> int:
    """Fait le travail de fond : lire et vérifier les dossiers. Un travail perdu est retrouvé et refait.

    Exemple : tremplin worker
    """
    wired = services()
    queue = wired.tasks.queue
    jobs.recover(wired)
    queue.create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=1.0, check_worker_health=True).run()
    return 0


@click.command()
def upgrade() -> int:
    """Crée la base ou la met à jour, sans rien perdre.

    Exemple : tremplin upgrade
    """
    wired = Services(settings.load())
    wired.settings.instance.mkdir(parents=True, exist_ok=True)
    migrate.upgrade(wired.store)
    award_facts.fill_if_empty(wired)
    say("La base est à jour.")
    return 0


@click.command()
def doctor() -> int:
    """Dit en mots simples ce qui manque sur cette machine.

    Exemple : tremplin doctor
    """
    click.echo(f"Tremplin {version('tremplin')}, Python {sys.version.split()[0]}")
    problems = 0
    found = settings.load()
    if found.database_url.startswith("sqlite") and not Path(found.database_url[10:]).exists():
        click.echo(f"À FAIRE   aucune instance dans {found.instance} : « tremplin demo » ou « tremplin upgrade »")
        problems += 1
    else:
        late = migrate.differences(Services(found).store)
        click.echo("À FAIRE   base à mettre à jour : « tremplin upgrade »" if late else "BON       base à jour")
        problems += bool(late)
    for program, use, package in PROGRAMS:
        here = shutil.which(program)
        click.echo(
            f"{'BON      ' if here else 'FACULTATIF'} {program} : {use}" + ("" if here else f" (paquet {package})")
        )
    mail = found.smtp_url or f"aucun serveur SMTP : les courriels sont écrits dans {found.mails}"
    click.echo(f"{'BON      ' if found.smtp_url else 'FACULTATIF'} courriel : {mail.rsplit('@', 1)[-1]}")
    return 1 if problems else 0


COMMANDS = (demo, serve, worker, upgrade, doctor)
