"""Part des TPE-PME locales dans les montants, sous-traitance déclarée comprise.

(Σ titulaires TPE-PME locales + Σ sous-traitants TPE-PME locaux − part sous-traitée des titulaires) / Σ des montants.
Les actes de sous-traitance sont peu remplis : pas de valeur si moins de 30 % des contrats déclarés sous-traités ont un
acte chiffré. La sous-traitance de rang 2 et les fournisseurs échappent. Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Query

_BOTH = "sme IS NOT NULL AND local IS NOT NULL"
SQL = f"""
WITH enough AS (
  SELECT @key::VARCHAR AS k,
         count(*) FILTER (WHERE s.contract IN (SELECT contract FROM subs WHERE amount > 0)) >= 0.3 * count(*) AS ok
  FROM scope s WHERE s.subcontracting OR s.contract IN (SELECT contract FROM subs WHERE amount > 0) GROUP BY 1
), part AS (
  SELECT s.contract, least(1, sum(u.amount) / s.amount)::DOUBLE AS taken, sum(u.amount)::DOUBLE AS euros
  FROM scope s JOIN subs u USING (contract) WHERE s.amount > 0 AND u.amount > 0 GROUP BY s.contract, s.amount
), share AS (
  SELECT s.contract, l.sme, l.local, s.amount * l.weight * (1 - coalesce(part.taken, 0)) AS w
  FROM scope s JOIN lines l USING (contract) LEFT JOIN part USING (contract) WHERE s.amount IS NOT NULL
  UNION ALL
  SELECT s.contract, u.sme, u.local, u.amount / part.euros * part.taken * s.amount
  FROM scope s JOIN subs u USING (contract) JOIN part USING (contract) WHERE s.amount IS NOT NULL AND u.amount > 0
)
SELECT contract, coalesce(sum(w) FILTER (WHERE {_BOTH} AND sme AND local), 0)::DOUBLE AS yes,
       coalesce(sum(w) FILTER (WHERE {_BOTH}), 0)::DOUBLE AS known,
       coalesce(sum(w) FILTER (WHERE NOT (sme AND local)), 0)::DOUBLE AS sure_no,
       coalesce(sum(w) FILTER (WHERE sme AND local), 0)::DOUBLE AS sure_yes, sum(w)::DOUBLE AS total
FROM share JOIN scope s USING (contract) JOIN enough ON enough.k = @key::VARCHAR AND enough.ok GROUP BY contract"""

INDICATOR = Indicator(
    code="PL_mt_ST",
    label="Part des TPE-PME locales dans les montants initiaux, sous-traitance déclarée comprise",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Query(SQL),
    order=8,
    unknown="size or place unknown",
    amounts=True,
)
