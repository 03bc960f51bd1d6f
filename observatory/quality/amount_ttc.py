"""Montant peut-être saisi toutes taxes comprises (divisé par 1,2 il tombe sur un multiple de 1 000) : non corrigé."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "amount_ttc",
    "Montant peut-être saisi toutes taxes comprises (divisé par 1,2 il tombe sur un multiple de 1 000) : non corrigé.",
    Effect.TOLD,
    "stated >= 40000 AND stated % 1000 <> 0 AND (stated * 5) % 6000 = 0",
)
