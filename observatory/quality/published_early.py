"""Publié avant d'être notifié."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule("published_before_notified", "Publié avant d'être notifié.", Effect.TOLD, "published < notified")
