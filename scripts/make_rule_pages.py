"""Writes docs/rules: one page per rule from its papers and its twin, and the list of all. Run by `make docs`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from checker.rules.catalogue import Entry, entries

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "rules"
CASES = ROOT / "tests" / "checker" / "rules" / "cases"
SEVERITY = {
    "bloquant": "bloquant : rejet probable ou certain",
    "a_corriger": "à corriger : anomalie réelle, souvent régularisable",
    "conseil": "conseil",
}


def _cases(entry: Entry) -> list[dict[str, Any]]:
    path = CASES / f"{entry.rule.code.lower()}.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["cas"]) if path.exists() else []


def page(entry: Entry) -> str:
    """The page of a rule, in French: what it claims, its gravity, its source, its cases."""
    rule = entry.rule
    checked = f"relue le {rule.checked:%d/%m/%Y}" if rule.checked else "source non relue"
    lines = [
        f"# {rule.code} : {rule.title}",
        "",
        entry.claim,
        "",
        f"**Gravité.** {SEVERITY[rule.severity.value]}. **Famille.** {rule.family.replace('_', ' ')}.",
        "",
        f"**Comment corriger.** {rule.how_to_mend}",
        "",
        f"**Source.** {rule.source} ({checked} ; statut : {rule.status}).",
        "",
        "| Cas | Constat |",
        "|---|---|",
        *(f"| {case['nom']} | {case['attendu']} |" for case in _cases(entry)),
        "",
        f"Code : `checker/rules/{entry.module}.py` ; cas : `tests/checker/rules/cases/{rule.code.lower()}.yaml`",
    ]
    return "\n".join(lines) + "\n"


def index() -> str:
    """The list of all rules."""
    lines = [
        "# Les règles de vérification",
        "",
        "Pages écrites par `make docs` d'après le code ; ne les modifiez pas à la main.",
        "",
        "| Règle | Ce qu'elle vérifie | Gravité | Statut de la source |",
        "|---|---|---|---|",
    ]
    for entry in entries():
        rule = entry.rule
        link = f"[{rule.code}]({rule.code.lower()}.md)"
        lines.append(f"| {link} | {rule.title} | {rule.severity.value} | {rule.status.replace('|', '/')} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every page; remove the page of a rule that is gone."""
    PAGES.mkdir(parents=True, exist_ok=True)
    pages = {f"{entry.rule.code.lower()}.md": page(entry) for entry in entries()} | {"README.md": index()}
    for old in PAGES.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
