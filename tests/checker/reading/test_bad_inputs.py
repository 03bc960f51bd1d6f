"""Files that are empty, damaged, hostile or not what they claim: a sentence, never an exception."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from checker.reading import Limits, problem_sentence, read
from tests.checker.reading import makers
from tests.checker.reading.conftest import Reads


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("vide.pdf", b"", "empty"),
        ("prog.pdf", b"MZ\x90\x00" + bytes(200), "executable"),
        ("lance.bat", b"@echo off\r\ndel *.*\r\n", "executable"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(300), "corrupt"),
        ("plan.dwg", b"AC1032" + bytes(range(256)) * 4, "unsupported"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(50), "unsupported"),
        ("a.zip", b"PK\x03\x04" + bytes(100), "corrupt"),
        ("e.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entities"),
        ("c.xml", b'<?xml version="1.0"?><a><b></a>', "corrupt"),
    ],
)
def test_each_problem_has_its_code_and_a_sentence(reads: Reads, name: str, data: bytes, problem: str) -> None:
    (document,) = reads(data, name)
    sentence = problem_sentence(document)
    assert document.problem == problem and not document.readable
    assert sentence is not None and name in sentence and sentence.endswith(".")


def test_a_readable_file_needs_no_sentence(reads: Reads) -> None:
    assert problem_sentence(reads(b"Bonjour", "a.txt")[0]) is None


def test_a_mislabelled_file_is_read_as_what_it_is(reads: Reads) -> None:
    (document,) = reads(makers.letter(makers.SENTENCE), "attestation.docx")
    assert document.media_type == "application/pdf" and "attestation" in document.text
    assert document.metadata["declared_as"].endswith("wordprocessingml.document")


def test_a_file_of_500_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "gros.pdf"
    with path.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    start = time.perf_counter()
    (document,) = read(path)
    assert document.problem == "too_large" and time.perf_counter() - start < 0.5


def test_an_archive_that_does_not_compress_is_still_an_archive(reads: Reads, tmp_path: Path) -> None:
    """The PDF inside shows its first bytes near the top; the files beside it must not be lost."""
    with zipfile.ZipFile(tmp_path / "pli.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.7 rien")
        archive.writestr("b.txt", b"lisible")
    documents = reads((tmp_path / "pli.zip").read_bytes(), "pli.zip")
    assert [document.name for document in documents] == ["pli.zip/a.pdf", "pli.zip/b.txt"]


def test_a_zip_bomb_is_refused_before_it_unfolds(reads: Reads) -> None:
    (document,) = reads(makers.zipped({"a.txt": bytes(200 * 1024 * 1024)}), "bombe.zip")
    assert document.problem == "bomb" and document.name == "bombe.zip"


def test_a_bomb_dressed_as_a_word_file_is_refused(reads: Reads) -> None:
    body = b"<w:p/>" + b" " * (150 * 1024 * 1024)
    (document,) = reads(makers.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body}), "m.docx")
    assert document.problem == "bomb"


def test_too_many_members(reads: Reads) -> None:
    documents = reads(makers.zipped({f"{n}.txt": b"x" for n in range(20)}), "a.zip", Limits(max_members=10))
    assert documents[0].problem == "bomb"


def test_archives_inside_archives_keep_their_path(reads: Reads) -> None:
    inner = makers.zipped({"lot 2/AE.docx": makers.word("Acte d'engagement")})
    (document,) = reads(makers.zipped({"candidature.zip": inner}), "pli.zip")
    assert document.name == "pli.zip/candidature.zip/lot 2/AE.docx" and document.parent == "pli.zip/candidature.zip"
    assert document.text == "Acte d'engagement"


def test_too_deep_archives_are_refused(reads: Reads) -> None:
    data = makers.zipped({"a.txt": b"fond"})
    for _ in range(5):
        data = makers.zipped({"n.zip": data})
    assert [document.problem for document in reads(data, "a.zip")] == ["bomb"]


def test_names_in_an_archive_cannot_leave_it(reads: Reads) -> None:
    data = makers.zipped({"../../etc/x.txt": b"a", "C:\\temp\\y.txt": b"b", "__MACOSX/._z": b"c"})
    assert [document.name for document in reads(data, "a.zip")] == ["a.zip/etc/x.txt", "a.zip/temp/y.txt"]


def test_one_bad_member_does_not_hide_the_others(reads: Reads) -> None:
    good, bad = reads(makers.zipped({"bon.txt": b"lisible", "mauvais.pdf": b"%PDF-1.7 rien"}), "a.zip")
    assert good.text == "lisible" and bad.problem == "corrupt" and bad.name == "a.zip/mauvais.pdf"


def test_an_encrypted_member_is_said(reads: Reads) -> None:
    data = bytearray(makers.zipped({"a.txt": b"secret"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert reads(bytes(data), "a.zip")[0].problem == "encrypted"


def test_an_empty_archive_is_said(reads: Reads) -> None:
    assert reads(makers.zipped({}), "a.zip")[0].problem == "empty"


def test_old_windows_names_keep_their_accents(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("DXcennale.txt", b"x")
    raw = path.read_bytes().replace(b"DXcennale", b"D\x82cennale")  # é in the DOS code page
    path.write_bytes(raw)
    assert read(path)[0].name == "a.zip/Décennale.txt"


def test_seven_zip(tmp_path: Path) -> None:
    import py7zr

    path = tmp_path / "pli.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr("Bonjour", "note.txt")
    (document,) = read(path)
    assert (document.name, document.text) == ("pli.7z/note.txt", "Bonjour")
    with py7zr.SevenZipFile(path, "w", password="secret") as archive:
        archive.writestr("Bonjour", "note.txt")
    assert read(path)[0].problem == "encrypted"


def test_an_email_gives_its_message_and_its_files(reads: Reads) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "Pièces demandées"
    message.set_content("Ci-joint l'attestation.")
    message.add_attachment(b"contenu", maintype="text", subtype="plain", filename="attestation.txt")
    body, attached = reads(message.as_bytes(), "courriel.eml")
    assert "Objet : Pièces demandées" in body.text and "Ci-joint" in body.text
    assert attached.name == "courriel.eml/attestation.txt" and attached.parent == "courriel.eml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_usual_encoding(reads: Reads, encoding: str) -> None:
    text = "Décennale souscrite à Étaples, numéro de sociétaire : 42. Les activités garanties sont énumérées ci-après."
    assert reads(text.encode(encoding), "a.txt")[0].text == text


def test_csv_becomes_a_table(reads: Reads) -> None:
    (page,) = reads("Poste;Prix\nPeinture;12,50\n".encode("cp1252"), "bpu.csv")[0].pages
    assert page.tables[0].rows() == [["Poste", "Prix"], ["Peinture", "12,50"]]


def test_xml_is_readable_lines(reads: Reads) -> None:
    data = "<?xml version='1.0'?><r xmlns='urn:x'><PartyName>Dupré</PartyName></r>".encode()
    assert "Party Name : Dupré" in reads(data, "dume.xml")[0].text
