"""Arranges a `tremplin.report/1` for the eye: two urgent things first, three piles, what was verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.dossier_service import finding_key
from portal.store import Contest, Decision

PILES = (
    ("candidature", "Votre candidature", "candidature_documents"),
    ("offre", "Votre offre", "offer_documents"),
    ("attribution", "Seulement si vous gagnez", "award_documents"),
)
SEVERITIES = ("bloquant", "a_corriger", "conseil")
STATUS_WORDS = {
    "found": ("Trouvé", "check-circle", "calm"),
    "missing": ("Manquant", "x-circle", "urgent"),
    "not_needed_now": ("Pas maintenant", "dash-circle", "quiet"),
    "to_check": ("À vérifier", "question-circle", "soon"),
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with what the firm and the staff said of it."""

    key: str
    data: Mapping[str, Any]
    contests: tuple[Contest, ...] = ()
    decision: Decision | None = None

    @property
    def dismissed(self) -> bool:
        """Whether a member of staff set it aside."""
        return self.decision is not None and self.decision.verdict == "dismissed"


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report arranged."""

    urgent: tuple[FindingView, ...]
    to_mend: tuple[FindingView, ...]
    advice: tuple[FindingView, ...]
    to_check: tuple[FindingView, ...]
    verified: tuple[FindingView, ...]
    dismissed: tuple[FindingView, ...]
    piles: tuple[tuple[str, str, tuple[Mapping[str, Any], ...]], ...]
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    summary: Mapping[str, int] = field(default_factory=dict)

    @property
    def next_step(self) -> FindingView | None:
        """The first point to settle; None when nothing is left."""
        return next(iter((*self.urgent, *self.to_mend, *self.to_check)), None)

    @property
    def sentence(self) -> str:
        """« 14 points vérifiés sur 15, 1 à vérifier, sur ce que l'outil a pu lire »."""
        verified, total, left = (self.summary.get(name, 0) for name in ("verified", "total", "to_check"))
        points = "point vérifié" if verified < 2 else "points vérifiés"
        return f"{verified} {points} sur {total}, {left} à vérifier, sur ce que l'outil a pu lire"


def arrange(
    report: Mapping[str, Any], contests: Iterable[Contest] = (), decisions: Iterable[Decision] = ()
) -> ReportView:
    """The report arranged for the page."""
    said: dict[str, list[Contest]] = {}
    for contest in contests:
        said.setdefault(contest.finding_key, []).append(contest)
    decided = {decision.finding_key: decision for decision in decisions}
    views = []
    for finding in report["findings"]:
        key = finding_key(finding)
        views.append(FindingView(key, finding, tuple(said.get(key, ())), decided.get(key)))
    failing = [one for one in views if one.data["outcome"] == "non_conforme" and not one.dismissed]
    by_severity = {name: tuple(one for one in failing if one.data["severity"] == name) for name in SEVERITIES}
    return ReportView(
        urgent=by_severity["bloquant"],
        to_mend=by_severity["a_corriger"],
        advice=by_severity["conseil"],
        to_check=tuple(one for one in views if one.data["outcome"] == "indecidable" and not one.dismissed),
        verified=tuple(one for one in views if one.data["outcome"] == "conforme"),
        dismissed=tuple(one for one in views if one.dismissed),
        piles=tuple((code, title, _pile(report, name)) for code, title, name in PILES),
        files={one["name"]: one for one in report["files"]},
        summary=report["summary"],
    )


def _pile(report: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], ...]:
    """The checklist lines of one pile: the checklist follows the order of the three lists of the consultation."""
    wanted = list(report["consultation"].get(name) or ())
    return tuple(line for line in report["checklist"] if line["requirement"] in wanted)
