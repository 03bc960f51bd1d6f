"""French words around the dates of a procedure, in plain letters."""

from __future__ import annotations

import re

from checker.consultation.readers.french import BIDS, HANDING

# « date et heure limites de réception des offres », « remise des plis »
STRONG = re.compile(
    rf"(?:dates?|heures?|delais?|echeances?|jour)[^.;]{{0,40}}?(?:limites?|ultimes?|fixee?s?|butoirs?)[^.;:]{{0,60}}?(?:{HANDING}|des?|pour)\b[^.;:]{{0,50}}\b{BIDS}"
    rf"|(?:date|delai)s?(?: et heures?)?(?: limites?)? (?:de |pour (?:la |le )?){HANDING}[^.;:]{{0,40}}\b{BIDS}"
    rf"|\b{HANDING} (?:electronique )?des? (?:l.)?{BIDS}[^.;:]{{0,30}}(?::|(?:au plus tard|avant|fixee?|pour) )"
    rf"|\b{HANDING} des? (?:l.)?{BIDS}\W*$"
    rf"|\blimites? (?:de |du |pour (?:la |le )?)(?:{HANDING}|depot)\b\W*$"
)
_GAP = r"(?:[^.;]|\.(?=\w))"  # within a sentence: the full stops of an address do not end it
# « les plis doivent parvenir avant le », « offres à déposer au plus tard le »
MUST_ARRIVE = re.compile(
    rf"\b{BIDS}\b{_GAP}{{0,160}}(?:parven|remis|recu|depos|transm|retourn|envoy|adress|reception|attendu){_GAP}{{0,120}}(?:avant|au plus tard|pour|jusqu.au|limite)\b"
    rf"|\b{BIDS}\b{_GAP}{{0,30}} (?:sont|seront|devront etre|doivent etre) (?:\w+ )?(?:remis|depos|transm|recu|adress){_GAP}{{0,80}}\ble\s+(?:[a-z]+di )?$"
    rf"|\b(?:elles?|ils?|celles?-ci|ceux-ci|celui-ci)\b{_GAP}{{0,60}}(?:parven|remis|recu|depos|transm|retourn|adress){_GAP}{{0,120}}(?:avant|au plus tard|pour|jusqu.au)\b"
    rf"|(?:remettre|deposer|transmettre|retourner|envoyer|adresser|faire parvenir|parvenir){_GAP}{{0,80}}(?:{BIDS})?{_GAP}{{0,80}}(?:avant|au plus tard|pour|jusqu.au)\b"
)
LIMIT = re.compile(
    r"(?:dates?|heures?|delai)[^.;]{0,25}limites?|date de remise|a remettre|cloture|date butoir|echeance"
)
POSTPONED = re.compile(r"(?:report|prorog|repouss|nouvelle date)")
FORMER = re.compile(r"(?:initialement|au lieu d|ancienne date|precedemment)")
APPLICATIONS = re.compile(r"candidatures?|demandes? de participation")
OFFERS = re.compile(r"\b(?:offres?|plis?|propositions?|soumissions?|projets?|devis|reponses?)\b")
RESTRICTED = re.compile(
    r"appel d.offres restreint|procedure restreinte|procedure adaptee restreinte|mapa restreint|dialogue competitif|"
    r"procedure (?:concurrentielle )?(?:avec negociation|negociee)|concours restreint"
)
OTHER = re.compile(
    r"visite|question|renseignement|demande(?:s)? (?:de|d.|ecrite|complementaire)|ouvertures?\b|validite|valables?|envoi (?:du|de l.) ?(?:present )?avis|"
    r"avis envoye|date d.envoi|publi(?:e|cation)|echantillon|maquette|prototype|notification|demarr|commenc|debut|reunion|audition|soutenance|certificat|"
    r"modifications? de detail|livraison|execution|signature|a compter du|jusqu.a la|depuis le|fait a|mise en service|entretien|retrait du|"
    r"prestations?|travaux|chantier|prise d.effet|negociation|bilan|conserv|attribution|commission|jury|notifie|rectific|inscription"
)
# what only a table or a form says in the cells or lines above
LABEL_ONLY = re.compile(
    r"^[\W\d]*(?:(?:le|au|du|a|avant|pour|au plus tard|date|jour|heure|limite|dernier delai|fixee?|est|sont|et|:|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|,|-|\W)\s*)*$"
)
