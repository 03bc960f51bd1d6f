"""French words around criteria and their weights, in plain letters."""

from __future__ import annotations

import re

START = re.compile(
    r"criteres?\b[^.;]{0,90}(?:ponder|jugement|attribution|choix|suivants?|selection des offres|ci-dessous|ci-apres|communs?|different|notes?|points|:)|criteres?\W*(?:\t|$)|(?:ponderation|jugement des offres|classement des offres)"
    r"[^.]{0,90}(?:criteres?|suivant)|economiquement la plus avantageuse|criteres? d.attribution|^\W*(?:critere|crit\.)\W*\d|(?:^|\t)\W*criteres?\b|^\W*prix\W+\d{1,3} ?%|notees? sur 100|offres? (?:sont|seront) (?:classee|jugee|notee|appreciee)s?[^.]{0,80}:"
)
NOT_START = re.compile(
    r"selection des candidatures|capacites? (?:technique|financ)|recevabilite|criteres? (?:de |d.)(?:candidature|reprise)|ordre des sous-criteres|indications portees|critere[^.]{0,20}economique d"
)
END = re.compile(
    r"^\W*(?:article|chapitre)\b|methode de notation|modalites de notation|en cas de discordance|negociation|attribution du marche|pieces? a (?:fournir|produire|remettre)|delai de validite|type de procedure|instance chargee|renseignements? (?:complement|administ)|"
    r"lorsqu.une offre|offres? anormalement|documents? a (?:fournir|produire)|recours|conditions de remise|une enchere|le pouvoir adjudicateur se reserve|l.acheteur se reserve"
)
_UNIT = r"%|pour ?cent|points?|pts?\.?|/ ?\d{2,3}|sur \d{2,3}"
WEIGHT = re.compile(
    rf"(?:(?:(?:ponder\w*|coefficient|coeff?\.?|poids|note)\s*(?:a|de|:|=)?\s*|\bpour |\ba |:\s*|=\s*|\t|\(\s*|-\s+|\s)|^)(?P<n>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?P<unit>{_UNIT})?\s*(?:\)|maximum|max\b|de la note(?: finale| globale)?|des points|\W)*$"
)
WEIGHT_CELL = re.compile(
    rf"(?:(?:coef\w*|poids|sur)\W*)?(?P<n>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?P<unit>{_UNIT})?(?:\s*(?:maxi?(?:mum)?|de la note))?\W*"
)
SUB = re.compile(
    r"^\W*(?:sous[- ]?criteres?|dont\b|\d{1,2}\s?[.\-]\s?\d{1,2}\b|c\d\.\d|[a-h]\s?[).]\s|[-–•·o→]\s|s\.?c\.?\s?\d)"
)
TOP = re.compile(
    r"^\W{0,3}(?:criteres?\s*(?:n\W{0,3})?\s*\d|c\d\.\s|\d{1,2}\s?[).\-–:°/]+\s*(?!\d)|[ivx]{1,4}\s?[).\-]\s)"
)
NUMBERED = re.compile(r"^\W*(?:\d{1,2}(?:\s?[.\-]\s?\d{1,2})*\s?[).\-–:]|[a-h]\))")
RANK = re.compile(r"\W*(?:sous[- ]?)?(?:criteres?|crit\.?|c)?\s*(?:n\W{0,3})?\s*\d{0,2}(?:[.\-]\d{1,2})?\W*")
LEAD = r"^(?:crit[eè]res?\s*(?:n\s?[°º]?\s?)?\d{1,2}(?:[.\-]\d)?\s*[:.\-–)]*\s*|sous[- ]?crit[eè]res?\s*(?:n\s?[°º]?\s?)?\d{1,2}(?:[.\-]\d{1,2})?\s*[:.\-–)]*\s*|dont\s+|\d{1,2}(?:\s?[.\-]\s?\d{1,2})*\s*[).\-–:°/]+\s*|\d{1,2}\.\d{1,2}\s+|[a-h]\)\s*)"
COMMENT = r"(?:\.\s+(?=[A-ZÀ-Ý])|\s*[,:]?\s*dont\s*:?\s*$|\s*[(:,]?\s*(?:pond[ée]r\w*|coefficient|not[ée]e?)\W*(?:sur|à|de)?\W*$|\s*[,:]\s*appr[ée]ci\w+ (?:au|sur|à partir).*$|,?\s+pour\s*$)"
FORMULA = re.compile(
    r"\bx\b.*ponderation|montant de l.offre|formule|note du prix|note =|tres satisfaisant|insuffisant|moins[- ]disant|multipli|prix le plus bas|note (?:de )?\d|note maximale"
)
_LOTS = re.compile(r"lots?\W+((?:n\W{0,2})?\d{1,2}(?:\s*(?:,|et|a|/|&|-)\s*(?:n\W{0,2})?\d{1,2})*)")


def unit_announced(plain: str) -> str:
    """points or % when the line that announces the criteria says how they are counted."""
    if re.search(r"points?\b|sur (?:100|20|10)\b|/ ?(?:100|20)\b|notes? sur", plain):
        return "points"
    return "%" if re.search(r"%|pourcentage|ponder", plain) else ""


def lots_in(plain: str) -> tuple[str, ...]:
    """The numbers of « lots 1 et 2 », « lots 1 à 3 »."""
    found = _LOTS.search(plain)
    if not found:
        return ()
    numbers = [int(n) for n in re.findall(r"\d+", found[1])]
    if re.search(r"\d\s*(?:a|-)\s*(?:n\W{0,2})?\d", found[1]) and len(numbers) == 2 and numbers[0] < numbers[1] < 40:
        numbers = list(range(numbers[0], numbers[1] + 1))
    return tuple(str(n) for n in numbers)


def lot_announced(plain: str) -> str | None:
    """The lot a list of criteria is announced for, when it is one."""
    lots = lots_in(plain)
    return lots[0] if len(lots) == 1 else None


def header(plain: str) -> tuple[str, list[tuple[str, ...]]] | None:
    """The unit and the lots of each column, when a row is the head of a table of criteria."""
    cells = plain.split("\t")
    if not re.search(r"criteres?|ponderation|points?|poids|%", plain) or any(
        WEIGHT_CELL.fullmatch(cell.strip()) for cell in cells
    ):
        return None
    if not re.match(
        r"\W*(?:(?:sous[- ]?)?criteres?|n\W{0,3}|libelles?|intitule|designation|ponderation|lots?)\b", plain
    ):
        return None
    lots = [lots_in(cell) for cell in cells]
    return unit_announced(" ".join(cells[1:])), lots if any(lots) else []


def after_announcement(text: str) -> str:
    """What follows the words that announce the criteria, on the same line."""
    return text.rsplit(" : ", 1)[-1] if re.search(r"crit[eè]res?", text, re.IGNORECASE) and " : " in text else text


def split_inline(text: str) -> list[tuple[int, int]]:
    """Several weighed names on one line: « prix 60 %, valeur technique 40 % »."""
    ends = [
        found.end()
        for found in re.finditer(
            rf"\d(?:[.,]\d+)?\s*(?:{_UNIT})\s*\)?\s*(?:[;,.]|\bet\b|-(?=\s)|(?=\s\d\s?[-.)])|$)", text
        )
    ]
    if len(ends) < 2:
        return [(0, len(text))]
    starts = [0, *ends[:-1]]
    return list(zip(starts, ends, strict=True))
