"""Builds the demo instance: sample imported by the same importers as real files, accounts, dossiers, index, snapshot."""

from __future__ import annotations

import io
from datetime import timedelta

from sqlalchemy import select

from portal import award_facts, dossier_service, importing, indexing, passwords, vault_service
from portal.demo.accounts import ACCOUNTS, PASSWORD
from portal.demo.dossiers import make_dossiers
from portal.demo.records import write_sample
from portal.demo.vault import make_vault
from portal.demo.world import DemoFirm, World, make_world
from portal.observing import take_snapshot
from portal.store import Dossier, Firm, Role, Side, User, migrate, users
from portal.store.base import moment
from portal.store.notices import all_notices
from portal.wiring import Services
from procurement import clock
from procurement.models import Notice


def build(services: Services) -> None:
    """Make the demo instance; a finished one is left as it is."""
    marker = services.settings.instance / "demo-built"
    if marker.exists():
        migrate.upgrade(services.store)
        award_facts.fill_if_empty(services)
        return
    migrate.upgrade(services.store)
    world = make_world(services.settings.territory)
    sample = write_sample(world, clock.today(), services.settings.instance / "sample")
    for name, path in sample.items():
        importing.import_files(services, importing.source_named(name), [path])
    _add_accounts(services, world)
    indexing.rebuild(services)
    take_snapshot(services)
    marker.write_text(clock.today().isoformat(), encoding="ascii")


def _painter(world: World) -> DemoFirm:
    return next(firm for firm in world.firms if firm.trade.firm == "Peinture" and firm.size == "PME")


def _open_works(notices: list[Notice]) -> list[Notice]:
    """Three painting tenders without lots, open, soonest last so that the first is the least pressing."""
    soon = clock.local_now() + timedelta(days=3)
    chosen = [
        one
        for one in notices
        if "peinture" in one.title.lower() and not one.lots and one.deadline and one.deadline > soon
    ]
    others = [one for one in notices if not one.lots and one.deadline and one.deadline > soon and one not in chosen]
    return sorted((chosen + others)[:3], key=lambda one: one.id)


def _add_accounts(services: Services, world: World) -> None:
    painter = _painter(world)
    with services.store.session() as session:
        firm = Firm(
            siret=painter.siret,
            name=painter.name,
            naf=painter.trade.naf,
            commune=painter.commune.insee,
            staff_band=painter.staff_band,
        )
        session.add(firm)
        session.flush()
        for email, name, role in ACCOUNTS:
            session.add(
                User(
                    email=email,
                    name=name,
                    role=role.value,
                    firm_id=firm.id if role is Role.FIRM else None,
                    password_hash=passwords.hash_password(PASSWORD),
                    session_key=users.new_session_key(),
                    confirmed=moment(),
                )
            )
        notices = _open_works(list(all_notices(session)))
        made_dossiers = make_dossiers(notices, painter, clock.local_now())
        owner = session.scalars(select(User).where(User.firm_id == firm.id)).one()
        for name, body in make_vault(painter, made_dossiers[0], clock.today()).items():
            vault_service.add(session, services.files, owner, firm, name, io.BytesIO(body))
        for made in made_dossiers:
            dossier = dossier_service.create(session, firm, made.notice)
            for side, files in ((Side.BUYER, made.buyer_files), (Side.FIRM, made.firm_files)):
                for name, body in files.items():
                    dossier_service.add_file(session, services.files, dossier, side, name, io.BytesIO(body))
            dossier_service.ask_check(session, dossier)
        faulty = session.scalars(select(Dossier).order_by(Dossier.id)).all()[1]
        dossier_service.ask_help(faulty, "Est-ce que mon attestation d'assurance convient ?")
