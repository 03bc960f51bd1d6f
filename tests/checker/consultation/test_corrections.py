"""A person's correction wins over what was read, and survives a new reading of the same documents."""

from __future__ import annotations

from checker.consultation.corrections import Correction, apply, item_key
from checker.consultation.model import Consultation, ConsultationFile, Requirement
from checker.evidence import Evidence, Found

HERE = Evidence("RC.pdf", 3, "120 jours")


def requirement(kind: str, words: str) -> Requirement:
    return Requirement(kind, words, words, "required", Evidence("RC.pdf", 4, words), 0.7)


READ = Consultation(
    files=(ConsultationFile("RC.pdf", "", "rc", 9, True),),
    offer_validity_days=Found(120, HERE, 0.8),
    offer_documents=(requirement("planning", "Un planning détaillé"), requirement("rib", "Un RIB")),
)


def test_a_field_takes_the_value_of_the_person_and_keeps_its_page() -> None:
    fixed = apply(READ, [Correction("offer_validity_days", 180)])
    assert fixed.offer_validity_days == Found(180, HERE, 1.0)


def test_a_field_said_to_be_silent_is_none() -> None:
    assert apply(READ, [Correction("offer_validity_days", None)]).offer_validity_days is None


def test_the_last_word_counts() -> None:
    fixed = apply(READ, [Correction("offer_validity_days", 180), Correction("offer_validity_days", 90)])
    assert fixed.offer_validity_days and fixed.offer_validity_days.value == 90


def test_a_piece_is_renamed_taken_off_or_added() -> None:
    key = item_key(READ.offer_documents[0])
    renamed = apply(READ, [Correction("offer_documents", {"kind": "memoire_technique", "obligation": "optional"}, key)])
    assert [(one.kind, one.obligation, one.confidence) for one in renamed.offer_documents] == [
        ("memoire_technique", "optional", 1.0),
        ("rib", "required", 0.7),
    ]
    assert [one.kind for one in apply(READ, [Correction("offer_documents", None, key)]).offer_documents] == ["rib"]
    words = "Le certificat de visite signé"
    added = apply(
        READ,
        [
            Correction(
                "offer_documents", {"kind": "certificat_visite", "obligation": "required"}, words, "RC.pdf", 5, words
            )
        ],
    )
    assert added.offer_documents[-1].evidence == Evidence("RC.pdf", 5, words)


def test_it_holds_when_the_words_are_read_a_little_otherwise() -> None:
    again = Consultation(offer_documents=(requirement("planning", "UN PLANNING  DÉTAILLÉ"),))
    key = item_key(READ.offer_documents[0])
    assert apply(again, [Correction("offer_documents", None, key)]).offer_documents == ()


def test_an_unknown_target_changes_nothing() -> None:
    assert apply(READ, [Correction("warnings", "x"), Correction("offer_documents", None)]) == READ
