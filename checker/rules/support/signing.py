"""Who signs, and how: electronic signatures, tokens, pictures of signatures, powers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.reading.document import Signature
from checker.rules.model import Dossier
from checker.rules.support.forms import field
from checker.rules.support.reading import fold
from checker.rules.support.texts import asked, said

ELECTRONIC = ("pades", "xades", "cades")
TOKENS = (".p7s", ".p7m", ".sig", ".xades")
CHIEF = re.compile(
    r"gérant|président|dirigeant|directeur général|directrice générale|\bpdg\b|\bdg\b|chef d.entreprise|entrepreneur|artisan"
    r"|exploitant|propriétaire|représentant légal|administrateur|administratrice|mandataire social|associé|fondateur|fondatrice"
    r"|gerant|president|general|legal|micro"
)
_SCANNED_ACCEPTED = r"(signature )?manuscrite|scann|numerise"


def electronic(file: ReadFile) -> bool:
    """Whether the file carries an electronic signature."""
    return any(one.kind in ELECTRONIC for one in file.document.signatures)


def pictured(file: ReadFile) -> bool:
    """Whether the file carries the picture of a handwritten signature."""
    return any(fact.value == "manuscrite" for fact in file.all("signature_kind"))


def signed_files(dossier: Dossier) -> Iterator[tuple[ReadFile, Signature]]:
    """Each electronic signature with its file."""
    for file in dossier.files:
        for signature in file.document.signatures:
            if signature.kind in ELECTRONIC:
                yield file, signature


def base_name(name: str) -> str:
    """The name of the file a token signs: « AE.pdf » for « dossier/AE.pdf.p7s »; extensions of the document kept out."""
    last = name.lower().rsplit("/", 1)[-1]
    for token in TOKENS:
        last = last.removesuffix(token)
    return re.sub(r"\.(pdf|docx?|xlsx?|ods|odt|zip)$", "", last)


def electronic_required(dossier: Dossier) -> tuple[bool, Evidence] | None:
    """None when no signature is due with the bid; else whether it is clearly electronic, with the passage."""
    found = dossier.consultation.signature_required
    if found is None or found.value != "at_submission":
        return None
    words = fold(found.evidence.quote)
    electronic_words = "electronique" in words or any(
        asked(dossier, r"sign\w+ electroniquement|signature electronique", "rc")
    )
    accepted = any(asked(dossier, rf"sign\w*[^.]{{0,60}}({_SCANNED_ACCEPTED})", "rc"))
    return electronic_words and not accepted and found.confidence >= 0.5, found.evidence


def signatory(file: ReadFile) -> tuple[str | None, str | None, tuple[Evidence, ...]]:
    """The name and the capacity of the person who commits the firm, as the acte d'engagement says."""
    named, acting = file.first("signatory"), file.first("signatory_capacity")
    who = field(file, "acte_engagement", r"^represente|^representant|^nom.{0,25}signataire|^je soussigne")
    how = field(file, "acte_engagement", r"^(en )?qualite\b")
    name = str(named.value) if named and named.value else who.value if who and not who.blank else None
    capacity = str(acting.value) if acting and acting.value else how.value if how and not how.blank else None
    places = [one.evidence for one in (named, acting, who, how) if one is not None]
    return name, capacity, tuple(dict.fromkeys(places))


def delegated(dossier: Dossier, name: str | None) -> bool:
    """Whether a power is joined: its own file, or a sentence that gives power elsewhere."""
    gives = r"donne (tout )?(pouvoir|procuration|delegation)|delegation de (pouvoir|signature)s? (a|au profit)|habilite a signer"
    if any("pouvoir_signataire" in file.kinds for file in dossier.files):
        return True
    return any(any(said(file, gives)) for file in dossier.files if file.kind not in ("rc", "ccap"))
