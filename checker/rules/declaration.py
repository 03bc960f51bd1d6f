"""The papers of a rule, and the four outcomes it can declare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.rules.model import Finding, Outcome, Severity, Source


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule is; `status` is how far its source was read: v (verified, in which work) or nv (nobody yet)."""

    code: str
    family: str
    severity: Severity
    title: str
    source: str
    status: str
    how_to_mend: str
    href: str | None = None
    since: date | None = None
    until: date | None = None
    checked: date | None = None

    def finding(self, outcome: Outcome, message: str, severity: Severity | None = None, **details: Any) -> Finding:
        """A finding of this rule; `details` are fields of Finding (about, file, lot, found, expected, evidence…)."""
        details.setdefault("how_to_mend", self.how_to_mend)
        source = Source(self.source, self.href, self.checked)
        return Finding(self.code, outcome, severity or self.severity, message, source, **details)

    def fails(self, message: str, **details: Any) -> Finding:
        """The claim is false: non conforme."""
        return self.finding(Outcome.NON_CONFORME, message, **details)

    def holds(self, message: str, **details: Any) -> Finding:
        """The claim was verified, on what could be read."""
        return self.finding(Outcome.CONFORME, message, how_to_mend=None, **details)

    def unsure(self, message: str, **details: Any) -> Finding:
        """A person must look: indécidable."""
        return self.finding(Outcome.INDECIDABLE, message, **details)

    def moot(self, message: str, **details: Any) -> Finding:
        """The claim does not apply: sans objet."""
        return self.finding(Outcome.SANS_OBJET, message, how_to_mend=None, **details)
