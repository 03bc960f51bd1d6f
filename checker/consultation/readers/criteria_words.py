"""French words around criteria and their weights, in plain letters."""

from __future__ import annotations

import re

START = re.compile(
    r"criteres?\b[^.;]{0,90}(?:ponder|jugement|attribution|choix|suivants?|selection des offres|ci-dessous|ci-apres|communs?|different|notes?|points|:)|criteres?\W*(?:\t|$)|(?:ponderation|jugement des offres|classement des offres)"
    r"[^.]{0,90}(?:criteres?|suivant)|economiquement la plus avantageuse|criteres? d.attribution|\bgrille\b[^.;:]{0,40}:\s*$|\bretiendr\w+[^.;]{0,40}\b(?:offre|proposition)[^.;]{0,60}:\s*$|^\W*(?:critere|crit\.)\W*\d|(?:^|\t)\W*criteres?\b|^\W*prix\W+\d{1,3} ?%|notees? sur 100|^\W*(?:[\divx.\-]+\s*)?(?:(?:art(?:icle|\.)?|chapitre) ?\w+\s*\W+\s*)?(?:jugement|notation|analyse|evaluation|criteres)\W*$|^\W*(?:[\divx.\-]+\s*)?(?:article \w+\s*\W\s*)?(?:jugement|choix|examen|selection|analyse|classement|notation)[^.]{0,20}\b(?:offres?|plis|propositions|projets)\b[^.]{0,40}$|offres? (?:sont|seront) (?:classee|jugee|notee|appreciee|departagee|evaluee|comparee)s?[^.]{0,80}:|^\W*(?:[\da-hivx]{1,4}\W+)?comment [^.]{0,40}(?:not|jug|chois|class|compar)\w*[^.]{0,20}$"
)
NOT_START = re.compile(
    r"^\W*(?:\d{1,3} ?% ?\W*)?(?:sous[- ]?critere|definition|ce (?:sous-)?critere)|selection des candidatures|capacites? (?:technique|financ)|recevabilite|criteres? (?:de |d.)(?:candidature|reprise)|ordre des sous-criteres|indications portees|critere[^.]{0,20}economique d"
)
END = re.compile(
    r"^\W*(?:article|chapitre)\b|methode de notation|modalites de notation|en cas de discordance|negociation|attribution du marche|pieces? a (?:fournir|produire|remettre)|delai de validite|type de procedure|instance chargee|renseignements? (?:complement|administ)|"
    r"lorsqu.une offre|valeur estimee|^\W*(?:[\d.]+\W+)?duree (?:du|en)|\bii\.\d|validite des offres|offres? anormalement|documents? a (?:fournir|produire)|recours|conditions de remise|une enchere|le pouvoir adjudicateur se reserve|l.acheteur se reserve"
)
_UNIT = r"%|pour ?cent|points?|pts?\.?|/ ?\d{2,3}|sur \d{2,3}"
_N = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)"
WEIGHT = re.compile(
    rf"(?:(?:(?:ponder\w*|coefficient|coeff?\.?|poids|notee?s?)\s*(?:a|de|sur|:|=)*\s*|\bpour |\bsur |(?<!\d)\s?/\s?|\ba |:\s*|=\s*|\t|\(\s*|-\s+|\s)|^)"
    rf"{_N}\s*(?P<unit>{_UNIT})?\s*(?:\)|maxi?(?:mum)?\b|de la note(?: finale| globale| totale)?|des points|sur \d{{2,3}}(?: points)?|dont\b|repartis?\b.*|\W)*$"
)
WEIGHT_WITHIN = re.compile(
    rf"(?:[:(=\-]|\s)\s*{_N}\s*(?P<unit>%|points?\b|pts?\b|/ ?100\b|(?<=sur \d)(?=,)|(?<=sur \d\d)(?=,))\s*\)?\s*(?:[,:;.\-–]\s|\(|\b(?:decompos|ventil|detaill|repart|apprec|au regard|sur la base|selon|jug|comme|dont|au vu|analys|evalu|a partir|cal))"
)
# « valeur technique notée sur 50 : organisation 20, moyens 30 »
NOTED = re.compile(rf"^(?P<own>[^:;]{{3,80}}?)\W+notee?s? sur {_N}\s*(?P<unit>points?)?\s*[:(]\s*(?P<parts>[a-z].*)$")
# what follows a weight to say how the price is marked: « …, suivant la formule N = 8 x … »
BY_FORMULA = re.compile(
    r"(?<=\d)\s*(?:%|points?|pts?)?\s*[,;(]?\s*(?:suivant|selon|par|avec|d.apres|en appliquant) (?:l.application de )?(?:la |une )?formule\b.*$"
)
# « Prix : 60 » alone on its line
LABELLED = re.compile(r"\W*[a-z][a-z .,'/-]{2,60}?\s*[:=]\s*(?:0[.,]\d{1,2}|\d{1,3})\W*")
# « Critère « valeur technique » – 60 % : », above its sub-criteria
WEIGHT_ABOVE = re.compile(rf"^\W*critere\b[^.;:%]{{3,80}}?[\W]{_N}\s*(?P<unit>%|points?\b|pts?\b)\W*$")
WEIGHT_FIRST = re.compile(
    rf"^\W*(?:pour\s+|critere\W*(?:n\W{{0,3}})?\d{{1,2}}\s*[(:\-]\s*)?{_N}\s*(?P<unit>%|points?\b|pts?\b)\s*\)?\s*(?:pour\b|:|[-–]|sur\b|attribues? (?:a|au))?\s*(?P<name>[a-z][^%]{{2,}})$"
)
_MARK = re.compile(r"(?<![\d,.])\d{1,3}(?:[.,]\d{1,2})?\s*(?:%|pour ?cent|points?\b|pts?\b)\s*\)?")
WEIGHED = re.compile(r"\d\s*(?:%|points?\b|pts?\b)|\t\s*\d{1,3}\s*$")
_PARTS_INSIDE = re.compile(
    r"\([^()]*[a-z]{3}[^()]*\d\s*(?:%|points?|pts?)[^()]*\)\s*[:=]?\s*\d{1,3}\s*(?:%|points?|pts?)\W*$"
)
WEIGHT_CELL = re.compile(
    rf"(?:(?:coef\w*|poids|sur|noté? sur)\W*)?{_N}\s*(?P<unit>{_UNIT})?(?:\s*(?:maxi?(?:mum)?|de la note(?: \w+)?|sur \d{{2,3}}))?\W*"
)
WEIGHT_WITHIN_CELL = re.compile(rf"[\s(:\-]+(?:sur )?{_N}\s*(?P<unit>%|points?\b|pts?\b)\W*$")
ONLY_WEIGHTS = re.compile(r"\W*(?:\d{1,3}(?:[.,]\d{1,2})?\s*(?:%|points?|pts?)[\s;,]*)+")
ONE_WEIGHT = r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(%|points?|pts?)"
SUB = re.compile(
    r"^\W*(?:s/critere|sous[- ]?criteres?|dont\b|\d{1,2}\s?[.\-]\s?(?:\d{1,2}|[a-h])\b|c\d\.\d|[abd-h]\d{1,2}\b|[a-h]\s?[).]\s|s\.?c\.?\s?\d)|^\s*(?:[-–•·►→▪◦]|o\s)"
)
TOP = re.compile(
    r"^\W{0,3}(?:criteres?\s*(?:n(?:\s?o\b)?\W{0,3})?\s*\d|c\d\s?[.:\-]\s|\d{1,2}\s?[).\-–:°/]+\s*(?!\d)|[ivx]{1,4}\s?[).\-]\s)"
)
GLYPH = re.compile(r"^\s*(?:[-–•·►→▪◦➢]|o(?=\s))")
MARKED = re.compile(r"^\W*(?:sous[- ]?)?criteres?\b\s*(?:n(?:\s?o\b)?\W{0,3})?\s*(?:\d|[a-z]+)")
EXPLANATION = re.compile(
    r"^\W*(?:ce (?:sous-)?critere|ces? (?:sous|element)|definition|le montant total|appreci|note\b|il sera|ils seront|elle sera|les? (?:offres?|candidats?|note)|sera\b|seront\b|l.offre|au regard|le candidat|"
    r"pour ce|sur la base|selon|la note|evalue|analyse de)"
)
NUMBERED = re.compile(r"^\W*(?:\d{1,2}(?:\s?[.\-]\s?\d{1,2})*\s?[).\-–:]|[a-h]\)|criteres? )")
RANK = re.compile(
    r"\W*(?:sous[- ]?)?(?:criteres?|crit\.?|c|n(?:\s?o\b)?\W{0,3})?\s*(?:n(?:\s?o\b)?\W{0,3})?\s*\d{0,2}(?:[.\-]\d{1,2})?\W*"
)
RANKS = re.compile(
    r"(?:\W*(?:sous[- ]?)?(?:criteres?|page|lot|article)\s*(?:n(?:\s?o\b)?\W{0,3})?\s*\d{0,2}(?:[.\-]\d{1,2})?\W*)+"
)
TOTAL = re.compile(
    r"^\W*(?:(?:soit )?(?:un |le )?total|(?:chaque |les? |l.)?(?:offres?|propositions?|candidats?|projets?)\b|(?:une |la )?note\b|somme|note (?:finale|globale|totale)|ensemble)\b"
)
ANOTHER_LOT = re.compile(r"^\W*(?:pour )?(?:l[ea]s? )?lots?(?:\(s\))?\W+(?:n(?:\s?o\b)?\W{0,2})?\d")
LEAD = (
    r"^(?:(?:de la note(?: finale| globale| totale)?|du total|des points)\s*(?:[,;]|et)\s+(?:pour )?(?:l[ea] |les |l['’])?|o\s+(?=[a-zà-ÿ])|crit[eè]re de (?:qualit[ée]|co[uû]t) - (?:nom|name) ?: ?|>\s*|s/|(?:et |ou )?(?:du |de la |de l['’]|des )|(?:sous[- ]?)?crit[eè]res?\s*(?:n\s?[°ºo]?\s?)?\d{1,2}(?:[.\-]\d{1,2})?\s*[:.\-–)]*\s*|(?:sous[- ]?)?crit[eè]res?\s*:\s*|dont\s*:?\s+|\d{1,2}\s?[.\-]\s?(?:\d{1,2}|[a-h](?=[\s).]))\s*[).\-–:]*\s+"
    r"|\d{1,2}\s*[).\-–:°/]+\s*|[a-h]\d{1,2}(?:\.\d)?\s*[.:\-–)]*\s+|[a-h]\)\s*|[A-H]\s?[.)]\s+|crit[eè]re\s*[«\"“]\s*|crit[eè]re unique\s*:\s*|(?:le )?crit[eè]re (?:d[ue] )?(?=prix|valeur|technique|d[ée]lai|qualit|co[uû]t|environ|performance|financ))+"
)
COMMENT = (
    r"(?:\s*[:,(–-]?\s*\b[a-z]+(?:[ -][a-z]+)? pour ?cent\W*$|\s*\(\s*\d{1,3}\s*(?:/\s*\d{2,3}|%|points?)\s*\)\s*[:.].*$|\s*[,(:]\s*not[ée]e?s? sur \d.*$|\s*[.:]\s*(?:ce (?:sous-?\s?)?crit[eè]re|d[ée]finition).*$|(?<=[a-zà-ÿ)]{3})\.\s+(?=[A-ZÀ-Ý]).*$|\s*,?\s*(?:dont|soit)\s*:?\s*$|\s*[(:,/\-–]*\s*(?:pond[ée]r\w*|coefficient|not[ée]e?s?|compte|comptant)\W*(?:sur|à|de|pour)?\W*$"
    r"|\s*[,:(]?\s*(?:appr[ée]ci|jug|[ée]valu|analys)\w+ (?:au|sur|à partir|en fonction).{60,}$|,?\s+(?:pour|sur)\s*$|\s+(?:repr[ée]sente|compte|vaut|p[èe]se)(?:nt)?(?: pour)?\s*$)"
)
_ANNOUNCED = re.compile(
    r"^.*(?:crit[eè]res\b[^:()]*(?::|\bsont\b)|suivante?s? ?:|\b(?:ainsi|comme suit) ?:|ensemble des lots ?:|pond[ée]r(?:ation|[ée]e?s?) ?:|lots?\s*(?:n(?:\s?o\b)?\W{0,3})?\d+ ?:|en fonction d(?:u|es) crit[eè]res? d(?:u |e la |e l.))\s*(?=\w)",
    re.IGNORECASE | re.DOTALL,
)
OF_LOT = re.compile(r"^\W*lots?(?:\(s\))?\W+(?:n(?:\s?o\b)?\W{0,2})?(\d{1,2})\s*[:\-–]\s*(?=[a-z])")
FORMULA = re.compile(
    r"\bx\b.*ponderation|\bavance\b|garantie (?:a premiere|de) |retenue|\btva\b|montant de l.offre(?!\W*\d)|formule|note du prix|note =|tres satisfaisant|insuffisant|moins[- ]disant|multipli|prix le plus bas|\bnote (?:de )?\d|note maximale|penalite|remise de \d"
)
_LOTS = re.compile(
    r"lots?(?:\(s\))?\W+((?:n(?:\s?o\b)?\W{0,2})?\d{1,2}(?:\s*(?:,|et|a|/|&|-)\s*(?:n(?:\s?o\b)?\W{0,2})?\d{1,2})*)"
)


ONLY_LOTS = re.compile(rf"^\W*(?:pour )?(?:les? )?{_LOTS.pattern}\W*$")


def unit_announced(plain: str) -> str:
    """points or % when the line that announces the criteria says how they are counted."""
    if re.search(r"points?\b|sur (?:100|20|10)\b|/ ?(?:100|20)\b|notes? sur", plain):
        return "points"
    return "%" if re.search(r"%|pourcentage", plain) else ""


def lots_in(plain: str) -> tuple[str, ...]:
    """The numbers of « lots 1 et 2 », « lots 1 à 3 »."""
    found = _LOTS.search(plain)
    if not found:
        return ()
    numbers = [int(n) for n in re.findall(r"\d+", found[1])]
    if (
        re.search(r"\d\s*(?:a|-)\s*(?:n(?:\s?o\b)?\W{0,2})?\d", found[1])
        and len(numbers) == 2
        and numbers[0] < numbers[1] < 40
    ):
        numbers = list(range(numbers[0], numbers[1] + 1))
    return tuple(str(n) for n in numbers)


def header(cells: tuple[str, ...]) -> tuple[str, list[tuple[str, ...]]] | None:
    """The unit and the lots of each column, when a row is the head of a table of criteria."""
    plain = "\t".join(cells)
    if not re.search(r"criteres?|ponderation|points?|poids|%", plain) or any(
        WEIGHT_CELL.fullmatch(cell.strip()) for cell in cells
    ):
        return None
    if not re.match(
        r"\W*(?:(?:sous[- ]?)?criteres?|n(?:\s?o\b)?\W{0,3}|rang|ordre|libelles?|intitule|designation|ponderation|lots?)\b",
        plain,
    ):
        return None
    lots = [lots_in(cell) for cell in cells]
    return unit_announced(" ".join(cells[1:])), lots if any(lots) else []


def weight_column(cells: tuple[str, ...]) -> int | None:
    """The column headed by weights, when another one is headed by marks: « Note sur | Coefficient »."""
    weights = [n for n, cell in enumerate(cells) if re.search(r"ponder|coef|poids|%", cell)]
    marks = [n for n, cell in enumerate(cells) if re.search(r"\bnot(?:e|es|ation)\b|bareme", cell) and n not in weights]
    return weights[0] if len(weights) == 1 and marks else None


def after_announcement(text: str) -> str:
    """What follows the words that announce the criteria, on the same line."""
    return _ANNOUNCED.sub("", text)


def split_inline(text: str) -> list[tuple[int, int]]:
    """Where each weighed name begins and ends on one line: « prix 60 %, valeur technique 40 % », « 60 % Prix 40 % Délai »."""
    marks = [(found.start(), found.end()) for found in _MARK.finditer(text)]
    if len(marks) < 2 or _PARTS_INSIDE.search(text):
        return [(0, len(text))]
    if re.fullmatch(r"(?:.*\bponderation)?[^a-z]*", text[: marks[0][0]]):  # the weight comes before its name
        starts = [start for start, _ in marks]
        return list(zip(starts, [*starts[1:], len(text)], strict=True))
    ends = [end for _, end in marks]
    return list(zip([0, *ends[:-1]], ends, strict=True))
