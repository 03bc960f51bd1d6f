"""What a bid may not exceed: pages, formats, size of files, number of lots."""

from __future__ import annotations

import re

from checker.consultation.readers.per_lot import by_lot
from checker.consultation.readers.text import Line, Paper
from checker.evidence import Found
from checker.pipes.numbers import NUMBER, number_of

_DOC = r"(?:memoires?|notes?|notices?|dossiers?|documents?|cadres?|offre technique|presentation|reponse|rapport|proposition|livret)"
_N = rf"(?P<n>{NUMBER})(?:\s*\(\s*\d+\s*\))?\s*(?:feuilles |faces )?pages?\b"
_PAGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"nombre (?:maxim\w+ )?de pages[^.;]{{0,60}}?(?:limite|fixe|maximum|exced|depass|:)\D{{0,14}}(?P<n>{NUMBER})",
        rf"(?:limit\w+|exced\w+|depass\w+|maximum|maximal\w*|au plus|maxi?\.?|superieur\w*|contenir|comporter\w*)\W+(?:(?:a|de|les|pas|plus|au|total|en|nombre|est|fixe|:)\W+){{0,4}}{_N}",
        rf"{_N}\s*(?:\([^)]*\)\s*)?(?:a4|recto|format|hors|y compris|numerotees|\W|verso|-)*\W*(?:au\s+)?(?:maximum|maximales?|max\b|au plus|tout compris|hors annexes|au total)",
        rf"{_DOC}\s+(?:\w+\s+){{0,3}}de\s+{_N}",
        rf"{_DOC}\b[^.;()]{{0,40}}\(\s*{_N}\s*(?:maxi?\w*\s*)?\)",
    )
)  # fmt: skip
_PAGE_TOPIC = re.compile(_DOC)
_PAGES_OF_LOT = re.compile(_N)
_NOT_PAGES = re.compile(
    r"pages? (?:a completer|jointe?s?|fournie?s?)|par reference|chacune|par projet|cv\b|par fiche|nom de fichier|page \d+ (?:sur|/)"
)
_OTHER_NOTE = re.compile(
    rf"note (?:(?!{_DOC})[^.;]){{0,50}}(?:developpement durable|environnement|motivation|insertion)(?!.*\b{_DOC})"
)
_APART = re.compile(r"\(?hors (?:\w+,? ){0,3}cv\b")  # what the limit leaves out
EXTENSIONS = (
    "pdf", "docx", "doc", "xlsx", "xls", "xlsm", "pptx", "ppt", "odt", "ods", "odp", "rtf", "txt", "csv", "zip", "rar", "7z", "jpeg", "jpg", "png",
    "gif", "tiff", "tif", "bmp", "svg", "dwg", "dxf", "dgn", "dwf", "ifc", "html", "htm", "xml", "mpp", "mp4", "avi",
)  # fmt: skip
_EXTENSION = re.compile(rf"(?<![\w@/])[.*]*({'|'.join(EXTENSIONS)})\b(?!\w)")
_FORMATS = re.compile(
    r"formats?(?:[^.]|\.(?=\w)){0,100}(?:accept|admis|autoris|recommand|suivants?|preconis|exig|compatib|utilis|lisible|exclusiv|transmis|remis|depos)|(?:accept|admis|autoris|remis|remett|transmis|transmett|exclusiv|depos)[^.]{0,60}formats?|extensions? (?:de fichiers? )?(?:suivant|accept|autoris)"
)
_NOT_FORMATS = re.compile(
    r"telecharg|decompress|lire les (?:documents|formats)|mis a disposition|signature|xades|consult(?:er|ation) (?:des|du|les) (?:documents|dossier|fichiers)|proposes? aux formats|aucun format"
)
_SIZE = re.compile(
    r"(?:taille|poids|volume|exced|depass|limit|superieur|capacite|\bpes(?:e|er|era)\b|moins de|jusqu.a)[^.]{0,90}?(?<![\d,.])(?P<n>\d{1,4}(?:[.,]\d+)?)\s?(?P<unit>mo|go|mega ?-?octets?|giga ?-?octets?|mb|gb)\b"
    r"|(?<![\d,.])(?P<n2>\d{1,4}(?:[.,]\d+)?)\s?(?P<unit2>mo|go|mb|gb)\s*(?:au )?(?:max|au plus)"
)
_LOTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:offre|soumissionner|repondre|candidater|attributaire|postuler)[^.;]{0,30} (?:pour |a |que |d.|qu.)+(?P<n>un) seul lot(?!\W+(?:ou|et|plusieurs))",
        rf"\bne\b[^.;]{{0,40}}(?:titulaire|attributaire|attribu|retenu)\w*[^.;]{{0,25}}\bqu(?:e|.) ?(?:de |d.|pour |sur )?(?:au plus )?(?P<n>{NUMBER})(?:\s*\(\s*\d+\s*\))?\s+(?:seuls? )?lots?",
        rf"nombre max\w* de lots[^.:]{{0,100}}:\s*(?P<n>{NUMBER})",
        rf"(?P<n>{NUMBER})(?:\s*\(\s*\d+\s*\))?\s+(?:seuls? )?lots? (?:au )?(?:max|au plus|seulement)",
        rf"(?:maximum|max\.?|plus|limit\w+|jusqu.a|nombre|au plus)\W+(?:(?:de|d|a|au|lots?|maximum|maximal|attribues?|attribuables?|par|un|meme|candidat|soumissionnaire|pouvant|etre|est|fixe|limite|:)\W+){{0,12}}(?P<n>{NUMBER})(?:\s*\(\s*\d+\s*\))?\s*(?:lots?\b|\W*$)",
    )
)  # fmt: skip
_LOT_TOPIC = re.compile(r"soumission|candidat|operateur|attribu|offre|repond|entreprise|titulaire|nombre|obten")
_BOUND = re.compile(
    r"sans pouvoir|toutefois|cependant|mais (?:ne|il|un)\b|dans la limite"
)  # after the freedom to bid, its limit
_NOT_LOTS = re.compile(
    r"^\W*nombre (?:total )?de lots\W*\d|un ou plusieurs|pas de limit|sans limit|pas limit|non limit|divis|decompos|reparti|comport|allot|compose"
)


def read_page_limit(paper: Paper) -> Found | None:
    """The largest number of pages of the technical file, by lot where it differs; None when none is set."""
    found: list[tuple[float, Found]] = []
    for line in paper.lines:
        if "page" not in line.plain:
            continue
        for start, end in line.sentences():
            said = line.plain[start:end]
            if pages := _pages_by_lot(said, line):
                found.append((3.5, Found(pages, line.evidence(start, end), 0.9)))
                continue
            for rank, pattern in enumerate(_PAGES):
                match = pattern.search(said)
                if not match or _apart(said, match.end()) or not (number := number_of(match["n"])):
                    continue
                weight = 2.0 - 0.5 * (rank == 3) + (1.0 if re.search(r"memoire|note|offre technique", said) else 0.0)
                if _PAGE_TOPIC.search(said) or _PAGE_TOPIC.search(line.place[-80:]):
                    found.append((weight, Found(number, line.evidence(start, end), 0.9)))
                break
    return max(found, key=lambda one: one[0])[1] if found else None


def _apart(said: str, end: int) -> bool:
    """Whether pages up to `end` are those of something else than the technical file."""
    return bool(_NOT_PAGES.search(_APART.sub(" ", said[: end + 40])) or _OTHER_NOTE.search(said[:end]))


def _pages_by_lot(said: str, line: Line) -> dict[str, int]:
    """The limits of a sentence that sets several, by lot."""
    pages = [(one.start(), number) for one in _PAGES_OF_LOT.finditer(said) if (number := number_of(one["n"]))]
    limits = by_lot(said, pages) if _PAGE_TOPIC.search(line.plain) else {}
    return limits if len(set(limits.values())) > 1 else {}


def read_formats(paper: Paper) -> Found | None:
    """The extensions in which a bid may be handed in, lower case, in the order written."""
    for line in paper.lines:
        place = line.plain.find("format") if "format" in line.plain else line.plain.find("extension")
        if place < 0:
            continue
        start, end = line.sentence_at(place)
        introduced = line.plain[start:]
        if not _FORMATS.search(introduced) or _NOT_FORMATS.search(line.plain[start : min(end, start + 140)]):
            continue
        below = [one for one in paper.after(line, 12) if not line.plain.rstrip().endswith(".")]
        listed = _listed(line, start, below)
        if len(listed) >= 2:
            return Found(listed, line.evidence(start), 0.9)
    return None


def _listed(line: Line, start: int, below: list[Line]) -> list[str]:
    text = line.plain[start:]
    for one in below:
        if one.block.nature not in ("item", "row") and not _EXTENSION.search(one.plain):
            break
        text += " " + one.plain
    kept = [
        found[1]
        for part in re.split(r"(?<=[a-z)])\.\s", text)[:3]
        if not re.search(r"interdit|proscri|pas accept|exclus", part)
        for found in _EXTENSION.finditer(part)
    ]
    return list(dict.fromkeys(kept))


def read_file_size(paper: Paper) -> Found | None:
    """The largest size, in megabytes, of a file or of the whole bid as the buyer words it."""
    for line in paper.lines:
        for match in _SIZE.finditer(line.plain):
            number = float((match["n"] or match["n2"]).replace(",", "."))
            unit = match["unit"] or match["unit2"]
            value = number * 1000 if unit.startswith("g") else number
            if value >= 1:
                return Found(int(value) if value == int(value) else value, line.around(match.start()), 0.9)
    return None


def read_max_lots(paper: Paper) -> Found | None:
    """How many lots one bidder may ask for or win; None without a limit."""
    for line in paper.lines:
        if "lot" not in line.plain:
            continue
        for start, end in line.sentences():
            said = whole = line.plain[start:end]
            if bound := _BOUND.search(said):
                said = said[bound.start() :]
            for pattern in _LOTS:
                match = pattern.search(said)
                if match and "lot" in whole and _LOT_TOPIC.search(said) and not _NOT_LOTS.search(said[: match.end()]):
                    number = number_of(match["n"])
                    if number:
                        return Found(number, line.evidence(start, end), 0.9)
    return None
