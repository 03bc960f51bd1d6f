"""Who buys."""

from __future__ import annotations

import re

from checker.consultation.readers.french import BODIES
from checker.consultation.readers.text import Line, Paper, Papers
from checker.evidence import Evidence, Found
from checker.folding import fold

_LABEL = re.compile(
    r"(?:nom et adresse officiels de l.organisme acheteur|nom complet(?: de l.acheteur)?|nom officiel|nom de l.(?:organisme|acheteur)|pouvoir adjudicateur|entite adjudicatrice|maitre (?:de l.|d.)ouvrage|maitrise d.ouvrage|acheteur(?: public)?|"
    r"personne publique(?: contractante)?|collectivite(?: contractante| territoriale)?|organisme acheteur|(?:identification|designation|nom) (?:du pouvoir adjudicateur|de l.acheteur|du maitre d.ouvrage|de la collectivite))"
    r"(?: public)?(?: \([^)]*\))?\s*(?::|\t|-)\s*(?P<name>[^\n]{3,160})"
)
_TITLE = re.compile(
    r"^\W*(?:[\divx]{1,4}[.)\- ]+)*(?:article \d+\W+)?(?:l.)?(?:acheteur|pouvoir adjudicateur|maitre (?:de l.|d.)ouvrage|entite adjudicatrice|(?:identification|nom|designation|coordonnees) (?:de l.|du |de la )(?:organisme )?(?:acheteur|pouvoir adjudicateur|collectivite|maitre d.ouvrage|entite adjudicatrice)|personne publique|nom et adresses?)\W*$"
    r"|^\W*(?:l[ae] |l.)?(?:acheteur|pouvoir adjudicateur|maitre (?:de l.|d.)ouvrage|entite adjudicatrice|personne publique)\b[^:]{0,50}(?:\best|ci-apres|suivante?)\s*:\W*$"
)
_ORG = re.compile(rf"^\W*(?:pour )?(?:l[ae] |les |l.)?(?P<name>(?:{BODIES})[^\n]*)$")
_ORG_LABELLED = re.compile(rf"^[a-z' -]{{3,40}} : (?P<name>(?:{BODIES})[^\n]*)$")
_INSIDE = re.compile(
    rf"\b(?:l[ae] |les |l.)(?P<name>(?:{BODIES})[^,;.:(]{{2,70}}?)(?=\s*(?:,|\(|;|\.|lance\b|organise\b|souhaite\b|represente|situe|a decide|confie\b|met en))"
)
_TWICE = re.compile(r"^(.{6,70}?)\s+\1$")  # the same body in both columns of a cover
_NAME_LABEL = re.compile(
    r"^\W*(?:nom|raison sociale|denomination|organisme|designation)(?: complet| officiel| de l.acheteur)?\s*:\s*"
)
_CUT = re.compile(
    r"\s*(?:,? numero national|, ?(?:m\.|mme|monsieur|madame)\b|, (?:hotel|parc|espace|direction|service|immeuble|batiment|zone|za |zi |cedex|site|residence|maison|centre administratif)\b|correspondant|adresse|represente|,? (?:etablissement support|agit|agissant)\b|,? ?(?:direction|service|cellule) (?:de la |de l.|des |du )?(?:commande|achats?|marches|affaires|moyens|finances|patrimoine|juridique|services techniques)\b|siege|siret|\btel\b|telephone|,\s*\d|\d{1,4}\s*(?:bis|ter)?,? (?:rue|avenue|bd|boulevard|place|route|chemin|allee|quai|cours)|\bbp \d|\bcs \d|\b\d{5}\b|courriel|,? ?place |,? rue |,? avenue |,? boulevard |hotel de ville,|,? ?(?:etablissement|organisme) public (?:de |a |administratif|ayant|local|territorial\b,)|,? (?:lance|organise|souhaite|procede|passe) |\s-\s(?:rc|ccap|reglement)).*$"
)
_KIND_ALONE = re.compile(
    r"^\W*(?:office public (?:de l.|d.)habitat|etablissement public(?: (?:local|administratif|foncier|industriel))*|societe publique locale|communaute de communes|centre hospitalier|"
    r"centre (?:inter)?communal d.action sociale|regie (?:personnalisee|autonome|municipale|publique)|syndicat (?:mixte|intercommunal)|association)\b\W*(?:-\s.*)?$"
)
_STATE = re.compile(
    r"^\W*(?:ministere|secretariat general|services du premier|prefecture|rectorat|direction (?:generale|regionale|departementale|interregionale))"
)
_SERVICE = re.compile(
    r"^\W*(?:etablissement|centre|base|plate-?forme|unite|direction|secretariat|service|sous-direction|bureau|delegation|etat-major|commissariat)\b"
)
_GROUP = re.compile(r"^\W*(?:groupement hospitalier|g\.?h\.?t\b)")
_SUPPORT = re.compile(
    r"etablissement(?: support)?(?: du g\w+)?\s*[:\-]\s*(?=[a-z]{3})|^\W*(?=(?:centre hospitalier|c\.?h\.?u?\b|hopita))"
)
_REPEATED = re.compile(r"^\W*(?:ministere|departement|region|conseil)\b")
LONGEST = 135  # characters of a line of the cover that names a body
_NOT_NAME = re.compile(
    r"^\W*maitr(?:e|ise) d.(?:oe|œ)uvre|^\W*(?:monsieur|madame|mme)\b|https?:|www\.|@|\b(?:de|du|des|la|le|les|d.)\W*$|telephone|designe|est (?:le|la)|sont|peut|se reserve|indique|publics?\W*$|ci-apres|\.{4,}|…|^\W*(?:le|la|un|une|non|oui)\W*$|candidat|marche\b|objet|reglement"
)


def _name(line: Line, start: int, end: int) -> tuple[str, Evidence] | None:
    plain = line.plain[start:end]
    cut = _CUT.search(plain)
    stop = start + (cut.start() if cut else len(plain))
    if label := _NAME_LABEL.match(line.plain[start:stop]):
        start += label.end()
    words = line.block.text[start:stop].strip(' \t.,;:-–—«»"()')
    words = re.sub(r"\s*\(\d{5}\)$|\s+\($", "", words)
    words = _TWICE.sub(r"\1", words)
    if not 3 <= len(words) <= 130 or _NOT_NAME.search(line.plain[start:stop]):
        return None
    return words, line.evidence()


def _candidates(paper: Paper) -> list[tuple[float, str, Evidence]]:
    found: list[tuple[float, str, Evidence]] = []
    for line in paper.lines:
        page = line.block.page
        early = page <= 4 or paper.kind == "avis_marche"
        for label in _LABEL.finditer(line.plain) if early else ():
            if label.start() < 40 and (name := _name(line, label.start("name"), label.end())):
                known = 3.0 if re.search(BODIES, line.plain[label.start("name") : label.end()]) else 0.0
                found.append((6.0 + known + (page == 1), *name))
        if early and _TITLE.match(line.plain):
            for rank, after in enumerate(paper.after(line, 2)):
                if rank == 0 and "nom et adresse" in line.plain:  # forms of the Union: name, street, town
                    comma = after.plain.find(",")
                    if name := _name(after, 0, comma if comma > 0 else len(after.plain)):
                        found.append((9.0, *name))
                        break
                if match := _ORG.match(after.plain) or _ORG_LABELLED.match(after.plain) or _INSIDE.search(after.plain):
                    if name := _name(after, match.start("name"), match.end("name")):
                        found.append((8.5 - rank, *_of_a_group(paper, after, *name)))
                elif rank == 0 and len(after.plain) < 80 and (name := _name(after, 0, len(after.plain))):
                    found.append((6.5, *name))
        if page == 1 and line.at < 30 and len(line.plain) < LONGEST and (match := _ORG.match(line.plain)):
            if name := _name(line, match.start("name"), match.end("name")):
                name = _with_service(paper, line, *_of_a_group(paper, line, *_named_above(paper, line, *name)))
                again = any(one.plain == line.plain for one in paper.lines if one.block.page > 1)  # a header
                low = 2.5 * (bool(_REPEATED.match(line.plain)) and " / " not in name[0]) + 1.5 * again
                low += 3.0 * bool(_KIND_ALONE.match(fold(name[0])))
                found.append((7.0 - line.at * 0.1 - low, *name))
        elif (
            page <= 3
            and (match := _INSIDE.search(line.plain))
            and (name := _name(line, match.start("name"), match.end("name")))
        ):
            found.append((4.0, *name))
    return found + _in_furniture(paper)


def _in_furniture(paper: Paper) -> list[tuple[float, str, Evidence]]:
    """A body named in the heads and feet that the pages repeat."""
    found = []
    for page in paper.source.document.pages[:3]:
        for text in page.furniture:
            plain = fold(text)
            if _ORG.match(plain) and not _KIND_ALONE.match(plain) and not _NOT_NAME.search(plain) and len(plain) < 70:
                name = re.split(r"\s[-–—|/]\s", text)[0].strip()
                found.append((4.5, name, Evidence(paper.source.document.name, page.number, text)))
    return found


def _named_above(paper: Paper, line: Line, name: str, evidence: Evidence) -> tuple[str, Evidence]:
    """A kind of body alone, such as « Office public de l'habitat », with its proper name on the line above."""
    above = next(iter(paper.before(line, 1)), None)
    if above is None and _KIND_ALONE.match(line.plain):  # the line above is also the head of every page
        heads = [
            text for text in sorted(paper.source.document.pages[0].furniture) if not re.search(r"\d|\s[-–|/]\s", text)
        ]
        return next((f"{text} – {name}" for text in heads if not _NOT_NAME.search(fold(text))), name), evidence
    if not _KIND_ALONE.match(line.plain) or above is None or len(above.plain) > 60 or _NOT_NAME.search(above.plain):
        return name, evidence
    return f"{above.block.text} – {name}", line.block.evidence(name)


def _of_a_group(paper: Paper, line: Line, name: str, evidence: Evidence) -> tuple[str, Evidence]:
    """A group of hospitals, which is no legal person, with the establishment that buys for it, named below."""
    for below in paper.after(line, 2) if _GROUP.match(line.plain) else ():
        if found := _SUPPORT.search(below.plain):
            return f"{name} – {below.block.text[found.end() :].strip()}", below.evidence()
    return name, evidence


def _with_service(paper: Paper, line: Line, name: str, evidence: Evidence) -> tuple[str, Evidence]:
    """A body of the State with the services named on the lines below, the last of which buys."""
    named = [line]
    for below in paper.after(line, 3) if _STATE.match(line.plain) else ():
        if not _SERVICE.match(below.plain) or len(below.plain) > 120 or ":" in below.plain:
            break
        named.append(below)
    if len(named) == 1:
        return name, evidence
    texts = [one.block.text for one in named]
    return " / ".join([name, *texts[1:]]), line.block.evidence("\n".join(texts))


def read_buyer(documents: Papers) -> Found | None:
    """The name of the buyer as its documents give it."""
    for paper in documents.all:
        found = _candidates(paper)
        if not found:
            continue
        score, name, evidence = max(found, key=lambda one: one[0])
        others = [other for _, other, _ in found]
        return Found(_readable(_in_full(name, others), others), evidence, 0.9 if score >= 6 else 0.65)
    return None


def _in_full(name: str, others: list[str]) -> str:
    """A name that begins with initials, « CHU de Nantes », in full where another passage gives it so."""
    initials, _, proper = name.partition(" ")
    words = re.findall(r"\w{4,}", fold(proper))
    if not re.fullmatch(r"[A-Z]{2,6}", initials) or not words or proper.isupper():
        return name
    pieces = [piece for one in others for piece in one.split(" – ")]
    longer = [one for one in pieces if len(one) > len(name) + 4 and all(word in fold(one) for word in words)]
    return next((one for one in longer if _initials(one).startswith(initials.lower())), name)


def _initials(name: str) -> str:
    return "".join(
        word[0] for word in re.findall(r"\w+", fold(name)) if word not in ("de", "du", "des", "d", "la", "l")
    )


def _readable(name: str, others: list[str]) -> str:
    """The same name in small letters where another passage writes it so."""
    if not name.isupper():
        return name[:1].upper() + name[1:]
    return next(
        (other for other in others if fold(other) == fold(name) and other[0].isupper() and not other.isupper()),
        name,
    )
