"""When the bid must be signed: with the bid, at the award only, or never."""

from __future__ import annotations

import re

from checker.consultation.readers.text import Line, Paper
from checker.evidence import Evidence, Found
from checker.folding import fold

GAP = r"(?:[^.;]|\.(?=[\w)]))"  # within a sentence; "A.E." does not end one
STAGE = r"(?:depot|remise|stade|reponse|soumission|a ce moment|pour deposer|lors de l.envoi)"
UNSIGNED = r"\w*,? (?:sera|seront|est|sont|serait|seraient) (?!pas\b)(?:\w+ ){0,3}?(?:rejet|irregul|elimin|ecart|irrecevab|inacceptab)"
LATER = (
    (3.0, rf"signature{GAP}{{0,90}}?(?:n.est|ne sont|pas|non|n.etait){GAP}{{0,25}}?(?:exig|requis|obligatoire|demand|necessaire|impos){GAP}{{0,90}}?{STAGE}"),
    (3.0, rf"{STAGE}{GAP}{{0,60}}?(?:signature{GAP}{{0,40}}?(?:n.est|pas)|(?:pas|n.ont|aucun){GAP}{{0,40}}?sign)"),
    (3.0, rf"(?:aucun|n.a pas|n.ont (?:pas|plus)|n.est pas|ne sont pas|pas (?:a|tenu|oblig)){GAP}{{0,80}}?\bsign(?:e|es|ee|ees|er)\b{GAP}{{0,90}}?{STAGE}"),
    (3.0, rf"seul{GAP}{{0,50}}?(?:attributaire|retenu|titulaire|choisi){GAP}{{0,90}}?sign"),
    (3.0, rf"signature{GAP}{{0,100}}?(?:attribution|attributaire|(?:candidat|soumissionnaire|titulaire) (?:retenu|pressenti))"),
    (3.0, rf"\bnon signe(?!{UNSIGNED})|signature (?:non|n.est pas) (?:requise|exigee)|sans (?:etre )?signe|sans signature|n.a pas a etre signe|n.est pas (?:tenu|oblige) de signer|ne fait plus obligation"),
    (3.0, rf"signature{GAP}{{0,60}}?{STAGE}{GAP}{{0,40}}?(?:facultati|optionnel|souhaitee|(?:pas|non) obligatoire)"),
    (3.0, r"signature[^.;:]{0,50}:\W*(?:non|pas) (?:requise|exigee|obligatoire|demandee|necessaire)"),
    (3.0, rf"signature{GAP}{{0,40}}?(?:souhait|recommand|conseill|facultati|option)\w*{GAP}{{0,70}}?(?:(?:non|pas) (?:\w+ )?(?:obligatoire|exige|impose|requise)|a ce stade|{STAGE})"),
    (2.0, rf"\bsign\w+{GAP}{{0,80}}?(?:par (?:l.|le (?:futur )?)(?:attributaire|(?:candidat|soumissionnaire|titulaire) (?:retenu|attributaire|pressenti))|apres (?:l.)?attribution|a (?:l.)?(?:issue de l.)?attribution|a l.issue de la (?:procedure|consultation)|au moment de l.attribution)"),
    (2.0, rf"(?:attributaire|attribution|candidat retenu|titulaire pressenti|soumissionnaire retenu){GAP}{{0,110}}?\b(?:signer|signature|signera|signe)\b"),
)  # fmt: skip
NOW = (
    (3.5, rf"pieces? a signer\W+{GAP}{{0,40}}?acte d.engagement|(?:absence|defaut) de signature{GAP}{{0,80}}?(?:irregul|rejet|elimin|(?:pas|non) regularisable|non conforme)"),
    (3.0, rf"\bsign(?:ent|era|eront|er)\b{GAP}{{0,60}}?(?:acte d.engagement|offre){GAP}{{0,90}}?(?:lors d|au moment d|avant l)\w* (?:depot|remise|envoi)"),
    (3.5, rf"(?:offres?|plis?|acte d.engagement|candidatures?|dossiers?){GAP}{{0,40}}?\bnon signe{UNSIGNED}"),
    (3.5, rf"signature\W+(?:(?!pas\b|non\b)\w+\W+){{0,7}}(?:exig|obligatoire|requis|impos)\w*{GAP}{{0,50}}?{STAGE}"),
    (3.0, rf"(?:acte d.engagement|\bae\b|a\.e\.|attri ?1){GAP}{{0,140}}?\bsign(?:e|es|ee|ees|er)\b"),
    (3.0, rf"(?:pieces|documents|offres?|dossiers?|candidatures?|propositions?){GAP}{{0,100}}?(?:datee?s?|dument|obligatoirement|imperativement|completee?s?|paraphee?s?)(?:,| et){GAP}{{0,25}}?signee?s?\b"),
    (3.0, rf"(?:offres?|candidatures?|acte d.engagement|actes d.engagement|plis?|pieces|documents|dc1){GAP}{{0,80}}?(?:doivent|doit|devront|devra|seront|sera|sont|est)\b{GAP}{{0,40}}?(?:etre )?(?:\w+ )?signe(?:e|s|es)?\b{GAP}{{0,30}}?(?:electronique|manuscrit|par (?:le|la|une) (?:candidat|soumissionnaire|personne|representant)|individuel)"),
    (2.0, r"accepte\w*\W+(?:date\w*\W+)?(?:et )?signe|date\w*\W+(?:et )?signe"),
)  # fmt: skip
_LATER = tuple((weight, re.compile(pattern)) for weight, pattern in LATER)
_NOW = tuple((weight, re.compile(pattern)) for weight, pattern in NOW)
_NOT_ABOUT = re.compile(
    r"copie de sauvegarde|attestation|declaration sur l.honneur|pouvoir|certificat de visite|dc4|\bdc 4|habilitation|sanctions|russie|certificat de signature"
)
_ELSEWHEN = re.compile(
    r"(?:avant|apres|depuis|jusqu.a|des|jusque|preala\w+ a) (?:la |toute )?signature(?: du marche| de l.accord-cadre)?"
)
_OPTIONAL = re.compile(
    r"(?:pas|ni) (?:\w+ )?d.acte d.engagement|^\W*(?:si|s.il|s.ils|lorsque|en cas|dans le cas)\b|\bsi l.(?:ae|acte)|souhaitent|peuvent|peut |facultati|pour lequel|pour laquelle"
)
_NO_SIGNATURE = re.compile(
    r"aucune signature (?:\w+ )?n.est|n.est demande (?:de |aucune )signature|pas demande de signature|sans signature a ce stade"
)
_NO_AE = re.compile(r"\b(?:pas|ni|sans)\b[^.;]{0,30}acte d.engagement")
_BY_THE_WINNER = re.compile(r"(?:attributaire|attribution|titulaire|retenu)[^.;]{0,90}\bsign(?:era|eront|er|e)\b")
_TABLE_HEAD = re.compile(r"signature|signe\b")
_YES_NO = re.compile(r"(?:^|[\s\t])(oui|non|x|obligatoire|exigee)\W*$")


def _weigh(line: Line, start: int, end: int, title: str = "") -> tuple[float, float]:
    """How much a sentence says: sign later, sign now; `title` is « signature : » below a title of that name."""
    said = _ELSEWHEN.sub(" ", f"{title}{line.ticked[start:end]}")
    if "sign" not in said:
        return 0.0, 0.0
    later = max((weight for weight, pattern in _LATER if pattern.search(said)), default=0.0)
    if later or _OPTIONAL.search(said):
        return later, 0.0
    return 0.0, max(
        (weight for weight, pattern in _NOW if (at := pattern.search(said)) and _of_the_bid(said, at)), default=0.0
    )


def _title(paper: Paper, line: Line) -> str:
    above = paper.before(line, 1)
    short = bool(above) and len(above[0].plain) < 60 and not above[0].block.cells and line.plain != line.ticked
    return "signature : " if short and _TABLE_HEAD.search(above[0].plain) else ""


def _of_the_bid(said: str, match: re.Match[str]) -> bool:
    """Whether what is signed is the bid, and not some attestation."""
    return not _NOT_ABOUT.search(said[max(0, match.start() - 60) : match.end()])


def _in_table(paper: Paper, line: Line, in_table: bool) -> tuple[float, float]:
    """A row « acte d'engagement … Oui » of a table whose last column is « Signature »."""
    answer = _YES_NO.search(line.plain)
    if not in_table or not answer or not re.search(r"acte d.engagement|attri ?1", line.plain):
        return 0.0, 0.0
    return (2.0, 0.0) if answer[1] == "non" else (0.0, 4.0)


def read_signature(paper: Paper) -> Found | None:
    """at_submission, at_award or none; None when the document is silent. Signatures of other papers do not count."""
    later: list[tuple[float, Evidence]] = []
    now: list[tuple[float, Evidence]] = []
    never: Evidence | None = None
    table = -99
    for line in paper.lines:
        if _TABLE_HEAD.search(line.plain) and len(line.plain) < 60:
            table = line.at
        a, b = _in_table(paper, line, line.at - table < 25)
        later += [(a, line.evidence())] if a else []
        now += [(b, line.evidence())] if b else []
        for start, end in line.sentences():
            a, b = _weigh(line, start, end, _title(paper, line)) if len(line.plain) > 12 else (0.0, 0.0)
            later += [(a, line.evidence(start, end))] if a else []
            now += [(b, line.evidence(start, end))] if b else []
            if never is None and _NO_SIGNATURE.search(line.plain[start:end]):
                never = line.evidence(start, end)
    return _verdict(paper, later, now, never)


def _verdict(
    paper: Paper, later: list[tuple[float, Evidence]], now: list[tuple[float, Evidence]], never: Evidence | None
) -> Found | None:
    """The strongest statement; of two equal ones, that which names the stage of the award."""
    signed_later = any(_BY_THE_WINNER.search(fold(one.quote)) for _, one in later)
    if (
        never
        and not now
        and not signed_later
        and (_NO_AE.search(paper.plain) or "acte d'engagement" not in paper.plain)
    ):
        return Found("none", never, 0.85)
    if not later and not now:
        return None
    strong_later, strong_now = (max((one[0] for one in said), default=0.0) for said in (later, now))
    value, said = ("at_award", later) if strong_later >= strong_now else ("at_submission", now)
    weight, evidence = max(said, key=lambda one: one[0])
    return Found(value, evidence, 0.7 if (later and now) or weight < 3 else 0.95)
