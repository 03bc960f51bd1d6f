"""Until when bidders may ask questions, and on which platform everything happens."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from checker.consultation.readers.moments import complete, moments
from checker.consultation.readers.text import Line, Paper, Papers
from checker.evidence import Found
from checker.pipes.numbers import NUMBER

_QUESTION = re.compile(
    r"questions?\b|\brenseignements?\s*:|renseignements? complementaires?|demandes? (?:de |d.)(?:renseignement|precision|complement|information|eclaircissement)|renseignements? qui leur|demandes? ecrites?|demandes? adressees|\bposer"
)
_ASKING = re.compile(
    r"candidat|\bposer|demande|parven|parvien|possible|adress|formul|depos|question|recu|\brenseignements?\s*:"
)
_ANSWER = re.compile(
    r"reponses?[^.;]{0,60}(?:adressee|apportee|transmise|sera|seront|diffusee)|modifications? de detail|diffuses? par|envoyes? aux candidats|visite"
)
_BEFORE = re.compile(
    rf"(?P<n>{NUMBER})(?:\s*\(\s*\d+\s*\))?\s*jours?(?:\s+(?:francs?|calendaires?|ouvres?|ouvrables?))?\s+avant\s+(?:la\s+)?(?:date|remise|l.echeance|le depot|reception|limite)[^.;,:]{{0,80}}"
)
_URL = re.compile(  # a line may break after a hyphen or a full stop of the address
    r"(?:https?:/{1,2}|www\.)[^\s«»\"<>(),;]+(?:-\s[a-z][^\s«»\"<>(),;]+|(?<=\.)\s(?:gouv\.fr|fr|com|org|net|info|eu)\b[^\s«»\"<>(),;]*)?",
    re.IGNORECASE,
)
_NOT_PLATFORM = re.compile(
    r"economie\.gouv|legifrance|dume|ssi\.gouv|esignature|chorus|service-public|europa\.eu|ec\.europa|telerecours|urssaf|boamp|ted\.|insee|entreprises\.gouv|"
    r"net-entreprises|impots|justice|cnil|adobe|java|anssi|infogreffe|e-certis|facebook|lsti|tribunal|conseil-etat|7-zip|dematerialisation|inclusion"
)
_ROLE = re.compile(
    r"profil d.?acheteur|plate-?forme|depot|depos|telecharg|dematerialis|transmi|adresse suivante|remise|retir|\boffres?\b|\bplis?\b|parvenir|questions?\b"
)
_KNOWN = re.compile(
    r"marches?-?publics?|marches?-securises|achatpublic|achats?-public|e-marches?|maximilien|megalis|marches-publics\.info|klekoon|ternum|aws|synapse|demat|atexo|ixarm|xmarches|omnikles|modula"
)


def read_questions(paper: Paper, years: list[date], day: date) -> Found | None:
    """The last moment to ask: "YYYY-MM-DDTHH:MM", a day, or the words « 8 jours avant la date limite … »."""
    for line in paper.lines:
        for start, end in line.sentences():
            said = line.plain[start:end]
            context = f"{said} {line.place[-80:]} {_title_above(paper, line)}"
            near = line.plain[max(0, start - 260) : end]
            if (
                not _QUESTION.search(near)
                and not (_QUESTION.search(context))
                or _ANSWER.search(said)
                or not _ASKING.search(f"{near} {context}")
            ):
                continue
            for moment in moments(said):
                around = said[: moment.start] + said[moment.end : moment.end + 40]
                if re.search(r"avant|au plus tard|jusqu|pour le|limite|dernier|\bclos|clotur", around) and (
                    when := complete(moment, years, day)
                ):
                    value = f"{when.isoformat()}T{moment.hour:%H:%M}" if moment.hour else when.isoformat()
                    return Found(value, line.evidence(start, end), 0.9)
            if match := _BEFORE.search(said):
                words = line.block.text[start + match.start() : start + match.end()].strip()
                return Found(words, line.evidence(start, end), 0.9)
    return None


def _title_above(paper: Paper, line: Line) -> str:
    """A short line just above, which may be a title without a number."""
    above = paper.before(line, 1)
    return above[0].plain if above and len(above[0].plain) < 60 and not above[0].plain.endswith(".") else ""


def read_platform(documents: Papers) -> Found | None:
    """The address of the buyer's profile: the site most named where bids are taken from or handed in."""
    votes: Counter[str] = Counter()
    first: dict[str, Found] = {}
    for paper in documents.all:
        for line in paper.lines:
            for match in _URL.finditer(line.block.text):
                url = _clean(match[0])
                host = _host(url).lower().removeprefix("www.")
                if not host or "." not in host or _NOT_PLATFORM.search(url.lower()):
                    continue
                near = line.plain[max(0, match.start() - 200) : match.start()] + " " + line.place[-60:]
                votes[host] += 1 + 2 * bool(_ROLE.search(near)) + 3 * bool(_KNOWN.search(host)) + 4 * ("profil" in near)
                first.setdefault(host, Found(url, line.around(match.start()), 0.9))
    if not votes:
        return None
    host, weight = votes.most_common(1)[0]
    return first[host] if weight >= 3 else None


def _clean(url: str) -> str:
    url = re.sub(r"([-.])\s", r"\1", url).rstrip(".,;:)").rstrip("/")
    url = re.sub(r"^(https?:)/(?!/)", r"\1//", url, flags=re.IGNORECASE)
    url = url if url.lower().startswith("http") else f"https://{url}"
    return url if len(url) <= 90 else f"https://{_host(url)}"


def _host(url: str) -> str:
    found = re.match(r"https?://([\w.\-]+)", url, re.IGNORECASE)
    return found[1] if found else ""
