"""`tremplin backup`, `restore`, `user add`."""

from __future__ import annotations

import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import click
from sqlalchemy import select

from portal import passwords, settings
from portal.cli.common import say, services
from portal.store import Role, User, users
from portal.store.base import moment


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="FICHIER")
def backup(target: Path) -> int:
    """Sauvegarde l'instance (base, fichiers, réglages) dans une archive.

    Exemple : tremplin backup sauvegarde.tar.gz
    """
    wired = services()
    folder = wired.settings.instance
    if not wired.settings.database_url.startswith("sqlite"):
        say(
            "La base est sur PostgreSQL : sauvegardez-la avec pg_dump ; l'archive contient les fichiers et les réglages."
        )
    copy = folder / "backup.sqlite"
    try:
        with tarfile.open(target, "w:gz") as archive:
            if (folder / "tremplin.sqlite").exists():
                # The database's own copy: consistent while the portal is being used.
                with (
                    closing(sqlite3.connect(folder / "tremplin.sqlite")) as live,
                    closing(sqlite3.connect(copy)) as kept,
                ):
                    live.backup(kept)
                archive.add(copy, "tremplin.sqlite")
            for name in ("files", "settings.toml", "secret_key"):
                if (folder / name).exists():
                    archive.add(folder / name, name)
        target.chmod(0o600)
    finally:
        copy.unlink(missing_ok=True)
    say(f"Sauvegarde écrite dans {target}.")
    return 0


@click.command()
@click.argument("source", type=click.Path(path_type=Path), metavar="FICHIER")
def restore(source: Path) -> int:
    """Remet une sauvegarde dans une instance vide.

    Exemple : TREMPLIN_INSTANCE=nouvelle tremplin restore sauvegarde.tar.gz
    """
    folder = settings.load().instance
    if (folder / "tremplin.sqlite").exists():
        raise click.ClickException(f"{folder} contient déjà une instance : restaurez dans un dossier vide.")
    if not source.is_file():
        raise click.ClickException(f"{source} n'existe pas : donnez une archive faite par « tremplin backup ».")
    try:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise click.ClickException(f"{source} n'est pas une sauvegarde lisible ({error}).") from None
    say(f"Instance restaurée dans {folder}. Lancez « tremplin upgrade », puis « tremplin index rebuild ».")
    return 0


@click.group()
def user() -> None:
    """Les comptes."""


@user.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default="")
@click.password_option(
    prompt="Mot de passe", confirmation_prompt="Encore une fois", help="Demandé s'il n'est pas donné."
)
def user_add(email: str, role: str, name: str, password: str) -> int:
    """Crée un compte confirmé (équipe, collectivité, administration).

    Exemple : tremplin user add marie@exemple.fr --role support
    """
    weakness = passwords.weakness(password, email)
    if weakness:
        raise click.UsageError(weakness)
    with services().store.session() as session:
        if session.scalar(select(User).where(User.email == users.normal_email(email))):
            raise click.ClickException(f"{email} a déjà un compte.")
        session.add(
            User(
                email=users.normal_email(email),
                name=name,
                role=role,
                password_hash=passwords.hash_password(password),
                session_key=users.new_session_key(),
                confirmed=moment(),
            )
        )
    say(f"Compte créé pour {email}.")
    return 0


COMMANDS = (backup, restore, user)
