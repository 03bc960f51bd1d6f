"""The report puts urgent things first, counts honestly, and one broken rule never hides the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from checker import report
from checker.consultation import consultation_to_json
from checker.recognise import files_to_json
from checker.rules import catalogue
from checker.rules.model import Dossier, Finding, Outcome, Severity
from procurement.law import LawAtDay
from tests.checker.rules.building import dossier

CASE: dict[str, Any] = {
    "jour": "2026-06-10T10:00",
    "entreprise": {"siret": "73282932000074", "nom": "Peinture du Vallon"},
    "règlement": {
        "date limite": "2026-06-15T12:00",
        "offre": ["acte_engagement", "memoire_technique"],
        "candidature": ["dc1", "rc_pro"],
    },
    "dossier": [
        {"fichier": "AE.pdf", "nature": "acte_engagement", "texte": "Acte d'engagement"},
        {"fichier": "kbis.pdf", "nature": "kbis", "texte": "Extrait Kbis"},
    ],
}


def checked(case: dict[str, Any] = CASE) -> report.Report:
    given = dossier(case)
    return report.check(given.consultation, given.files, given.day, given.lots, given.firm)


def test_gaps_come_first_the_gravest_before_the_others() -> None:
    findings = checked().findings
    gaps = [one.severity for one in findings if one.outcome is Outcome.NON_CONFORME]
    assert [one.outcome for one in findings[: len(gaps)]] == [Outcome.NON_CONFORME] * len(gaps)
    order = [Severity.BLOQUANT, Severity.A_CORRIGER, Severity.CONSEIL]
    assert gaps == sorted(gaps, key=order.index)
    assert findings[0].about == "memoire_technique", "the missing offer piece rejects the bid: it is read first"


def test_what_did_not_apply_is_not_counted_as_verified() -> None:
    made = checked()
    counts = report.summary(made)
    outcomes = [one.outcome for one in made.findings]
    assert counts["total"] == len(outcomes) - outcomes.count(Outcome.SANS_OBJET)
    assert counts["total"] == counts["verified"] + counts["to_check"]
    assert counts["bloquant"] >= 1


def test_the_checklist_says_what_is_there_and_what_is_missing() -> None:
    status = {line.requirement.kind: line.status for line in checked().checklist}
    assert status["acte_engagement"] == "found"
    assert status["memoire_technique"] == "missing"


def test_a_broken_rule_is_said_and_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(given: Dossier, law: LawAtDay) -> Iterator[Finding]:
        raise RuntimeError("a reading nobody foresaw")

    known = catalogue.entries()
    broken = tuple(replace(one, examine=breaks) if one.rule.code == "B01" else one for one in known)
    monkeypatch.setattr(report, "entries", lambda: broken)
    findings = checked().findings
    said = [one for one in findings if one.rule == "B01"]
    assert [one.outcome for one in said] == [Outcome.INDECIDABLE]
    assert {one.rule for one in findings} >= {"A01", "A02", "L01"}


def test_the_json_holds_what_the_contract_names() -> None:
    made = checked()
    found = report.report_to_json(
        made, consultation_to_json(made.dossier.consultation), files_to_json(made.dossier.files)
    )
    assert found["schema"] == "tremplin.report/1"
    assert found["firm"] == {"siren": "732829320", "name": "Peinture du Vallon"}
    first = found["findings"][0]
    assert set(first) == {
        "rule", "outcome", "severity", "about", "file", "lot", "message", "found", "expected", "how_to_mend", "evidence",
        "source", "confidence",
    }  # fmt: skip
    assert set(first["source"]) == {"ref", "href", "checked"}
    assert first["evidence"][0]["page"] == 4


def test_no_consultation_and_no_file_still_give_a_report() -> None:
    made = checked({"nom": "rien"})
    assert all(one.outcome is not Outcome.NON_CONFORME for one in made.findings)


def test_an_empty_dossier_shows_what_to_add_and_raises_no_red_list() -> None:
    made = checked(CASE | {"dossier": []})
    assert {line.requirement.kind: line.status for line in made.checklist} == {
        "acte_engagement": "missing",
        "memoire_technique": "missing",
        "dc1": "missing",
        "rc_pro": "missing",
    }
    assert not [one for one in made.findings if one.outcome is Outcome.NON_CONFORME]
    assert [
        one.rule for one in made.findings if "aucune pièce" in one.message and one.outcome is Outcome.INDECIDABLE
    ] == ["A01"]
