"""Every case of every rule: what a lawyer wrote in YAML is what the rule says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.rules.catalogue import entries
from checker.rules.model import Finding, Outcome
from procurement import law
from tests.checker.rules.building import dossier

CASES = Path(__file__).parent / "cases"
OUTCOMES = {
    "non conforme": Outcome.NON_CONFORME,
    "indécidable": Outcome.INDECIDABLE,
    "conforme": Outcome.CONFORME,
    "sans objet": Outcome.SANS_OBJET,
}


def _cases() -> list[Any]:
    found = []
    for entry in entries():
        path = CASES / f"{entry.rule.code.lower()}.yaml"
        twin = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {"cas": []}
        found += [pytest.param(entry, case, id=f"{entry.rule.code} {case['nom']}") for case in twin["cas"]]
    return found


def _worst(findings: list[Finding]) -> str:
    said = {finding.outcome for finding in findings}
    return next((word for word, outcome in OUTCOMES.items() if outcome in said), "muet")


@pytest.mark.parametrize(("entry", "case"), _cases())
def test_a_case(entry: Any, case: dict[str, Any]) -> None:
    given = dossier(case)
    limit = given.consultation.deadline
    day = given.day.fromisoformat(limit.value) if limit else given.day
    findings = list(entry.examine(given, law.at(day.date())))
    assert _worst(findings) == case["attendu"], [f"{one.outcome}: {one.message}" for one in findings]
    expected = case.get("constat")
    if expected:
        outcome = OUTCOMES[case["attendu"]]
        assert any(_fits(one, expected) for one in findings if one.outcome is outcome), findings
    for one in findings:
        assert one.rule == entry.rule.code
        assert one.message[0].isupper() or one.message[0] in "«0123456789" or one.message.startswith(one.file or " ")
        assert one.message.rstrip("»\u00a0 ")[-1] in ".?!", one.message
        assert "dossier conforme" not in one.message.lower()


def _spaced(text: str | None) -> str | None:
    return text.replace("\u202f", " ").replace("\u00a0", " ") if text else text


def _fits(finding: Finding, expected: dict[str, Any]) -> bool:
    unknown = set(expected) - {"fichier", "lot", "au sujet de", "gravité", "mots", "trouvé", "attendu"}
    assert not unknown, unknown
    words = [str(word) for word in expected.get("mots", ())]
    message, found, wanted = (_spaced(text) for text in (finding.message, finding.found, finding.expected))
    return (
        expected.get("fichier") in (None, finding.file)
        and str(expected.get("lot", finding.lot)) == str(finding.lot)
        and expected.get("au sujet de") in (None, finding.about)
        and expected.get("gravité") in (None, finding.severity.value)
        and all(word in (message or "") for word in words)
        and expected.get("trouvé") in (None, found)
        and expected.get("attendu") in (None, wanted)
    )
