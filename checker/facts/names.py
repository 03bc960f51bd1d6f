"""Name, legal form and address of the firm a file is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.facts.labelled import after_label
from checker.facts.model import Fact
from checker.facts.quote import evidence
from checker.folding import fold, fold_keeping_length
from checker.reading.document import Page

_NAME = re.compile(
    r"\b(?:nom commercial et denomination sociale[^:\t]*|denomination(?: ou raison)?(?: sociale)?(?: de la societe| de l'entreprise)?"
    r"|raison sociale|nom de l'entreprise|nom de la societe|titulaire du compte|entreprise|societe assuree|assuree?|nom du candidat"
    r"|candidat|denomination du candidat|societe|titulaire|identification de l'entreprise)\s*(?=[:\t]|  |$)"
)
_PROMPT = re.compile(
    r"nom commercial et (?:la )?denomination sociale(?: de l.unite ou de l.etablissement)?[^:\t\[]{20,420}?numero siret\W{0,4}:[ ]*\n+"
)
_FORMS = (
    ("SASU", r"\bsasu\b|s\.a\.s\.u|societe par actions simplifiee (?:a associe unique|unipersonnelle)"),
    ("SAS", r"\bsas\b|s\.a\.s\.?(?!u)|societe par actions simplifiee"),
    ("EURL", r"\beurl\b|e\.u\.r\.l|entreprise unipersonnelle a responsabilite limitee|\bsarl unipersonnelle"),
    ("SARL", r"\bsarl\b|s\.a\.r\.l|societe a responsabilite limitee"),
    ("SCOP", r"\bscop\b|societe cooperative (?:de production|et participative)"), ("SCIC", r"\bscic\b"),
    ("SELARL", r"\bselarl\b"), ("SNC", r"\bsnc\b|societe en nom collectif"), ("SCP", r"\bscp\b"), ("GIE", r"\bgie\b"),
    ("EI", r"entrepreneur individuel|entreprise individuelle|micro-entrepreneur|\beirl\b|\bei\b"),
    ("Association", r"\bassociation\b"), ("SA", r"\bsa\b|s\.a\.(?![rs])|societe anonyme"),
)  # fmt: skip
_LEGAL = tuple((form, re.compile(pattern)) for form, pattern in _FORMS)
_FORM_LABEL = re.compile(r"\bforme juridique\s*(?=[:\t]|  |$)")
_STREET = (
    r"(?:rue|avenue|av\.|bd|boulevard|place|chemin|route|quai|impasse|allee|zone|z\.?a\.?|z\.?i\.?|cours|square|lieu|faubourg|hameau"
    r"|parc|residence|passage|sentier|rond|espace|esplanade|chaussee|promenade|ruelle|villa|cite)"
)
_ADDRESS = re.compile(
    rf"\b(?:\d{{1,4}}\s?(?:bis|ter|quater)?,?\s+)?{_STREET}\b[^\n\t;:]{{2,70}}?,?\s+\d{{5}}\s+[a-z][a-z']*(?:[ \-][a-z][a-z']*){{0,5}}"
)
_STOP = re.compile(r"\s*(?:,|;|\bSIRE[TN]\b|\(|représentée?\b|\bn°|\bdont le\b| - SIR| — ).*$", re.IGNORECASE)
_GROUP = re.compile(
    r"^groupement(?: momentané)?(?: d'entreprises)?(?: conjoint| solidaire)?\s*[:\-]?\s*", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"^(?:\W|\d|(?:oui|non|neant|sans objet|raison sociale|denomination|adresse|siret|a completer|a renseigner|ou|et|de|du|des|individuel|seul|signature|n)\b)"
)
_BUYER = ("acheteur", "pouvoir adjudicateur", "maitre d'ouvrage", "collectivite")
_FIRM = (
    "objet de la",
    "candidat",
    "titulaire",
    "contractant",
    "entreprise",
    "denomination",
    "raison sociale",
    "soussign",
    "societe",
)
_THEIRS = re.compile(r"adresse|siege|demeurant|domicili|\b(?:sarl|sas|sasu|eurl|scop|societe|entreprise|assuree?)\b")
_ISSUED = frozenset({
    "rc_pro", "decennale", "attestation_bancaire", "conges_intemperies", "kbis", "attestation_rne", "qualification_pro", "rge",
    "attestation_fiscale", "rib", "certificat_visite", "agrement_profession",
})  # fmt: skip
KINDS = frozenset({
    "dc1", "dc2", "dc4", "acte_engagement", "kbis", "attestation_rne", "avis_sirene", "vigilance_urssaf", "attestation_fiscale",
    "conges_intemperies", "rc_pro", "decennale", "qualification_pro", "rge", "rib", "dume", "declaration_honneur", "dpgf", "dqe",
    "bpu", "certificat_visite", "sanctions_russie", "attestation_bancaire", "agrement_profession", "engagement_insertion",
})  # fmt: skip
_SENTENCE = re.compile(
    r"\b(?:l.entreprise|la societe|l.etablissement|delivree a|agissant au nom (?:et pour le compte )?de|pour le compte de"
    r"|(?:gerante?|presidente?|directeur general|directrice generale|dirigeante?) de)\s+(?:la |l')?(?:societe |entreprise )?"
)


def name_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """name, legal_form and address, the first that the file gives."""
    if kind not in KINDS:
        return
    named = next((fact for page in pages for fact in _names(file, page)), None)
    if named is None and kind in (
        "vigilance_urssaf",
        "conges_intemperies",
        "dc1",
        "qualification_pro",
        "rge",
        "attestation_fiscale",
    ):
        named = next((fact for page in pages[:1] for fact in _standing(file, page)), None)
    if named:
        yield named
    form = next((fact for page in pages for fact in _forms(file, page, named)), None)
    if form:
        yield form
    yield from _address(file, pages, kind in _ISSUED)


def _prompted(page: Page) -> Iterator[tuple[str, int, int]]:
    """The line below the long prompt of the official forms, which runs over several lines up to its colon."""
    for found in _PROMPT.finditer(fold_keeping_length(page.text)):
        end = page.text.find("\n", found.end())
        yield page.text[found.end() : end if end >= 0 else len(page.text)].strip(), found.start(), found.end()


def _names(file: str, page: Page) -> Iterator[Fact]:
    for value, start, end in [*_prompted(page), *after_label(page, _NAME, below=True)]:
        clean = _GROUP.sub("", _STOP.sub("", value)).strip(" :")
        if (
            2 < len(clean) <= 80
            and not clean[0].islower()
            and not _NOT_A_NAME.match(fold(clean))
            and len(clean.split()) <= 10
        ):
            yield Fact("name", clean, evidence(file, page, start, end), 0.85)
    plain = fold_keeping_length(page.text)
    for found in _SENTENCE.finditer(plain):
        clean = _STOP.sub("", page.text[found.end() : found.end() + 80].replace("\n", " ")).strip()
        if any(pattern.match(fold(clean)) for _, pattern in _LEGAL) and len(clean) <= 60:
            yield Fact("name", clean, evidence(file, page, found.start(), found.end()), 0.75)


def _standing(file: str, page: Page) -> Iterator[Fact]:
    """A line of the first page that is a name and its legal form and nothing else: how letters address a firm."""
    for found in re.finditer(r"[^\n\t]+?(?=\n|\t|  |$)", page.text[:2500]):
        line = found[0].strip()
        plain = fold(line)
        lawful = any(
            p.match(plain) or re.search(rf"(?:{p.pattern})$", plain)
            for form, p in _LEGAL
            if form not in ("EI", "Association")
        )
        if lawful and 2 <= len(plain.split()) <= 7 and not re.search(r"\d|capital|[:;,.]\s", plain):
            yield Fact("name", line, evidence(file, page, found.start(), found.end()), 0.65)


def _forms(file: str, page: Page, named: Fact | None) -> Iterator[Fact]:
    for value, start, end in after_label(page, _FORM_LABEL):
        form = next((form for form, pattern in _LEGAL if pattern.search(fold(value))), None)
        if form:
            yield Fact("legal_form", form, evidence(file, page, start, end), 0.9)
    if named and named.evidence.page == page.number:
        form = next((form for form, pattern in _LEGAL if pattern.search(fold(str(named.value)))), None)
        if form:
            yield Fact("legal_form", form, named.evidence, 0.8)


def _address(file: str, pages: Sequence[Page], issued: bool) -> Iterator[Fact]:
    """The first address; in papers that bear the issuer's too, the first that is said to be the firm's."""
    for page in pages:
        plain = fold_keeping_length(page.text)
        for found in _ADDRESS.finditer(plain):
            before = plain[max(0, found.start() - 400) : found.start()]
            if max(before.rfind(word) for word in _BUYER) > max(before.rfind(word) for word in _FIRM):
                continue
            if issued and not _THEIRS.search(plain[max(0, found.start() - 70) : found.start()]):
                continue
            value = " ".join(page.text[found.start() : found.end()].split())
            yield Fact("address", value, evidence(file, page, found.start(), found.end()), 0.7)
            return
