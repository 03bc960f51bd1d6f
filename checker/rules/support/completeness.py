"""From lines of the checklist to findings: the common half of A01 and A02."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.rules.declaration import Rule
from checker.rules.model import ChecklistLine, Dossier, Finding, Severity
from checker.rules.support.coverage import table


def unsaid(dossier: Dossier, lines: Iterable[ChecklistLine]) -> list[ChecklistLine]:
    """The lines that no rule of their own speaks of: one cause, one finding (visit M01, samples M02, insertion M04)."""
    visit, insertion = dossier.consultation.site_visit_mandatory, dossier.consultation.insertion
    own = {"echantillons"}
    own |= {"certificat_visite"} if visit is not None and visit.value is True else set()
    own |= {"engagement_insertion"} if insertion is not None and insertion.present and insertion.hours else set()
    own |= {"engagement_insertion"} if insertion is not None and insertion.per_lot else set()
    return [line for line in lines if line.status == "found" or line.requirement.kind not in own]


def findings(rule: Rule, lines: Iterable[ChecklistLine], place: str) -> Iterator[Finding]:
    """One finding per requirement; `place` is « offre » or « candidature »."""
    said: set[str] = set()
    for line in lines:
        item = line.requirement
        name, where = item.label or item.as_worded, f"page {item.evidence.page}"
        details: dict[str, object] = {"about": item.kind, "evidence": (item.evidence,), "expected": item.as_worded}
        key = item.kind if item.kind != "autre" else item.as_worded
        if line.status == "found":
            yield rule.holds(f"{name} : présent ({', '.join(line.files)}).", file=line.files[0], **details)
        elif line.status == "missing" and key not in said:
            said.add(key)
            message = f"Il manque dans votre {place} : {name}. Le règlement de la consultation le demande, {where}."
            soft = place == "offre" and item.kind in table("curable")
            severity = Severity.A_CORRIGER if soft else None
            yield rule.fails(message, severity=severity, confidence=item.confidence, **details)
        elif line.status == "to_check" and key not in said:
            said.add(key)
            if line.files:
                hint = f"Nous ne l'avons pas reconnu à coup sûr ; il est peut-être dans {', '.join(line.files)}."
            elif item.obligation == "if_applicable":
                hint = f"Il n'est dû que dans certains cas{f' ({item.condition})' if item.condition else ''}."
            else:
                hint = "L'outil ne peut pas dire s'il vous concerne ni s'il est joint."
            yield rule.unsure(f"À vérifier : {name}, cité {where} du règlement. {hint}", **details)
        elif line.status == "not_needed_now":
            yield rule.moot(f"{name} : rien à joindre à ce stade.", **details)
