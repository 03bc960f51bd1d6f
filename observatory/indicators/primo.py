"""Part des contrats remportés par une entreprise sans contrat depuis cinq ans.

Tous acheteurs de l'instantané. Exige cinq ans d'historique avant le premier contrat : sinon pas de valeur. Unité :
part de 0 à 1. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind

SQL = """
WITH win AS (
  SELECT l.siren, s.notified, l.weight FROM scope s JOIN lines l USING (contract) WHERE l.siren IS NOT NULL
), past AS (
  SELECT l.siren, c.notified FROM contracts c JOIN winners_lines l USING (contract)
  WHERE c.in_scope AND l.siren IS NOT NULL
), fresh AS (
  SELECT w.weight, NOT EXISTS (
    SELECT 1 FROM past p WHERE p.siren = w.siren AND p.notified < w.notified
      AND p.notified >= w.notified - INTERVAL 5 YEAR) AS is_new
  FROM win w
)
SELECT CASE WHEN (SELECT min(notified) FROM past) <= (SELECT min(notified) FROM win) - INTERVAL 5 YEAR
            THEN sum(weight) FILTER (WHERE is_new) / sum(weight) END AS value,
       round(coalesce(sum(weight), 0))::BIGINT AS n, (SELECT count(*) FROM scope) AS total
FROM fresh"""

INDICATOR = Indicator(
    code="PRIMO",
    label="Part des contrats remportés par une entreprise sans contrat depuis cinq ans",
    unit="share",
    kind=Kind.VALUE,
    sql=SQL,
    order=75,
    unknown="winner unknown",
    minimum=10,
)
