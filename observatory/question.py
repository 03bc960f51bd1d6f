"""The question asked to a snapshot: which buyers, which year, which definition of local."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from procurement.models.place import Commune
from procurement.nomenclature import places

ESTABLISHMENTS = {"declared": "declared", "head_office": "head", "presence": "presence"}
_NARROWING = {
    "buyer": (r"\d{9}|\d{14}", "starts_with(buyer_siret, ?)", "n'est ni un SIRET ni un SIREN d'acheteur."),
    "cpv": (r"\d{2,8}", "starts_with(cpv, ?)", "n'est pas un code CPV : donnez ses 2 à 8 premiers chiffres."),
    "size": (r"[1-6]", "band = ?", "n'est pas une tranche de montant : donnez un chiffre de 1 à 6."),
    "epci": (r"\d{9}", "buyer_epci = ?", "n'est pas le SIREN d'une intercommunalité."),
}
LEVELS = ("commune", "epci", "departement")
GROUP = 20_480  # contracts written together in the files of a snapshot
_SPANS = 40  # beyond so many groups of contracts the whole file is read
_REFERENCE = 10  # contracts: a cell of reference under this says nothing
_WITHOUT = "sans publicit|sans mise en concurrence|négocié sans|negocie sans"


class QuestionError(ValueError):
    """The question cannot be understood; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """`territory`: INSEE communes, SIREN of EPCI, départements (empty: every buyer). `year` None: every year.

    `buyer` (SIRET or SIREN), `cpv` (first digits), `size` (code of a band of amounts) and `epci` narrow the contracts.
    """

    territory: tuple[str, ...] = ()
    year: int | None = None
    local: str = "epci"
    establishment: str = "declared"
    buyer: str | None = None
    cpv: str | None = None
    size: str | None = None
    epci: str | None = None

    def only(self) -> dict[str, str]:
        """What narrows the question, by name."""
        found = {name: getattr(self, name) for name in ("buyer", "cpv", "size", "epci")}
        return {name: value for name, value in found.items() if value}

    def only_sql(self) -> tuple[str, list[str]]:
        """The condition of what narrows the question, and its parameters. Raises `QuestionError`."""
        parts, values = [], []
        for name, value in self.only().items():
            pattern, condition, sentence = _NARROWING[name]
            plain = re.sub(r"\s", "", value)
            if not re.fullmatch(pattern, plain):
                raise QuestionError(f"« {value} » {sentence}")
            parts.append(condition)
            values.append(plain.rstrip("0").ljust(2, "0") if name == "cpv" else plain)
        return " AND ".join(parts) or "TRUE", values

    def local_sql(self, establishment: str | None = None) -> str:
        """The SQL expression, true, false or NULL, saying whether a winner is local. Raises `QuestionError`."""
        who = ESTABLISHMENTS.get(establishment or self.establishment)
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

    `scope3` and `lines3` hold the three years that end with the year asked; `expected` the rate of each cell (year, CPV
    division and band of amounts) among every buyer of the snapshot.
    """
    read_place(con, question, _three_years(question))
    narrow_to_year(con, question)


def _three_years(question: Question) -> str:
    """The three years that end with the year asked."""
    return "TRUE" if question.year is None else f"year BETWEEN {int(question.year) - 2} AND {int(question.year)}"


def read_place(con: duckdb.DuckDBPyConnection, question: Question, years: str = "TRUE") -> None:
    """Read from the files once what `narrow_to_year` chooses from: `place` (contracts), `place_lines` (their winners)."""
    where, values = territory_sql(question.territory)
    narrow, more = question.only_sql()
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE wanted AS SELECT contract FROM contracts WHERE ({where}) AND {narrow} AND {years}",
        [*values, *more],
    )
    spans = _spans(con)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE place AS SELECT *, {told_sql()}
        FROM contracts SEMI JOIN wanted USING (contract) WHERE {spans}"""
    )
    con.execute(f"CREATE OR REPLACE TEMP TABLE place_lines AS {lines_sql(question, 'place', spans)}")


def narrow_to_year(con: duckdb.DuckDBPyConnection, question: Question) -> None:
    """The tables that `prepare` describes, from those of `read_place`, for the year of the question."""
    year = "TRUE" if question.year is None else f"year = {int(question.year)}"
    chosen = {
        "field": f"place WHERE {year}",
        "scope": "field WHERE in_scope",
        "scope3": f"place WHERE in_scope AND {_three_years(question)}",
        "lines": "place_lines SEMI JOIN scope USING (contract)",
        "lines3": "place_lines SEMI JOIN scope3 USING (contract)",
    }
    for name, rows in chosen.items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {rows}")
    prepare_references(con, question, year)


def told_sql() -> str:
    """Two columns of a contract: awarded without competition; whether the snapshot reaches five years before it."""
    return f"""regexp_matches(lower(coalesce(procedure, '')), '{_WITHOUT}') AS without_competition,
        notified >= (SELECT min(notified) FROM contracts WHERE in_scope) + INTERVAL 5 YEAR AS history"""


def _spans(con: duckdb.DuckDBPyConnection) -> str:
    """Where in the files the wanted contracts are: those of a buyer are side by side, the rest need not be read."""
    found = con.execute(
        f"SELECT min(contract), max(contract) FROM wanted GROUP BY contract // {GROUP} ORDER BY 1 LIMIT {_SPANS + 1}"
    ).fetchall()
    if len(found) > _SPANS:
        return "TRUE"
    return "(" + (" OR ".join(f"contract BETWEEN {first} AND {last}" for first, last in found) or "FALSE") + ")"


def lines_sql(question: Question, scope: str, where: str = "TRUE") -> str:
    """The winners of the contracts of `scope`, with the answers that the definitions of the question give."""
    return f"""SELECT contract, rank, weight, siren, sme, micro, staff_known, {question.local_sql()} AS local,
        {question.local_sql("declared")} AS declared_local, {question.local_sql("presence")} AS present,
        {ESTABLISHMENTS[question.establishment]}_km AS km, previous
        FROM winners_lines SEMI JOIN {scope} USING (contract) WHERE {where}"""


def prepare_references(con: duckdb.DuckDBPyConnection, question: Question, years: str) -> None:
    """`subs` (declared subcontracting of `scope`) and `expected`, once for all the indicators that read them."""
    local = question.local_sql()
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW subs AS
        SELECT contract, amount, sme, {local} AS local FROM subcontracts SEMI JOIN scope USING (contract)"""
    )
    kept = question.establishment == "declared" and question.local in LEVELS
    if kept and con.execute("SELECT 1 FROM expected_rates WHERE local = ? LIMIT 1", [question.local]).fetchone():
        rates = f"SELECT * EXCLUDE (local) FROM expected_rates WHERE local = '{question.local}' AND {years}"
    else:
        rates = rates_sql(local, years)
    con.execute(f"CREATE OR REPLACE TEMP TABLE expected AS {rates}")


def rates_sql(local: str, years: str = "TRUE", lines: str = "winners_lines") -> str:
    """The rate of each cell of reference: year, CPV division, band of amounts."""
    return f"""SELECT c.year, c.division, c.band,
          sum(CASE WHEN l.sme AND {local} THEN l.weight ELSE 0 END) / sum(l.weight) AS rate
        FROM contracts c JOIN {lines} l USING (contract)
        WHERE c.in_scope AND {years} AND l.sme IS NOT NULL AND {local} IS NOT NULL
        GROUP BY ALL HAVING count(DISTINCT c.contract) >= {_REFERENCE}"""
