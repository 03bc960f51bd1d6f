"""The accounts of the demo, printed when it starts."""

from __future__ import annotations

from portal.store import Role

PASSWORD = "demo-tremplin-2026"
ACCOUNTS = (
    ("entreprise@demo.tremplin.invalid", "Camille Delplace", Role.FIRM),
    ("accompagnement@demo.tremplin.invalid", "Sacha Wattez", Role.SUPPORT),
    ("collectivite@demo.tremplin.invalid", "Dominique Lhomel", Role.AUTHORITY),
    ("facilitation@demo.tremplin.invalid", "Maxime Ringot", Role.FACILITATOR),
    ("admin@demo.tremplin.invalid", "Alex Fourcroy", Role.ADMIN),
)
