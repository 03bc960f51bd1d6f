"""The question asked to a snapshot: which buyers, which year, which definition of local."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from procurement.models.place import Commune
from procurement.nomenclature import places

ESTABLISHMENTS = {"declared": "declared", "head_office": "head", "presence": "presence"}
LEVELS = ("commune", "epci", "departement")
_WITHOUT = "sans publicit|sans mise en concurrence|négocié sans|negocie sans"


class QuestionError(ValueError):
    """The question cannot be understood; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """`territory`: INSEE communes, SIREN of EPCI, départements (empty: every buyer). `year` None: every year."""

    territory: tuple[str, ...] = ()
    year: int | None = None
    local: str = "epci"
    establishment: str = "declared"

    def local_sql(self) -> str:
        """The SQL expression, true, false or NULL, saying whether a winner is local. Raises `QuestionError`."""
        who = ESTABLISHMENTS.get(self.establishment)
        if who is None:
            known = ", ".join(ESTABLISHMENTS)
            raise QuestionError(f"Établissement « {self.establishment} » inconnu : choisissez parmi {known}.")
        if self.local in LEVELS:
            return f"{who}_{self.local}"
        distance = re.fullmatch(r"distance:(\d{1,4})", self.local)
        if distance is None:
            raise QuestionError(
                f"Définition de local « {self.local} » inconnue : commune, epci, departement ou distance:50."
            )
        return f"({who}_km <= {int(distance.group(1))})"


def territory_sql(territory: tuple[str, ...]) -> tuple[str, list[str]]:
    """The condition on buyers and its parameters. Raises `QuestionError` on a code that names no place."""
    parts: list[str] = []
    values: list[str] = []
    for code in territory:
        column, value = _place(re.sub(r"\s", "", code).upper())
        parts.append(f"{column} = ?")
        values.append(value)
        if column == "buyer_epci":
            parts.append("left(buyer_siret, 9) = ?")
            values.append(value)
    return " OR ".join(parts) or "TRUE", values


def _place(code: str) -> tuple[str, str]:
    if re.fullmatch(r"\d{9}", code):
        found = places.by_siren(code)
        return ("buyer_commune", found.insee) if isinstance(found, Commune) else ("buyer_epci", code)
    departement = places.departement(code) if len(code) < 4 else None
    if departement:
        return "buyer_departement", departement.code
    commune = places.commune(code)
    if commune:
        return "buyer_commune", commune.insee
    raise QuestionError(f"Territoire « {code} » inconnu : donnez un code INSEE, le SIREN d'un EPCI ou un département.")


def prepare(con: duckdb.DuckDBPyConnection, question: Question) -> None:
    """Create `field` (contracts of the territory and year), `scope` (those counted), `lines` (their winners).

    `scope3` and `lines3` hold the three years that end with the year asked; `reference` every buyer of the snapshot.
    """
    where, values = territory_sql(question.territory)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE place AS
        SELECT *, regexp_matches(lower(coalesce(procedure, '')), '{_WITHOUT}') AS without_competition
        FROM contracts WHERE {where}""",
        values,
    )
    year = "TRUE" if question.year is None else f"year = {int(question.year)}"
    years = "TRUE" if question.year is None else f"year BETWEEN {int(question.year) - 2} AND {int(question.year)}"
    con.execute(f"CREATE OR REPLACE TEMP TABLE field AS SELECT * FROM place WHERE {year}")
    con.execute("CREATE OR REPLACE TEMP TABLE scope AS SELECT * FROM field WHERE in_scope")
    con.execute(f"CREATE OR REPLACE TEMP TABLE scope3 AS SELECT * FROM place WHERE in_scope AND {years}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW reference AS SELECT * FROM contracts WHERE in_scope AND {year}")
    local = question.local_sql()
    for scope, lines in (("scope", "lines"), ("scope3", "lines3"), ("reference", "reference_lines")):
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE {lines} AS
            SELECT contract, rank, weight, siren, sme, micro, staff_known, {local} AS local,
                   {ESTABLISHMENTS[question.establishment]}_km AS km
            FROM winners_lines SEMI JOIN {scope} USING (contract)"""
        )
