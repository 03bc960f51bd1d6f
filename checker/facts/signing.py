"""Who signs, in what capacity, and whether the file bears a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.facts.labelled import after_label
from checker.facts.model import Fact
from checker.facts.quote import evidence
from checker.folding import fold, fold_keeping_length
from checker.reading.document import Page

SIGNED = frozenset({
    "dc1", "dc2", "dc4", "acte_engagement", "declaration_honneur", "sanctions_russie", "travailleurs_etrangers", "bpu", "dpgf", "dqe",
    "engagement_insertion", "engagement_tiers", "habilitation_mandataire", "pouvoir_signataire", "devis", "memoire_technique",
    "prise_connaissance_dce", "engagement_confidentialite", "certificat_visite", "ae_repartition", "oeth",
})  # fmt: skip
TITLES = (
    r"gerante?|co-?gerante?|presidente?(?: directeur general| directrice generale)?|directeur(?: general| commercial| technique| d'agence)?"
    r"|directrice(?: generale| commerciale| technique| d'agence)?|associee?(?: gerante?)?|architecte(?: mandataire)?|chef d'entreprise"
    r"|conducteur de travaux|conductrice de travaux|responsable [a-z' ]{3,30}|chargee? d'affaires|mandataire|entrepreneur individuel"
    r"|chef d'agence|secretaire general|secretaire generale|dirigeante?|artisan|paysagiste|proprietaire|fonde de pouvoir"
)
_PERSON = r"(?:M\.|Mme|Mlle|Monsieur|Madame|MM\.)?\s*[A-ZÀ-Ý][\wÀ-ÿ'-]+(?:[ -][A-ZÀ-Ý][\wÀ-ÿ'-]*){1,3}"
_LABEL = re.compile(
    r"\b(?:representee? par|represente legal|representant(?: legal| de l'entreprise)?|nom(?:,)? (?:prenom )?et qualite du signataire"
    r"|signataire|signature \(nom, prenom et qualite du signataire\)|nom, prenom et qualite du signataire[^:\t]*|nom du signataire"
    r"|signe par|la personne habilitee)\s*(?=[:\t]|  |\s[A-Zm])"
)
_CAPACITY = re.compile(
    r"\b(?:qualite(?: du signataire)?|fonction|en qualite de|agissant en qualite de|agissant en tant que)\s*(?=[:\t]|  )"
)
_SWORN = re.compile(rf"(?:soussignée?s?|Soussignée?)(?:\(e\))?\s?[,:]?\s*\(?(?P<who>{_PERSON})")
_MADE = re.compile(rf"[Ff]ait à[^\n]{{2,60}}?\d{{4}}[.,\s]+(?P<who>{_PERSON})(?:[ ]*,[ ]*(?P<as>[^\n,.;]{{3,40}}))?")
_PLACED = re.compile(
    rf"(?:^|\n)[^\n]{{0,40}}le \d{{1,2}}[^\n]{{3,20}}\d{{4}},?[ ]+(?P<who>{_PERSON})\s*(?:\n|$|,[ ]*(?P<as>[^\n,.;]{{3,40}}))"
)
_ASKED = re.compile(r"nom,?(?: et)? prenom,?(?: et)? qualite")
_WITH_CAPACITY = re.compile(rf"\s*(?P<who>{_PERSON})\s*[,\-–(:]\s*(?P<as>[^\W\d_][^\d,;()]{{2,50}})")
_FIRM = re.compile(r"(?:SARL|SASU?|EURL|SA|SCOP|SELARL|SNC|SCI|Société|Entreprise|Groupement)\b", re.IGNORECASE)
_TITLE = re.compile(rf"\b(?:{TITLES})\b")


def signing_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """signatory and signatory_capacity of what the firm signs; the last that the file names, where people sign."""
    if kind not in SIGNED:
        return
    found = [fact for page in pages for fact in _people(file, page)]
    for name in ("signatory", "signatory_capacity"):
        rivals = [fact for fact in found if fact.name == name]
        seen: set[str] = set()
        for fact in reversed(rivals):
            if fold(str(fact.value)) not in seen:
                seen.add(fold(str(fact.value)))
                yield fact


def _people(file: str, page: Page) -> Iterator[Fact]:
    for value, start, end in after_label(page, _LABEL):
        who = re.match(_PERSON, value)
        if who:
            yield from _signatory(file, page, who[0], start, end, 0.85)
            yield from _capacity(file, page, value[who.end() :], start, end)
    for value, start, end in after_label(page, _CAPACITY):
        yield from _capacity(file, page, value, start, end)
    yield from _in_table(file, page)
    for pattern, sure in ((_SWORN, 0.85), (_MADE, 0.8), (_PLACED, 0.75)):
        for found in pattern.finditer(page.text):
            if _FIRM.match(found["who"].strip()):
                continue
            yield from _signatory(file, page, found["who"], found.start("who"), found.end("who"), sure)
            rest = page.text[found.end("who") : found.end("who") + 90].replace("\n", " ")
            yield from _capacity(file, page, rest, found.start("who"), found.end("who"))


def _in_table(file: str, page: Page) -> Iterator[Fact]:
    """The cell below « Nom, prénom et qualité du signataire », as the official forms ask: « Paul Moreau, gérant »."""
    start = 0
    columns: tuple[int, ...] = ()
    for line in page.text.split("\n"):
        cells = line.split("\t")
        for column in columns if len(cells) > 1 else ():
            found = _WITH_CAPACITY.match(cells[column]) if column < len(cells) else None
            if found:
                end = start + len(line)
                yield from _signatory(file, page, found["who"], start, end, 0.85)
                yield Fact("signatory_capacity", found["as"].strip(), evidence(file, page, start, end), 0.85)
        columns = tuple(n for n, cell in enumerate(cells) if _ASKED.match(fold(cell)) and len(cells) > 1)
        start += len(line) + 1


def _signatory(file: str, page: Page, who: str, start: int, end: int, sure: float) -> Iterator[Fact]:
    if _FIRM.match(who.strip()):
        return
    clean = re.sub(r"^(?:M\.|Mme|Mlle|Monsieur|Madame|MM\.)\s*", "", who).strip()
    yield Fact("signatory", clean, evidence(file, page, start, end), sure)


def _capacity(file: str, page: Page, text: str, start: int, end: int) -> Iterator[Fact]:
    """A capacity at the very beginning of what follows a name: « , gérant de la SARL … »."""
    plain = fold_keeping_length(text)
    found = _TITLE.search(plain)
    if found and found.start() <= 45 and not re.search(r"[.;]\s", plain[: found.start()]):
        yield Fact(
            "signatory_capacity", text[found.start() : found.end()].strip(), evidence(file, page, start, end), 0.8
        )
