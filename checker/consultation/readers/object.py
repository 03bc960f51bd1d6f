"""What is bought, in the buyer's words."""

from __future__ import annotations

import re

from checker.consultation.readers.french import BODIES
from checker.consultation.readers.text import Line, Paper, Papers
from checker.evidence import Evidence, Found
from checker.folding import fold

_WHAT = r"(?:du present |du |de la presente |de la |de l.|des )?(?:marches?(?: public)?s?|consultations?|accords?[- ]cadres?|contrat|operations?|procedure|achat|appel d.offres|appel (?:public )?a (?:la )?(?:concurrence|candidatures?|projets?)|avis|affaire|mission|concours|prestations?|travaux)"
# « Marché public de fournitures courantes et services »: a sort of contract, no title
_SORT = (
    r"(?:marches?(?: publics?)?|accords?[- ]cadres?|maitrise d.oeuvre)(?: (?:de|d.|a|par|en|pour) ?(?:travaux|fournitures?|services?|maitrise d.(?:oe|œ)uvre|prestations?(?: intellectuelles)?|courantes?|techniques? de l.information.*|"
    r"bons? de commande|tranches|marches? subsequents?|procedure \w+|et|ou|l.)| (?:passee?s? )?(?:selon|en|suivant) (?:la |une )?procedure \w+| courantes?| et| ou| de| services?| intellectuelles| mono-?attributaire| multi-?attributaires?| n\W.*)*\W*$"
)
_LABEL = re.compile(
    rf"^\W*(?:[\divx.]{{1,9}}[.)\- ]+)?(?:objet(?: {_WHAT})?|intitule(?: {_WHAT})?|designation {_WHAT}|libelle {_WHAT}|nom {_WHAT}|operation|marches? (?:public )?a procedure adaptee(?! ?:? ?(?:art|en appl|ouvert|oui|non|[rl]\.? ?\d)))(?: public)?\s*(?::|\t)\s*(?P<what>\S[^\n]{{4,}})"
)
_LABEL_ONLY = re.compile(
    rf"^\W*(?:objet {_WHAT}|intitule {_WHAT}|(?:ii\.1\.1\)\s*)?intitule|operation)(?: public)?\s*:?\W*$"
)
_SAYS = re.compile(
    r"(?:marche|consultation|accord-cadre|contrat|procedure|appel d.offres|cahier|reglement)[^.;]{0,60}?\b(?:a pour objet|ont pour objet|porte(?:nt)? sur|concerne(?:nt)?|est relati(?:f|ve) a|vise a)\s*:?\s*(?P<what>[^\n]{8,})"
)
_QUOTED = re.compile(
    r"(?:consultation|marche|operation|intitule|objet)\s*(?:intitulee?\s*)?[«\"“]\s*(?P<what>[^»\"”]{12,220}?)\s*[»\"”]"
)
_COVER_NOISE = re.compile(
    rf"^\W*(?:reglement|lettre de|offres?\b|limites?\b|depot\b|retour\b|reponses?\b|numero|possibilite|prefete? (?:de|d.|du)\b|liberte\b|caracteristiques|identification|lieu\b|ght\b|lot\W+\d|nature|representant|travaux\W*$|services\W*$|fournitures\W*$|document|dce|phase|valant|en application|passe|conform|r\.?c\.?\b|marche\W*n|[a-z][a-z ']{{2,40}} : |{_SORT}|marche a procedure|accord-cadre a bons de commande\W*$|acte d.engagement|cahier des|ccap|cctp|dossier de consultation|procedure|appel d.offres|"
    rf"consultation\W*n|consultation \w+-?\d|references?|ref\b|n\W|date|heure|page|avis|annonce|objet|sommaire|pouvoir|acheteur|maitre|direction|service|departement|region|republique|tel|fax|cellule|pole\b|bureau|affaire suivie|dossier suivi|courriel|mail|http|www|\d|article|lot|"
    rf"hotel de ville|place|rue|avenue|boulevard|adresse|cpv|code|etabli|\(|les (?:plis|offres|candidatures|propositions)\b|avant|heure|(?:{BODIES})[^.]{{0,90}}$|(?:[a-z] ){{4,}}|[^.]*\bpage \d+ ?(?:/|sur) ?\d+\W*$|la procedure|les candidats|mairie|siret|vendredi|lundi|mardi|mercredi|jeudi|remise|annee|version|indice)"
)
_END = re.compile(r"(?:\.\s|\.$|\n|\bii\.\d|\s-?\s?code cpv|\bcpv\b| ; | lieu d.execution)")
_NUMBER_FIRST = re.compile(r"^num[ée]ro de (?:la )?consultation\s*:\s*\S+\s+", re.IGNORECASE)
_NOT_WHAT = re.compile(
    r"passee? en application|soumise? aux? dispositions|code de la commande|^\W*(?:un|l.)?\W*accord-cadre (?:mono|multi)-attributaire\W|:\s*$"
)
_HEADING = re.compile(rf"^\W*(?:article \w+\W+|[\divx.]{{1,9}}\W+)?objet(?: {_WHAT})?(?: public)?\W*$")
_VERB = re.compile(
    r"\b(?:est|sont|a pour|ont pour|porte(?:nt)?|concerne(?:nt)?|vise|fait|comprend|definit|precise|fixe)\b"
)
_CITES = re.compile(r"^\W*en application\b")  # a full stop there does not end the cover
_COVERS = {"rc": 7.5, "ccap": 7.5, "acte_engagement": 6.5, "cctp": 6.5, "inconnu": 6.5, "avis_marche": 4.5}
_CONTACT = re.compile(r"\d{5}|@|:\s*$|(?:\d\d[ .]){4}\d\d")
LONGEST_TITLE = 260  # characters of a title that holds several sentences
_LEAD = re.compile(r"^(?:l[ae] |les |l['’]|d[eu] |des |d['’]|un |une )+", re.IGNORECASE)


def _cut(line: Line, start: int) -> str:
    end = _END.search(line.plain, start)
    words = line.block.text[start : end.start() if end else None]
    words = _NUMBER_FIRST.sub("", words)
    return words.strip(' \t.:;-–—«»"')


def _cover(paper: Paper) -> tuple[str, Evidence] | None:
    """The title on the first page: the longest run of lines that are neither the buyer, nor a form word, nor a date."""
    runs: list[list[Line]] = [[]]
    for line in paper.lines:
        if line.block.page > 1 or line.at > 24 or (_is_text(line) and not _CITES.match(line.plain)):
            break
        if _COVER_NOISE.match(line.plain) or line.block.cells or _CONTACT.search(line.plain):
            runs.append([])
        elif runs[-1] and _changes_case(runs[-1][-1].block.text, line.block.text):
            runs.append([line])
        else:
            runs[-1].append(line)
    runs = [run for run in runs if run and sum(len(line.plain.split()) for line in run) >= 3]
    if not runs:
        return None
    runs = [run for run in runs if not run[-1].plain.rstrip().endswith("?")] or runs
    best = max(runs[:4], key=lambda run: (_repeats(paper, run), -run[0].at))
    quote = "\n".join(line.block.text for line in best)
    return " ".join(line.block.text for line in best).strip(' .«»"'), best[0].block.evidence(quote)


def _is_text(line: Line) -> bool:
    """Where the cover ends: an article, or a sentence."""
    return (
        len(line.plain) > 260
        or (line.block.nature == "heading" and line.at > 3)
        or line.plain.rstrip().endswith((".", ";"))
    )


def _changes_case(above: str, below: str) -> bool:
    return above.isupper() != below.isupper()


def _repeats(paper: Paper, run: list[Line]) -> float:
    """How much of a title the rest of the document says again."""
    rest = paper.plain[sum(len(line.plain) for line in run) :]
    words = {word for line in run for word in re.findall(r"[a-z]{4,}", line.plain)}
    if not words:
        return 0.0
    again = sum(rest.count(word) > 1 for word in words) / len(words)
    return again + min(len(words), 12) * 0.12


def _labelled(paper: Paper) -> tuple[float, str, Evidence] | None:
    for line in paper.lines:
        if line.block.page > 6:
            break
        if match := _LABEL.match(line.plain):
            short = len(line.plain) - match.start("what") <= LONGEST_TITLE
            what = (
                _NUMBER_FIRST.sub("", line.block.text[match.start("what") :])
                if short
                else _cut(line, match.start("what"))
            )
            what = what.strip(' \t.:;-–—«»"')
            more = "" if line.block.cells or line.plain.rstrip().endswith(".") else _continuation(paper, line)
            if len(what.split()) >= 2:
                quote = f"{line.block.text}\n{more}".strip()
                return 9.0, f"{what} {more}".strip(), line.block.evidence(quote)
        if _LABEL_ONLY.match(line.plain) and line.block.page == 1:
            below = [one for one in paper.after(line, 3) if _names_something(one)]
            if below:
                more = _continuation(paper, below[0])
                return (
                    8.0,
                    f"{below[0].block.text} {more}".strip(),
                    below[0].block.evidence(f"{below[0].block.text}\n{more}".strip()),
                )
    return None


def _names_something(line: Line) -> bool:
    words = _NUMBER_FIRST.sub("", line.plain)
    return len(words.split()) >= 3 and not _COVER_NOISE.match(words) and not _NOT_WHAT.search(words)


def _continuation(paper: Paper, line: Line) -> str:
    """The second line of a title broken in two."""
    after = paper.after(line, 1)
    text = line.block.text
    if not after or text.rstrip().endswith((".", ":", ";")) or len(text) < 30 or after[0].block.page != line.block.page:
        return ""
    below = after[0].block
    return below.text if below.nature == "paragraph" and below.text[:1].islower() and len(below.text) < 120 else ""


def _said(paper: Paper) -> tuple[float, str, Evidence] | None:
    for line in paper.lines:
        if line.block.page > 6:
            break
        for pattern, score in ((_QUOTED, 7.0), (_SAYS, 5.0)):
            if match := pattern.search(line.plain):
                if score == 7.0:
                    what = line.block.text[match.start("what") : match.end("what")].strip()
                else:
                    what = _LEAD.sub("", _cut(line, match.start("what")))
                if len(fold(what).split()) >= 3 and not _NOT_WHAT.search(fold(what)):
                    return score, what, line.around(match.start())
    return None


def _headed(paper: Paper) -> tuple[float, str, Evidence] | None:
    """The words without a verb that stand under the heading « Objet »."""
    for line in paper.lines:
        if not _HEADING.match(line.plain) or line.block.page > 6:
            continue
        for below in paper.after(line, 1):
            start, end = below.sentence_at(0)
            said = below.plain[start:end]
            if (
                _names_something(below)
                and not below.block.cells
                and len(said) < LONGEST_TITLE
                and not _VERB.search(said)
            ):
                return 5.5, below.block.text[start:end].strip(' \t.:;-–—«»"'), below.evidence(start, end)
    return None


def _offered(paper: Paper, alone: bool) -> list[tuple[float, str, Evidence]]:
    """The titles a document offers; one that comes alone has a cover whatever it was taken for."""
    found = [one for one in (_labelled(paper), _said(paper), _headed(paper)) if one]
    if weight := _COVERS.get(paper.kind, _COVERS["inconnu"] if alone else None):
        found += [(weight, *cover)] if (cover := _cover(paper)) else []
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]{4,}", fold(text)))


def _agreement(what: str, others: list[str]) -> float:
    """How well a title matches the best of the titles other documents give: 0 to 1."""
    own = _words(what)
    shares = [len(own & theirs) / len(own | theirs) for other in others if (theirs := _words(other)) and own]
    return max(shares, default=0.0)


def read_object(documents: Papers) -> Found | None:
    """The title of the consultation: what is labelled as its object, the title of the cover, or « a pour objet ».

    Between them, the one the other documents repeat.
    """
    offered = [
        (rank, one) for rank, paper in enumerate(documents.all) for one in _offered(paper, len(documents.all) == 1)
    ]
    best: tuple[float, str, Evidence] | None = None
    for rank, (weight, what, evidence) in offered:
        others = [one[1] for other, one in offered if other != rank]
        score = weight - min(rank, 3) * 1.0 + 3.5 * _agreement(what, others)
        if best is None or score > best[0]:
            best = (score, what, evidence)
    return Found(best[1], best[2], 0.9 if best[0] >= 6 else 0.7) if best else None
