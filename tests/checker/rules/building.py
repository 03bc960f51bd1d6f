"""Builds a dossier from the YAML of a case, in words a lawyer can read (see cases/README.md)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from checker.consultation.blocks import blocks
from checker.consultation.model import (
    AskedCriterion,
    Consultation,
    ConsultationFile,
    ConsultationLot,
    Insertion,
    Requirement,
)
from checker.consultation.sources import Source, Sources
from checker.evidence import Evidence, Found
from checker.facts.model import Fact, Piece, ReadFile
from checker.reading.document import Cell, CheckBox, Document, Page, Signature, Table
from checker.rules.model import Dossier, Firm

FACTS = {
    "nom": "name", "forme juridique": "legal_form", "adresse": "address", "tva": "vat", "date d'édition": "issue_date",
    "date de situation": "situation_date", "valable du": "valid_from", "valable au": "valid_until",
    "montant HT": "amount_ht", "taux de TVA": "vat_rate", "montant de TVA": "vat_amount", "montant TTC": "amount_ttc",
    "montant en lettres": "amount_words", "durée": "duration", "référence": "reference", "acheteur": "buyer",
    "signataire": "signatory", "qualité du signataire": "signatory_capacity", "signé": "signed", "nature de la signature": "signature_kind",
    "activités garanties": "insured_activities", "chiffre d'affaires": "turnover", "effectif": "staff",
    "code de sécurité": "security_code", "siret": "siret", "siren": "siren", "iban": "iban", "lot": "lot",
}  # fmt: skip
FIELDS = {
    "acheteur": "buyer", "objet": "object", "référence": "reference", "procédure": "procedure",
    "date limite": "deadline", "validité en jours": "offer_validity_days", "validité": "offer_validity", "variantes": "variants_allowed",
    "visite obligatoire": "site_visit_mandatory", "dume": "dume_accepted", "pages au plus": "page_limit",
    "formats": "allowed_formats", "mégaoctets au plus": "max_file_size_mb", "lots au plus": "max_lots",
    "chiffre d'affaires minimal": "minimum_turnover", "questions avant": "question_deadline", "signature": "signature_required",
}  # fmt: skip
SIGNATURE = {"au dépôt": "at_submission", "à l'attribution": "at_award", "aucune": "none"}
MONEY = {"amount_ht", "vat_amount", "amount_ttc", "vat_rate"}
MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def dossier(case: dict[str, Any]) -> Dossier:
    """The dossier of a case; a word that the harness does not know raises KeyError."""
    unknown = set(case) - {"nom", "attendu", "constat", "jour", "entreprise", "lots", "règlement", "dossier"}
    if unknown:
        raise KeyError(f"mots inconnus : {', '.join(sorted(unknown))}")
    firm = case.get("entreprise", {})
    siret = firm.get("siret")
    return Dossier(
        consultation(case.get("règlement", {})),
        tuple(_file(one) for one in case.get("dossier", ())),
        datetime.fromisoformat(str(_plain(case.get("jour", "2026-06-01T10:00")))),
        tuple(str(lot) for lot in case.get("lots", ())),
        Firm(siret=siret, siren=siret[:9] if siret else None, name=firm.get("nom")),
    )


def _found(value: Any) -> Found:
    given = value if isinstance(value, dict) and "valeur" in value else {"valeur": value}
    quote = given.get("citation", "passage du règlement")
    return Found(_plain(given["valeur"]), Evidence("RC.pdf", 1, quote), given.get("confiance", 0.9))


def _field(word: str, value: Any) -> Found:
    if word != "signature":
        return _found(value)
    given = value if isinstance(value, dict) else {"valeur": value}
    return _found(given | {"valeur": SIGNATURE[given["valeur"]]})


def _asked(item: Any) -> Requirement:
    given = {"pièce": item} if isinstance(item, str) else item
    kind = given["pièce"]
    return Requirement(
        kind=kind,
        as_worded=given.get("citation", kind),
        label=given.get("libellé", kind.capitalize()),
        obligation="optional" if given.get("facultatif") else "if_applicable" if "si" in given else "required",
        evidence=Evidence("RC.pdf", given.get("page", 4), given.get("citation", kind)),
        confidence=given.get("confiance", 0.9),
        condition=given.get("si"),
        alternative_to=tuple(given.get("au choix", ())),
        lots=tuple(str(lot) for lot in given["lots"]) if "lots" in given else None,
        format=given.get("format"),
        signed=given.get("signé"),
        years=given.get("années"),
        model_provided=given.get("modèle fourni"),
    )


def _criterion(item: dict[str, Any]) -> AskedCriterion:
    sub = tuple(_criterion(one) for one in item.get("sous-critères", ()))
    place = Evidence("RC.pdf", 9, item["nom"])
    return AskedCriterion(item["nom"], item.get("poids"), "%", place, item.get("lot"), sub)


def consultation(given: dict[str, Any]) -> Consultation:
    """What the buyer asks, from the words of a case."""
    texts = [_document(one) for one in given.get("textes", ())]
    sources = Sources(
        tuple(Source(doc, one["nature"], blocks(doc)) for doc, one in zip(texts, given.get("textes", ()), strict=True))
    )
    known = {name: _field(word, given[word]) for word, name in FIELDS.items() if word in given}
    lists = {"candidature": "candidature_documents", "offre": "offer_documents", "attribution": "award_documents"}
    others = {"lots", "critères", "insertion", "avertissements", "textes"}
    if unknown := set(given) - set(FIELDS) - set(lists) - others:
        raise KeyError(f"mots inconnus : {', '.join(sorted(unknown))}")
    return Consultation(
        files=tuple(ConsultationFile(doc.name, "0" * 64, "rc", len(doc.pages), True) for doc in texts),
        lots=tuple(
            ConsultationLot(str(number), title, Evidence("RC.pdf", 2, title))
            for number, title in given.get("lots", {}).items()
        ),
        criteria=tuple(_criterion(item) for item in given.get("critères", ())),
        insertion=_insertion(given.get("insertion")),
        warnings=tuple(given.get("avertissements", ())),
        extra={"sources": sources},
        **known,
        **{name: tuple(_asked(item) for item in given.get(word, ())) for word, name in lists.items()},
    )


def _insertion(given: dict[str, Any] | None) -> Insertion | None:
    if given is None:
        return None
    per_lot = {str(lot): float(hours) for lot, hours in given["par lot"].items()} if "par lot" in given else None
    place = Evidence("CCAP.pdf", 12, given.get("citation", "heures d'insertion"))
    return Insertion(
        not given.get("absente", False), place, given.get("heures"), per_lot, given.get("par"), given.get("règle")
    )


def _cell(row: int, column: int, value: Any) -> Cell:
    if isinstance(value, int | float) and column:  # the first column holds numbers of lines
        amount = Decimal(str(value))
        return Cell(row, column, f"{amount:.2f}".replace(".", ","), amount)
    return Cell(row, column, str(value) if value else "")


def _pages(given: dict[str, Any]) -> tuple[Page, ...]:
    texts = given.get("pages") or [given.get("texte", "") * given.get("répété", 1)]
    rows = given.get("tableau", ())
    table = Table(
        tuple(_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row)), given.get("feuille")
    )
    boxes = tuple(CheckBox(label, checked) for label, checked in given.get("cases", {}).items())
    source = "ocr" if given.get("image") else "layer"
    images = given.get("pages en image", ())
    made = [
        Page(number, text, text_source="ocr" if number in images else source) for number, text in enumerate(texts, 1)
    ]
    first = made[0]
    written = "\n".join([first.text, *("\t".join(row) for row in table.rows())]).strip("\n")
    made[0] = Page(
        1,
        written,
        tables=(table,) if rows else (),
        check_boxes=boxes,
        text_source=source,
        ocr_confidence=0.95 if given.get("image") == "nette" else None,
        defects=tuple(given.get("défauts", ())),
    )
    return tuple(made)


def _document(given: dict[str, Any]) -> Document:
    name = given["fichier"]
    return Document(
        name=name,
        sha256=str(given.get("empreinte", name)),
        size=int(given.get("mégaoctets", 0.1) * 1_000_000),
        media_type=MEDIA.get(name.rsplit(".", 1)[-1], "application/octet-stream"),
        pages=() if given.get("problème") else _pages(given),
        fields=given.get("champs", {}),
        signatures=tuple(Signature(**one) for one in given.get("signatures", ())),
        problem=given.get("problème"),
        has_macros=given.get("macros", False),
        tracked_changes=given.get("modifications suivies", 0),
        comments=given.get("commentaires", 0),
    )


def _fact(file: str, word: str, value: Any) -> Fact:
    given = value if isinstance(value, dict) and "valeur" in value else {"valeur": value}
    name, plain = FACTS[word], _plain(given["valeur"])
    plain = Decimal(str(plain)) if name in MONEY else plain
    quote = given.get("citation", f"{word} : {plain}")
    return Fact(name, plain, Evidence(file, given.get("page", 1), quote), given.get("confiance", 0.9))


def _facts(file: str, given: dict[str, Any]) -> tuple[Fact, ...]:
    return tuple(
        _fact(file, word, one)
        for word, value in given.items()
        for one in (value if isinstance(value, list) and word != "activités garanties" else [value])
    )


def _file(given: dict[str, Any]) -> ReadFile:
    document = _document(given)
    kinds = given.get("natures") or [given.get("nature", "inconnu")]
    last = max(1, len(document.pages))
    lot = str(given["lot"]) if "lot" in given else None
    pieces = [
        Piece(kind, given.get("confiance", 0.9), min(number, last), last if len(kinds) == 1 else min(number, last), lot)
        for number, kind in enumerate(kinds, 1)
    ]
    return ReadFile(
        document,
        kinds[0],
        given.get("confiance", 0.9),
        tuple(pieces),
        _facts(document.name, given.get("faits", {})),
        lot,
    )
