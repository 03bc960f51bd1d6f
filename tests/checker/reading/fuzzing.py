"""Mutated files: bits flipped, pieces cut or repeated, ends lost, archives in archives; from a seed, so that a failure can be replayed."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from checker.reading import Document, Limits, problem_sentence, read
from tests.checker.reading import makers

LIMITS = Limits(ocr=False, max_pages=50, seconds=20.0, max_seconds=30.0)
Reader = Callable[[Path, str, Limits], Sequence[Document]]


def seeds() -> dict[str, bytes]:
    """Good files of most formats."""
    mail = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\ncorps\r\n"
    inner = makers.zipped({"offre.docx": makers.word("Mémoire"), "prix.xlsx": makers.workbook()})
    return {
        "a.pdf": makers.letter(makers.SENTENCE, "#table(columns: 2, [a], [b])"),
        "b.docx": makers.word("Objet du marché", "Lot 1"),
        "c.xlsx": makers.workbook(),
        "d.zip": makers.zipped({"a.txt": b"bonjour", "b.pdf": makers.letter("x")}),
        "e.rtf": rb"{\rtf1\ansi M\'e9moire {\b gras}\par fin}",
        "f.xml": b"<?xml version='1.0'?><a xmlns='urn:x'><b c='1'>texte</b></a>",
        "g.eml": mail,
        "h.png": makers.scan(["texte"]),
        "i.csv": "Poste;Prix\nPeinture;12,50\n".encode("cp1252"),
        "j.zip": makers.zipped(
            {"depot/lot1.zip": makers.zipped({"lot.zip": inner, "lisez.txt": b"deux"}), "b.zip": inner}
        ),
    }


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to eight wounds."""
    wounded = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(wounded) or 1)
        length = chance.choice((1, 1, 4, 32, 400))
        kind = chance.randrange(6)
        if kind == 0 and wounded:
            wounded[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del wounded[at : at + length]
        elif kind == 2:
            wounded[at:at] = wounded[at : at + length]
        elif kind == 3:
            wounded[at : at + length] = chance.randbytes(length)
        elif kind == 4:
            if chance.randrange(4) == 0:  # an upload that stopped
                del wounded[at:]
        else:
            wounded[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"9999", b"-1  "))
    return bytes(wounded)


def run(count: int, seed: int, reader: Reader = read) -> Counter[str]:
    """Read `count` mutated files with `reader`; any exception escapes with the number to replay. Returns outcomes by problem."""
    outcomes: Counter[str] = Counter()
    files = list(seeds().items())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        for number in range(count):
            chance = random.Random(seed * 1_000_003 + number)
            name, data = files[number % len(files)]
            path.write_bytes(mutate(data, chance))
            try:
                documents = reader(path, name, LIMITS)
            except Exception as error:
                raise AssertionError(f"mutation {number} of seed {seed} ({name}) raised {error!r}") from error
            for document in documents:
                if document.problem and not problem_sentence(document):
                    raise AssertionError(f"mutation {number} of seed {seed}: no sentence for {document.problem}")
                outcomes[document.problem or "read"] += 1
    return outcomes
