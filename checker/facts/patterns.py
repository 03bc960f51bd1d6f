"""The French words that say what a date is, nearest before it; folded letters."""

from __future__ import annotations

import re

# Kinds whose dates say how long they hold; `forms` only say when they were made.
DATED = frozenset({
    "vigilance_urssaf", "attestation_fiscale", "conges_intemperies", "rc_pro", "decennale", "kbis", "attestation_rne",
    "avis_sirene", "qualification_pro", "rge", "retraite_probtp", "certif_systeme", "qualiopi", "attestation_bancaire",
    "agrement_profession", "structure_inclusive", "oeth", "pouvoir_signataire", "caution", "cv_titres", "noti2",
})  # fmt: skip
FORMS = frozenset({
    "dc1", "dc2", "dc4", "acte_engagement", "declaration_honneur", "sanctions_russie", "travailleurs_etrangers", "dume",
    "habilitation_mandataire", "engagement_insertion", "engagement_tiers", "engagement_confidentialite", "certificat_visite",
    "prise_connaissance_dce", "attestation_bonne_execution", "declaration_ca", "devis", "detachement_sipsi", "casier_judiciaire",
})  # fmt: skip

_UNTIL = (
    r"(?:valable|valide|validite)[^.\d]{0,30}jusqu.{0,2}a[u]?|jusqu.{0,2}au|jusqu.{0,2}a la date du|jusqu.{0,2}a|expire(?:ra)?(?: le)?"
    r"|(?:date d.)?expiration|(?:date d.)?echeance|(?:date (?:de |limite de )?)?fin de validite|date de fin|date limite de validite"
    r"|limite de validite|valid until|expiry date|expires on|validite|a renouveler avant le|valable|valide"
)
_FROM = (
    r"a compter du|date d.effet|prise d.effet|prend effet le|a effet du|effet du|a partir du|debut de validite|valid from"
    r"|date d.attribution|attribuee? le"
)
_SITUATION = (
    r"situation(?: arretee?)?(?: comptable)? au|a la date du|a la date d.exigibilite du|arretee? (?:au|a la date du)|incombant au"
    r"|exigibles? au|obligations[^.\d]{0,40} au|cotisations[^.\d]{0,60} au|repertoire sirene au|a jour[^.\d]{0,80} au"
)
_ISSUED = (
    r"edite[es]*(?: le)?|date d.edition|delivre[es]* le|date de delivrance|delivrance|date d.emission|emis[es]* le|etablie?s? le"
    r"|date d.etablissement|date du document|en date du|attestation du|certificat du|date de signature|signe[es]*(?: le)?"
    r"|date du devis|issued on|date of issue|date d.extrait|edition du"
)
_KBIS = r"a jour au|(?:societes|metiers|entreprises|immatriculation)\s+(?:a jour )?(?:en date du|au)"
_OTHER = (
    r"premiere\s+\w+|\w+ initiale|certifiee? depuis|nee? le|naissance|immatricul\w*|creation|cloture|arretes? du|arrete du|loi|decret|reglement"
    r"|session du|constitution|annonces legales|visite|reception|ordonnance|depot|mise a jour|version|revision|exercice clos"
    r"|en vigueur|obtention|circulaire|norme|directive|ouverture|chantier|courrier du|depuis le|commence le|debut d.activite"
    r"|demande du|renouvellement|periode|trimestre|passe le|formation du|adhesion"
)
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b"))
    for name, words in (
        ("valid_until", _UNTIL), ("valid_from", _FROM), ("situation_date", _SITUATION), ("issue_date", _ISSUED), ("other", _OTHER),
    )
)  # fmt: skip
KBIS = re.compile(rf"\b(?:{_KBIS})\s*:?\s*$")
LABEL_BELOW = re.compile(
    r"^[^\w\n]*(?:\w\W*)?\n\s*(?:valable jusqu|fin de validite|date d.echeance|echeance)[^\d\n]{0,20}(?:\n|$)"
)
# « Lille, le 3 mars 2027 », « Fait à : Lille / Le : … », « le 3 mars 2027 » alone on its line.
MADE_AT = re.compile(r"\bfait\s+(?:a|en)\b[^.\d]{0,60}$|\bfait\s*,?\s+le\s*:?\s*$")
PLACE = re.compile(
    r"(?:^|\n|\t|  |[.;] )\W{0,3}(?:a\s*:?\s+)?[a-z][a-z' \-]{1,40}(?:\(\d+\)\s*)?(?:,|\s)\s*le\s*:?\s*$"
)
ALONE = re.compile(r"(?:^|\n)\W{0,3}(?:date\s*:?\s*(?:le)?|le)\s*:?\s*$")
