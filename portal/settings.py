"""Settings of one instance, from the environment and `settings.toml` of the instance folder."""

from __future__ import annotations

import os
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path

# CA du Boulonnais, CC de Desvres-Samer, CC de la Terre des Deux Caps
BOULONNAIS = ("246200729", "200018083", "246200380")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where an instance lives and whom it serves. `territory` lists INSEE communes or SIREN of EPCI."""

    instance: Path
    database_url: str
    redis_url: str | None
    secret_key: str
    territory: tuple[str, ...]
    territory_name: str
    smtp_url: str | None
    mail_from: str
    base_url: str
    secure_cookies: bool
    hotline: str
    hotline_hours: str
    search_engine: str = "whoosh"

    @property
    def files(self) -> Path:
        """The content-addressed file store."""
        return self.instance / "files"

    @property
    def index(self) -> Path:
        """The search index."""
        return self.instance / "index"

    @property
    def mails(self) -> Path:
        """Where mails are written when no SMTP server is set."""
        return self.instance / "mails"

    @property
    def snapshots(self) -> Path:
        """The observatory's snapshots."""
        return self.instance / "observatory"


def _secret(instance: Path) -> str:
    """The instance's own secret, drawn once and readable by its owner alone."""
    path = instance / "secret_key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def load(instance: Path | None = None) -> Settings:
    """Settings of `instance` (default: TREMPLIN_INSTANCE, else ./instance). Raises ValueError with a sentence on a bad file."""
    folder = (instance or Path(os.environ.get("TREMPLIN_INSTANCE", "instance"))).resolve()
    path = folder / "settings.toml"
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise ValueError(
            f"{path} n'est pas un fichier de réglages lisible : {error}. Corrigez la ligne indiquée."
        ) from error
    database_url = (
        os.environ.get("DATABASE_URL") or given.get("database_url") or f"sqlite:///{folder / 'tremplin.sqlite'}"
    )
    return Settings(
        instance=folder,
        database_url=database_url,
        redis_url=os.environ.get("REDIS_URL") or given.get("redis_url"),
        secret_key=os.environ.get("TREMPLIN_SECRET_KEY") or _secret(folder),
        territory=tuple(given.get("territory", BOULONNAIS)),
        territory_name=given.get("territory_name", "Boulonnais"),
        smtp_url=os.environ.get("SMTP_URL") or given.get("smtp_url"),
        mail_from=given.get("mail_from", "Tremplin <ne-pas-repondre@tremplin.invalid>"),
        base_url=os.environ.get("TREMPLIN_BASE_URL") or given.get("base_url", "http://127.0.0.1:8000"),
        secure_cookies=bool(given.get("secure_cookies", False)),
        hotline=given.get("hotline", "03 00 00 00 00"),
        hotline_hours=given.get("hotline_hours", "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h"),
        search_engine=_engine(os.environ.get("TREMPLIN_SEARCH_ENGINE") or given.get("search_engine"), database_url),
    )


def _engine(name: str | None, database_url: str) -> str:
    """The search engine asked for, whoosh unless told otherwise."""
    if name in (None, "whoosh"):
        return "whoosh"
    if name != "postgresql":
        raise ValueError(f"search_engine vaut « {name} » : choisissez « whoosh » ou « postgresql ».")
    if not database_url.startswith("postgresql"):
        raise ValueError("search_engine = « postgresql » demande une base PostgreSQL : réglez aussi database_url.")
    return name
