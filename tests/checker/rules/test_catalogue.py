"""A rule without its papers cannot exist: source, message, twin, page."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from checker import report
from checker.consultation.model import Consultation
from checker.evidence import Evidence
from checker.facts.model import Fact, Piece, ReadFile
from checker.kinds import catalogue as kinds
from checker.reading.document import Document, Page
from checker.rules.catalogue import Entry, entries
from checker.rules.model import Dossier, Firm, Outcome
from procurement import law
from scripts.make_rule_pages import index, page
from tests.checker.rules.building import FACTS, dossier
from tests.checker.rules.test_twins import CASES

ROOT = Path(__file__).resolve().parents[3]
FAMILIES = {
    "completude", "perimetre", "identite", "signature", "ae", "prix", "capacite", "attestations", "groupement",
    "sous_traitance", "dume", "memoire", "fichiers", "depot", "particulier", "insertion",
}  # fmt: skip
ALL = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.rule.code)


def twin(entry: Entry) -> dict[str, object]:
    return yaml.safe_load((CASES / f"{entry.rule.code.lower()}.yaml").read_text(encoding="utf-8"))


@ALL
def test_a_rule_has_papers(entry: Entry) -> None:
    rule = entry.rule
    assert entry.module.startswith(f"{rule.code.lower()}_")
    assert rule.family in FAMILIES
    assert rule.title and not rule.title.endswith(".")
    assert rule.source and rule.status
    assert rule.how_to_mend.endswith((".", "pdf")), "how to mend is a sentence"
    assert "{" not in rule.how_to_mend, "a person reads it as it is"


@ALL
def test_the_docstring_states_the_claim_and_its_limits(entry: Entry) -> None:
    claim, *rest = entry.claim.split("\n\n")
    assert claim.endswith(".")
    assert any(part.startswith("Sans objet si") for part in rest)
    assert any(part.startswith("Indécidable si") for part in rest)


@ALL
def test_a_source_that_nobody_verified_carries_no_day(entry: Entry) -> None:
    doubtful = re.search(r"\bnv\b|principe|mention|valeur|contenu|seuils", entry.rule.status)
    if doubtful or not entry.rule.status.startswith("v"):
        assert entry.rule.checked is None, "a partly verified source is not a verified one"


@ALL
def test_a_twin_fires_holds_and_stays_silent(entry: Entry) -> None:
    given = twin(entry)
    assert given["règle"] == entry.rule.code
    said = [case["attendu"] for case in given["cas"]]  # type: ignore[index, attr-defined]
    loudest = "indécidable" if given.get("n'accuse jamais") else "non conforme"
    assert loudest in said or given.get("n'accuse jamais") == "rien à dire", "no case fires"
    assert "conforme" in said or "sans objet" in said, "no case must not fire"
    assert {"sans objet", "indécidable", "muet"} & set(said), "no case stays silent"
    names = [case["nom"] for case in given["cas"]]  # type: ignore[index, attr-defined]
    assert len(names) == len(set(names)) >= 3


def test_no_twin_without_its_rule() -> None:
    codes = {entry.rule.code.lower() for entry in entries()}
    assert {path.stem for path in CASES.glob("*.yaml")} == codes


def test_twins_name_kinds_of_the_catalogue() -> None:
    known = {*kinds(), "inconnu", "autre"}
    for entry in entries():
        for case in twin(entry)["cas"]:  # type: ignore[index, attr-defined]
            named = {kind for file in dossier(case).files for kind in file.kinds}
            assert named <= known, (entry.rule.code, case["nom"], named - known)


@ALL
def test_the_page_is_up_to_date(entry: Entry) -> None:
    path = ROOT / "docs/rules" / f"{entry.rule.code.lower()}.md"
    assert path.exists(), "run make docs"
    assert path.read_text(encoding="utf-8") == page(entry), "run make docs"


def test_the_list_of_rules_is_up_to_date() -> None:
    assert (ROOT / "docs/rules/README.md").read_text(encoding="utf-8") == index(), "run make docs"


def test_codes_are_unique_and_pages_have_a_rule() -> None:
    codes = [entry.rule.code.lower() for entry in entries()]
    assert len(codes) == len(set(codes))
    assert {path.stem for path in (ROOT / "docs/rules").glob("*.md")} == {*codes, "README"}


@ALL
def test_a_rule_accuses_nobody_of_an_empty_dossier(entry: Entry) -> None:
    nothing = Dossier(Consultation(), (), datetime(2026, 6, 1, 10))
    findings = list(entry.examine(nothing, law.at(date(2026, 6, 1))))
    assert all(one.outcome is not Outcome.NON_CONFORME for one in findings)


@ALL
@pytest.mark.parametrize("value", ["", "illisible", "99/99/9999", None, Decimal("NaN"), True])
def test_a_rule_survives_any_reading(entry: Entry, value: object) -> None:
    facts = tuple(Fact(name, value, Evidence("x.pdf", 1, "?")) for name in FACTS.values())
    files = []
    for kind in ("inconnu", *kinds()):
        document = Document(f"{kind}.pdf", kind, 10, "application/pdf", (Page(1, f"\x0b{value} lot 1\t\t€"),))
        files.append(ReadFile(document, kind, 0.9, (Piece(kind, 0.9, 1, 1),), facts))
    strange = Dossier(Consultation(), tuple(files), datetime(2026, 6, 1, 10), ("1",), Firm("0", "0", ""))
    for one in entry.examine(strange, law.at(date(2026, 6, 1))):
        assert one.message


def test_explain_gives_the_papers() -> None:
    text = report.explain("H01")
    assert "D8222-5" in text
    assert "Sans objet" in text
