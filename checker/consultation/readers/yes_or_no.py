"""Whether variants are allowed, a visit of the site is mandatory, the DUME is accepted."""

from __future__ import annotations

from checker.consultation.readers.choices import Answer, answers, choice, decide
from checker.consultation.readers.text import Paper
from checker.evidence import Found

VARIANTS = choice(
    topic=r"\bvariantes?\b",
    no=r"refus des variantes|variantes?[^.;]{0,30}(?:ecart|rejet|refus)ee?s?\b|variantes?[^.;]{0,70}(?:non (?:autoris|admis|accept|permis|prevu)|interdit|exclu|proscri|irrecevab|prohib"
    r"|pas (?:\w+ )?(?:autoris|admis|accept|permis|prevu|possible|envisag|recevab|pris|souhait|etudi|examin|retenu)|ni autoris)"
    r"|(?:ne sont|n.est|ne seront|ne sera|ne peu|ne pour|n.autorise|n.admet|n.accepte|ne prevoi|ne doi|ne propos|ne devr)[^.;]{0,70}variantes?"
    r"|(?:n.a|n.ont) pas [^.;]{0,30}(?:ouv|souhait|retenu|prevu|autoris)\w+[^.;]{0,60}variantes?"
    r"|aucune[^.;]{0,25}variantes?(?! n.est (?:exige|impose|obligatoire))|pas (?:de|autorise\w* a)[^.;]{0,40}variantes?|sans variante|\bni variantes?\b"
    r"|interdi[^.;]{0,40}variantes?|variantes?[^.;:]{0,40}(?::|\t)\W*(?:non\b|neant|sans objet|interdit|aucune|pas )"
    r"|consideration[^.;]{0,10}variantes?\W*non\b|variantes? (?:seront )?prises en consideration\W*non\b",
    yes=r"variantes?[^.;]{0,40}(?:peuvent|pourront) etre (?:present|propos|remis)|variantes?[^.;]{0,70}(?:sont|est|seront|sera|etre|peuvent etre) (?:\w+ )?(?:autoris|admis|accept|permis|possible|recevab|encourag)"
    r"|variantes? (?:libres? |facultatives? )?(?:autoris|admis|accept)ee?s?\b|(?:peuvent|peut|pourront|pourra|autorises? a|possibilite d|faculte d|invites? a)"
    r"[^.;]{0,60}(?:propos|present|remett|formul|soumett)[^.;]{0,60}variantes?|variantes?[^.;:]{0,40}(?::|\t)\W*(?:oui\b|autoris|admis|accept|possible)"
    r"|(?<!n.)(?:autorise|admet|accepte)\b[^.;]{0,30}variantes?|variantes? (?:seront )?prises en consideration\W*oui\b",
    heading=r"\bvariantes?\b",
    never=r"variantes? (?:impos|obligatoire|exig)\w*[^.;]{0,20}(?::|\t)",
)
VISIT = choice(
    topic=r"\bvisit(?:es?|er|ent)\b|se rendre sur (?:place|site|les lieux)|passages? sur (?:site|place)|rencontre sur (?:site|place)|reconnaissance (?:prealable )?(?:du|de|des) (?:lieu|site|circuit|parcours|batiment)|\b(?:cette|la) reconnaissance\b(?! d.)|reconnaitre (?:les?|la) (?:lieu|site|circuit|parcours)",
    no=r"(?:visite|rencontre|reconnaissance|elle)[^.;]{0,110}(?:facultati|conseill|recommand|non obligatoire|optionnel|laissee?s? (?:a|au) (?:l.|la |libre )|souhaitable|possible|non impos|libre)"
    r"|(?:n.est|ne sont|n.a\b|n.ont|ne sera|ne revet)[^.;]{0,40}(?:pas|aucun)[^.;]{0,50}(?:obligatoire|exige|impos|requis|prevu|organis|visite)"
    r"|(?:aucune|pas de|sans) visite|visites?[^.;:]{0,40}(?::|\t)\W*(?:non\b|sans objet|neant|aucune|pas )|visites?[^.;]{0,60}sans objet"
    r"|visites?[^.;]{0,40} (?:peu(?:t|vent)|pourr(?:a|ont)) (?:avoir lieu|etre (?:organis|effectu|realis|demand|programm|fait))|(?:peuvent|pourront|peut|possibilite|souhaitent|desire)[^.;]{0,80}visit|(?:conseill|recommand|facultati|invites?)[^.;]{0,80}visit|librement[^.;]{0,30}(?:visit|accessib)",
    yes=r"(?:visites?|reconnaissance|passage)[^.;]{0,90}(?:obligatoire|imperativ|indispensable)|visites?[^.;]{0,70}(?:est|sont|sera|seront) (?:\w+ )?(?:exige|impos|requis|imperati)"
    r"|obligatoire[^.;]{0,60}visit|(?:doivent|devront|doit|devra|tenus? de|tenus? d.avoir|obligation de|imperatif de)[^.;]{0,90}(?:visiter|visite|se rendre)|(?:n.ayant pas|absence de|defaut de|sans avoir)[^.;]{0,40}visit[^.;]{0,90}(?:irreguli|elimin|rejet|ecart)|visites?[^.;]{0,160}(?:sous peine|a peine) d",
    heading=r"\bvisites?\b|passage sur (?:site|place)",
    never=r"visites? (?:medicale|technique|de maintenance|periodique|de controle|d.entretien|annuelle|preventive|de chantier|de securite|d.inspection|de conformite|de verification|guidee|virtuelle|de contro|trimestr|semestr|mensuel|hebdomad)",
)
DUME = choice(
    topic=r"\bdume\b|document unique de marche europeen|\bespd\b|candidature europeen",
    no=r"(?:dume|europeen)[^.;]{0,80}(?:pas (?:accept|admis|autoris|prevu|dispon)|non (?:accept|admis)|exclue?s?\b)|n.accepte(?:nt)? pas[^.;]{0,60}(?:dume|unique)"
    r"|pas (?:de|possible)[^.;]{0,30}dume|(?:dume|europeen)[^.;:]{0,20}(?::|\t)\W*non\b",
    yes=r"peu(?:t|vent)|pour(?:ra|ront)\b|accept|admis|admet|sous (?:la )?forme|en lieu et place|remplac|utilis|au moyen|possibilite|autoris|candidature|soit|formulaire|complet|\bou\b[^.;]{0,25}dume|dume\)?[^.;]{0,15}\bou\b",
    heading=r"(?!x)x",
    never=r"purement declarati|n.est pas (?:obligatoire|exige)[^.;]*$|dc4|sous-traitan",
)


def read_variants(paper: Paper) -> Found | None:
    """Whether the bidder may propose variants."""
    return decide(paper, VARIANTS)


def read_visit(paper: Paper) -> Found | None:
    """Whether a visit of the site is mandatory: a title alone does not prevail over the text below it."""
    return decide(paper, VISIT)


def read_dume(paper: Paper) -> Found | None:
    """Whether the application may take the form of a DUME."""
    return decide(paper, DUME)


def visit_contradiction(paper: Paper) -> tuple[Answer, Answer] | None:
    """The title that announces a mandatory visit and the text below that takes it back, if they disagree."""
    found = list(answers(paper, VISIT))
    title = next((one for one in found if one.is_heading and one.value), None)
    text = next((one for one in found if not one.is_heading and not one.value), None)
    return (title, text) if title and text and not any(one.value and not one.is_heading for one in found) else None
