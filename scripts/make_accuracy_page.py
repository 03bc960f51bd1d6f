"""Writes docs/accuracy.md: what `consultation read` and `check` get right on labelled sets. Run by `make accuracy`.

The labelled sets and their scorers lie beside the project, never inside it: `python scripts/make_accuracy_page.py [FOLDER]`, where
FOLDER (default: `../shared`) holds data/dossiers and score. Only counts reach the page. Nothing is written when the folder is absent.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import util
from pathlib import Path
from typing import Any

from checker.consultation import consultation_to_json, read_consultation
from checker.reading import close_workers, has_ocr, read_isolated
from checker.rules.model import Firm
from observatory.estimate import wilson
from portal.check_job import report_on

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
PROCESSES = 2
REAL, INVENTED = "real", "invented"
NAMES = {
    "kinds recognised": "Kind of each file recognised",
    "facts right": "Facts read right (silence counts as wrong)",
    "defects found": "Seeded defects found, by a rule of the same family",
    "same rule": "… by the very rule that the label names",
    "bloquant": "… among those that would have the bid rejected",
    "near-misses wrongly flagged": "Near-misses wrongly flagged (less is better)",
}


@dataclass(frozen=True)
class Job:
    """One labelled thing to read: what it is, its label, the files given."""

    label: Path
    files: tuple[Path, ...]
    against: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Done:
    """What the command answers, and the problems of the files that gave no text."""

    label: Path
    answer: dict[str, Any]
    problems: tuple[str, ...]
    files: int


@dataclass(frozen=True)
class Row:
    """One line of a table: `right` of `n`; `share` where the measure is a mean of shares, which has no such interval."""

    name: str
    n: int
    right: int | None
    share: float


def consultations(folder: Path) -> dict[str, list[Job]]:
    """The labelled consultations, real and invented apart. A folder with one label is one consultation; else a file is."""
    labels = {
        path: folder / REAL / json.loads(path.read_text("utf-8"))["file"] for path in _labels(folder / REAL / "labels")
    }
    parents = [file.parent for file in labels.values()]
    real = [
        Job(label, tuple(sorted(file.parent.iterdir())) if parents.count(file.parent) == 1 else (file,))
        for label, file in labels.items()
    ]
    made = sorted((folder / INVENTED / "consultations").glob("*/label.json"))
    return {REAL: real, INVENTED: [Job(label, _others(label)) for label in made]}


def dossiers(folder: Path) -> list[Job]:
    """The labelled bids, all invented, each with the consultation it answers."""
    found = sorted((folder / INVENTED / "dossiers").glob("*/expected.json"))
    asked = folder / INVENTED / "consultations"
    return [
        Job(label, _others(label), _others(asked / json.loads(label.read_text("utf-8"))["consultation"] / "label.json"))
        for label in found
    ]


def _labels(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def _others(label: Path) -> tuple[Path, ...]:
    return tuple(path for path in sorted(label.parent.iterdir()) if path != label)


def _named(paths: tuple[Path, ...]) -> list[tuple[Path, str]]:
    return [(path, path.name) for path in paths]


def read_one(job: Job) -> Done:
    """What `tremplin consultation read --json` answers."""
    documents = read_isolated(_named(job.files))
    answer = consultation_to_json(read_consultation(documents, day=date(2026, 1, 1)))
    return Done(job.label, answer, tuple(one.problem for one in documents if one.problem), len(documents))


def check_one(job: Job) -> Done:
    """What `tremplin check --json` answers on the day and for the firm of the label."""
    label = json.loads(job.label.read_text("utf-8"))
    siret = label.get("firm", {}).get("siret")
    firm = Firm(siret=siret, siren=siret[:9]) if siret else Firm()
    lots = [str(lot) for lot in label.get("lots") or []]
    report = report_on(_named(job.against), _named(job.files), datetime.fromisoformat(label["day"]), lots, firm)
    unread = ["no text"] * sum(one["text"] == "none" for one in report["files"])
    return Done(job.label, report, tuple(unread), len(report["files"]))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | set | frozenset) else float(value)


def _opened() -> None:
    util.Finalize(None, close_workers, exitpriority=1)


def scored(scorer: Path, done: list[Done]) -> str:
    """What the scorer prints on these answers."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for number, one in enumerate(done):
            written = Path(folder) / f"{number}.json"
            written.write_text(json.dumps(one.answer, default=_plain), "utf-8")
            pairs.append(f"{one.label}\t{written}")
        table = Path(folder) / "pairs.tsv"
        table.write_text("\n".join(pairs) + "\n", "utf-8")
        return subprocess.run(
            [sys.executable, str(scorer), str(table)], capture_output=True, text=True, check=True
        ).stdout


def rows_of_reading(printed: str) -> list[Row]:
    """The lines of a table from what the scorer of consultations prints."""
    found = [tuple(map(int, one)) for one in re.findall(r"documents (\d+)/(\d+) found, (\d+)/(\d+) right", printed)]
    hit, want, right, said = (sum(column) for column in zip(*found, strict=True))
    rows = [
        _row("Required documents found (recall)", hit, want),
        _row("Documents said that are truly required (precision)", right, said),
    ]
    if pages := re.search(r"^evidence page right: (\d+)/(\d+)", printed, re.M):
        rows.append(_row("Page given as evidence right", int(pages[1]), int(pages[2])))
    for name, share, n in re.findall(r"^(.+): ([\d.]+) \(n=(\d+)\)$", printed, re.M):
        if name == "facts overall":
            continue
        whole = None if "share" in name else round(float(share) * int(n))
        label = name.replace("_", " ").replace(
            "(silent)", "(nothing invented where the buyer is silent; failures only)"
        )
        rows.append(Row(label, int(n), whole, float(share)))
    return rows


def rows_of_checking(printed: str) -> list[Row]:
    """The lines of a table from what the scorer of dossiers prints."""
    found = re.findall(r"(?:^|; )([a-z][a-z -]+):? (\d+)/(\d+) = ", printed.split("\n\n")[-1], re.M)
    return [_row(NAMES[name], int(right), int(n)) for name, right, n in found]


def sentences_of_checking(printed: str) -> list[str]:
    """What is counted without being a proportion."""
    alarms = re.search(r"false alarms: (\d+) in (\d+) dossiers .*, (\d+) in (\d+) clean ones", printed)
    facts = re.search(r"facts right: .*; wrong (\d+), silent (\d+)", printed)
    said = [f"Of the facts not read right, {facts[1]} were read wrong and {facts[2]} left unsaid."] if facts else []
    if alarms:
        said.append(
            f"False alarms (a finding to mend, or worse, that no label explains): {alarms[1]} in {alarms[2]} dossiers, "
            f"{alarms[3]} in the {alarms[4]} without a seeded defect."
        )
    return said


def _row(name: str, right: int, n: int) -> Row:
    return Row(name, n, right, right / n if n else 0.0)


def table(rows: list[Row]) -> list[str]:
    """The rows in Markdown, with the 95 % Wilson interval of each proportion."""
    lines = ["| What | Right | n | Share | 95 % interval |", "|---|---:|---:|---:|---|"]
    for row in rows:
        low, high = wilson(row.share, row.n)
        interval = f"{low:.2f} to {high:.2f}" if row.right is not None else "(a mean of shares)"
        right = "" if row.right is None else row.right
        lines.append(f"| {row.name} | {right} | {row.n} | {row.share:.3f} | {interval} |")
    return lines


def unread(done: list[Done]) -> str:
    """How many files gave no text, by reason."""
    problems = Counter(problem for one in done for problem in one.problems)
    total = sum(one.files for one in done)
    named = ", ".join(f"{count} {problem}" for problem, count in sorted(problems.items())) or "none"
    return f"Files that gave no text: {named}, of {total}."


HEAD = """# What the checker reads right

Written by `make accuracy`; do not edit. Figures of {engine}.

## Method

The commands measured are `tremplin consultation read` (what a buyer asks) and `tremplin check` (what a firm answers). Their JSON is compared
with labels written by hand, by scorers that are not part of this repository. The labelled files are not part of it either: only counts
are copied here.

- A required document counts as found when the same part of the answer (application, offer, after award) holds its kind; a document said
  required that no label names counts as wrong. Documents that the label calls optional or conditional count neither way.
- A field counts where the label gives a value; a value said where a complete document is silent is counted apart, as invented.
- A seeded defect counts as found when a finding of the same family of rules names its file or its kind.
- Intervals are Wilson's at 95 % on the count of the line. Fields of one document are not independent of each other, so true
  uncertainty is wider. With a few documents, an interval is wide: that is what it is for.
- **Nothing was trained.** Reading is rules and word lists, so there is no training set to hold out, and leaving one buyer out does not apply.
  The rules were however written by people who could look at these same sets: on documents never seen, expect less.
- Real and invented documents are never added together. The invented consultations share some wording, the real ones are few, and
  some are extracts: precision is counted on complete documents alone. The buyer and the object that a label takes from elsewhere,
  where the extract itself does not hold them, still count as wrong when they are not said.
"""
TAIL = """
## What the checker is not able to read

- An image (scan, photograph) without the OCR program on the server; with it, a page too blurred, or handwriting. Such a page makes the
  points that rest on it *indécidables*: never a silent pass, never a failure.
- A file protected by a password, cut short, or in a format outside PDF, Word, Excel, OpenDocument, RTF, XML, text, HTML, mail, images and
  ZIP or 7z archives (a drawing, a RAR archive, a HEIC photograph). It says so, and says what to do.
- Whether what is written is true: a reference, a turnover, a certificate are read, not verified with who issued them.
- Whether a drawn or scanned signature is that of the person named; an electronic one is checked for integrity and dates, not for revocation
  (no network).
- The quality of a technical proposal: the checker says whether a criterion is spoken of, not whether the answer is good.
- Plans, diagrams and the content of photographs.
- A requirement that a buyer states only on its platform, in an answer to a question, or in a document that was not given.
"""


def written(reading: dict[str, tuple[list[Done], str]], checking: tuple[list[Done], str]) -> str:
    """The whole page."""
    engine = "text layers and OCR" if has_ocr() else "text layers alone (no OCR program on the measuring machine)"
    lines = [HEAD.format(engine=engine)]
    titles = {REAL: "Real consultations", INVENTED: "Invented consultations"}
    for name, (done, printed) in reading.items():
        lines += [f"## {titles[name]} ({len(done)})", "", *table(rows_of_reading(printed)), "", unread(done), ""]
    done, printed = checking
    lines += [f"## Invented bid dossiers ({len(done)})", "", *table(rows_of_checking(printed)), ""]
    lines += [*sentences_of_checking(printed), "", unread(done)]
    return "\n".join(lines) + "\n" + TAIL


def main() -> None:
    """Measure, print the figures, write the page; say so and leave the page when the sets are absent."""
    folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared").resolve()
    sets, score = folder / "data" / "dossiers", folder / "score"
    if not (sets.is_dir() and score.is_dir()):
        print(
            "The labelled sets are not beside the project (data/dossiers and score): docs/accuracy.md is left as it is."
        )
        return
    asked = consultations(sets)
    with ProcessPoolExecutor(PROCESSES, initializer=_opened) as pool:
        bids = pool.map(check_one, dossiers(sets))
        read = {name: list(pool.map(read_one, jobs)) for name, jobs in asked.items()}
        checked = list(bids)
    reading = {name: (done, scored(score / "consultation.py", done)) for name, done in read.items()}
    page = written(reading, (checked, scored(score / "dossier.py", checked)))
    PAGE.write_text(page, "utf-8")
    print(page)


if __name__ == "__main__":
    main()
