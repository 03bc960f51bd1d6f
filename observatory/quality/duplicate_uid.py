"""Même contrat publié plusieurs fois (uid, titulaires, date) : la publication la plus récente est gardée."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "duplicate_uid",
    "Même contrat publié plusieurs fois (uid, titulaires, date) : la publication la plus récente est gardée.",
    Effect.CONTRACT,
    "copy_of = 'uid'",
)
