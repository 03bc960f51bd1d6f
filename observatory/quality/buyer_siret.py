"""SIRET de l'acheteur absent ou invalide."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule("buyer_siret_invalid", "SIRET de l'acheteur absent ou invalide.", Effect.TOLD, "NOT buyer_valid")
