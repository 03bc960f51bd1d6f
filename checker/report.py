"""Runs all rules on a dossier and puts the findings in reading order."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from checker.consultation.model import Consultation
from checker.consultation.to_json import requirement_to_json
from checker.facts.model import ReadFile
from checker.rules.catalogue import Entry, entries
from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Firm, Outcome, Report, Severity
from checker.rules.support.coverage import lines
from checker.rules.support.reading import deadline
from procurement import law
from procurement.law import LawAtDay

_LOG = logging.getLogger(__name__)
_OUTCOMES = (Outcome.NON_CONFORME, Outcome.INDECIDABLE, Outcome.CONFORME, Outcome.SANS_OBJET)
_SEVERITIES = (Severity.BLOQUANT, Severity.A_CORRIGER, Severity.CONSEIL)


def check(
    consultation: Consultation,
    files: Iterable[ReadFile],
    day: datetime,
    lots: Iterable[str] = (),
    firm: Firm | None = None,
) -> Report:
    """The report of a dossier at `day` (naive local time of Europe/Paris).

    The law is that of the deadline, or of `day` when the consultation is silent. A rule that breaks gives an
    indécidable finding that names it: one broken rule never hides the others.
    """
    dossier = Dossier(consultation, tuple(files), day, tuple(str(lot) for lot in lots), firm or Firm())
    lawful = law.at((deadline(dossier) or day).date())
    found = [finding for entry in entries() if _in_force(entry, lawful) for finding in _examine(entry, dossier, lawful)]
    return Report(dossier, tuple(lines(dossier)), tuple(sorted(found, key=_reading_order)))


def _in_force(entry: Entry, lawful: LawAtDay) -> bool:
    since, until = entry.rule.since, entry.rule.until
    return (since is None or since <= lawful.day) and (until is None or lawful.day <= until)


def _examine(entry: Entry, dossier: Dossier, lawful: LawAtDay) -> list[Finding]:
    try:
        return list(entry.examine(dossier, lawful))
    except Exception:  # whatever a rule meets, the person gets a report
        _LOG.exception("rule %s failed", entry.rule.code)
        text = f"La règle {entry.rule.code} n'a pas pu être appliquée : vérifiez vous-même ce point."
        return [entry.rule.unsure(f"{text} {entry.rule.title}.")]


def _reading_order(finding: Finding) -> tuple[int, int, str, str]:
    return (
        _OUTCOMES.index(finding.outcome),
        _SEVERITIES.index(finding.severity),
        finding.rule,
        finding.file or finding.about or "",
    )


def summary(report: Report) -> dict[str, int]:
    """How many points were verified, remain to check, and how grave the gaps are. Sans objet counts for nothing."""
    outcomes = [finding.outcome for finding in report.findings]
    gaps = [finding.severity for finding in report.findings if finding.outcome is Outcome.NON_CONFORME]
    verified = outcomes.count(Outcome.CONFORME) + len(gaps)
    to_check = outcomes.count(Outcome.INDECIDABLE)
    return {
        "verified": verified,
        "total": verified + to_check,
        "to_check": to_check,
        **{severity.value: gaps.count(severity) for severity in _SEVERITIES},
    }


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding of `tremplin.report/1`."""
    checked = finding.source.checked
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "about": finding.about,
        "file": finding.file,
        "lot": finding.lot,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "how_to_mend": finding.how_to_mend,
        "evidence": [evidence.to_json() for evidence in finding.evidence],
        "source": {
            "ref": finding.source.ref,
            "href": finding.source.href,
            "checked": checked.isoformat() if checked else None,
        },
        "confidence": round(finding.confidence, 3),
    }


def report_to_json(
    report: Report, consultation_json: dict[str, Any], files_json: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """The whole `tremplin.report/1`; findings conforme and sans objet are included, readers filter."""
    firm = report.dossier.firm
    return {
        "schema": "tremplin.report/1",
        "day": report.dossier.day.isoformat(timespec="minutes"),
        "firm": {"siren": firm.siren or (firm.siret or "")[:9] or None, "name": firm.name},
        "lots": list(report.dossier.lots),
        "consultation": consultation_json,
        "files": list(files_json),
        "checklist": [
            {"requirement": requirement_to_json(line.requirement), "status": line.status, "files": list(line.files)}
            for line in report.checklist
        ],
        "findings": [finding_to_json(finding) for finding in report.findings],
        "summary": summary(report),
    }


def catalogue() -> tuple[Rule, ...]:
    """The papers of all rules, by code."""
    return tuple(entry.rule for entry in entries())


def papers(code: str) -> dict[str, Any]:
    """The papers of a rule as plain values; raises KeyError for a rule that does not exist."""
    entry = {one.rule.code: one for one in entries()}[code]
    rule = entry.rule
    return {
        "rule": rule.code,
        "title": rule.title,
        "severity": rule.severity.value,
        "family": rule.family,
        "claim": entry.claim,
        "how_to_mend": rule.how_to_mend,
        "source": {
            "ref": rule.source,
            "href": rule.href,
            "checked": rule.checked.isoformat() if rule.checked else None,
        },
        "status": rule.status,
    }


def explain(code: str) -> str:
    """The papers of a rule as text in French; raises KeyError for a rule that does not exist."""
    known = papers(code)
    checked = known["source"]["checked"]
    read = f"relue le {date.fromisoformat(checked):%d/%m/%Y}" if checked else "source non relue"
    return "\n".join(
        (
            f"{code} — {known['title']}",
            f"Gravité : {known['severity'].replace('a_', 'à ')} ; famille : {known['family'].replace('_', ' ')}",
            "",
            known["claim"],
            "",
            f"Comment corriger : {known['how_to_mend']}",
            f"Source : {known['source']['ref']} ({read} ; statut : {known['status']})",
        )
    )
