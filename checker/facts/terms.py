"""What a file says of the consultation it answers: reference, buyer, lot, duration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.facts.labelled import after_label
from checker.facts.model import Fact
from checker.facts.quote import evidence
from checker.folding import fold, fold_keeping_length
from checker.reading.document import Page

ANSWERS = frozenset({
    "dc1", "dc2", "dc4", "acte_engagement", "ae_repartition", "engagement_insertion", "bpu", "dqe", "dpgf", "devis",
    "memoire_technique", "cadre_reponse", "planning", "certificat_visite", "declaration_honneur", "habilitation_mandataire",
    "sanctions_russie", "references", "engagement_tiers", "engagement_confidentialite", "prise_connaissance_dce", "dume",
    "annexe_environnement", "plan_qualite_env", "variante", "pse",
})  # fmt: skip
_REFERENCE = re.compile(
    r"\b(?:references?(?: de la consultation| du marche| de l'affaire| acheteur)?|ref\.?|consultation|marche(?: public)?|dossier|affaire"
    r"|numero (?:de (?:la )?consultation|de marche)|procedure|accord-cadre)\s*(?::|n\s?[°o]\.?\s?:?|\t|  |(?=[a-z]{0,6}\d))\s*"
    r"(?P<code>(?:(?:mapa|aoo|ao|mp) (?=\d))?[a-z0-9][a-z0-9_./-]*(?:(?<=-)\n[a-z0-9_./-]+)?)"
)
_BUYER = re.compile(
    r"\b(?:identification de l'acheteur|identification du pouvoir adjudicateur|acheteur|pouvoir adjudicateur|maitre d'ouvrage"
    r"|maitrise d'ouvrage|collectivite)(?: public)?\s*(?=[:\t]|  |$)"
)
_DURATION = re.compile(
    r"\b(?:duree|delai)(?:s)?\b(?P<of>[^\n:\t]{0,70}?)(?::|\t|  | est(?: fixee?)? (?:de|a)| de | a )\s*"
    r"(?P<value>(?:\d{1,4}|[a-z\-]{2,20}\s?\(\s?\d{1,4}\s?\))\s*(?:jours?(?: ouvres| ouvrables| calendaires)?|semaines?|mois|ans?|annees?|heures?))\b"
)
_NOT_WORK = re.compile(
    r"validite|paiement|garantie|reglement|preavis|reponse|intervention|livraison sav|recours|conservation|nous lie|ne lie"
)
_LOT = re.compile(
    r"\blots?\s*(?:n\s*(?:[°o]s?)?\s*)?[:\-_]?\s*(?P<lots>0*\d{1,3}(?:\s*(?:,|et|&|/|\+)\s*(?:lots?\s*)?(?:n\s*°\s*)?0*\d{1,3}(?![\d,.]*\s*(?:€|%|euros)))*)\b"
)
_PUBLIC_BODY = re.compile(
    r"^\W*(?:(?:commune|ville|mairie|departement|region|metropole|syndicat [a-z ]+|communaute (?:de communes|d'agglomeration|urbaine)"
    r"|conseil (?:departemental|regional)|office public de l'habitat|centre (?:hospitalier|communal d'action sociale|intercommunal"
    r"|de gestion)[a-z' ]*|ccas|cias|chu|universite|lycee|college|sivom|sivu|sdis|prefecture|rectorat|agglomeration|etablissement public"
    r"|chambre (?:de commerce|des metiers|d'agriculture)[a-z' ]*|caisse (?:primaire|d'allocations)[a-z' ]*)\b)[^\n\t:;]{0,90}$",
    re.MULTILINE,
)


def term_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """reference, buyer, lot and (for the deed alone) duration; the first of each, from the first two pages."""
    if kind not in ANSWERS:
        return
    readers = [_reference, _buyer, _lot] + ([_duration] if kind == "acte_engagement" else [])
    for reader in readers:
        searched = pages if reader is _duration else pages[:2]
        fact = next((fact for page in searched for fact in reader(file, page)), None)
        if fact:
            yield fact


def _reference(file: str, page: Page) -> Iterator[Fact]:
    plain = fold_keeping_length(page.text)
    for found in _REFERENCE.finditer(plain):
        code = found["code"].rstrip(".-/_")
        digits = sum(map(str.isdigit, code))
        if (
            digits >= 2
            and len(code) >= 4
            and not re.fullmatch(
                r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:19|20)\d{2}(?:[-/](?:19|20)\d{2})?|\d{9}|\d{14}", code
            )
        ):
            start = found.start("code")
            value = page.text[start : start + len(code)].replace("\n", "")
            yield Fact("reference", value, evidence(file, page, start, start + len(code)), 0.8)


def _numbers(found: re.Match[str]) -> list[str]:
    return [str(int(number)) for number in re.findall(r"\d+", found["lots"]) if int(number)]


def lot_of(text: str, name: str) -> str | None:
    """The lot a file says it is about: in its name first, else in its first lines; None when it names several."""
    plain_name = fold(re.sub(r"[_\W]+", " ", name))
    for where in (plain_name, fold(text[:700])):
        numbers = {number for found in _LOT.finditer(where) for number in _numbers(found)}
        if numbers:
            return numbers.pop() if len(numbers) == 1 else None
    return None


def _buyer(file: str, page: Page) -> Iterator[Fact]:
    for value, start, end in after_label(page, _BUYER, below=True):
        clean = value.split(". ")[0].strip(" :;.")
        if 3 < len(clean) <= 120 and not re.match(
            r"\(|date|signature|designation|annee|nature|montant|objet|l[ea] |m\.|mme", fold(clean)
        ):
            yield Fact("buyer", clean, evidence(file, page, start, end), 0.75)
    head = "\n".join(page.text.split("\n")[:10])
    for found in _PUBLIC_BODY.finditer(fold_keeping_length(head)):
        clean = re.split(r" - | – |, ", head[found.start() : found.end()].strip())[0]
        yield Fact("buyer", clean, evidence(file, page, found.start(), found.end()), 0.65)


def _lot(file: str, page: Page) -> Iterator[Fact]:
    plain = fold_keeping_length(page.text[:1200])
    found = list(_LOT.finditer(plain))
    numbers = {number for one in found for number in _numbers(one)}
    if len(numbers) == 1:
        yield Fact("lot", numbers.pop(), evidence(file, page, found[0].start(), found[0].end()), 0.8)


def _duration(file: str, page: Page) -> Iterator[Fact]:
    for found in _DURATION.finditer(fold_keeping_length(page.text)):
        line = fold(page.text[page.text.rfind("\n", 0, found.start()) + 1 : found.end()])
        if not _NOT_WORK.search(line):
            value = " ".join(page.text[found.start("value") : found.end("value")].split())
            yield Fact("duration", value, evidence(file, page, found.start(), found.end()), 0.75)
