"""French words of attributions written in words: patterns alone, the logic is in `award_text`."""

from __future__ import annotations

import re

_MONEY = r"(?P<value>\d[\d\s\u00a0\u202f.]*(?:,\d+)?)\s*(?:€|euros?|eur)"
_TO = r"(?:à\s+(?:la\s+(?:société|sté|sarl|sas|sa|scop)?|l['’]\s*(?:entreprise|eurl|association)?)?|au\s+groupement)?"
_NAME = r"(?P<name>(?-i:[A-ZÀ-Þ0-9])[^\n,;(:]{1,80}?)"  # a name has its capital: « attribué à l'offre… » names nobody
_END = r"(?=\s*(?:[,;(\n]|$|\s[-–]\s|\bsitu[ée]e?\b|\bpour\b|\bSIRE[TN]\b|\bdont\b|\d{5}\b|\.(?:\s|$)))"

# « Lot N° 02 - Menuiserie » or « Lot 2 : … » at the beginning of a line.
LOT = re.compile(r"(?im)^[ \t]*lots?\s*(?:n\s*[°ºo]\.?)?\s*(\d{1,3}[a-z]?)\s*[-–:.)][ \t]*([^\n]*)")
DATE = re.compile(
    r"(?i)(?:date\s+(?:d['’]attribution|de\s+conclusion[^:\n]{0,30}|de\s+(?:la\s+)?notification|de\s+signature[^:\n]{0,20})\s*:|"
    r"(?:attribué|notifié|conclu|signé)e?s?\s+le)\s*(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b"
)
OFFERS = re.compile(r"(?i)nombre\s+(?:total\s+)?d['’]offres?\s+reçues?[^:\n]{0,20}:\s*(\d{1,4})\b")
CONTRACT = re.compile(r"(?i)marché\s+n\s*[°ºo]\.?\s*:?\s*([^\s,;][^\n,;]{0,39}?)(?=\s*(?:[\n,;]|$|\s+a\s+été))")
# « Montant Ht max : 120 000,00 Euros »: what stands before the figure says whether it bounds, and with which tax.
AMOUNT = re.compile(
    r"(?i)(?P<about>\b(?:montants?|prix|valeur|max|maxi|maximum|min|mini|minimum)\b[^\d\n]{0,110}?)"
    + _MONEY
    + r"(?P<tax>\s*t\.?t\.?c\b)?"
)
MAXIMUM = re.compile(r"(?i)\bmax(?:i|imum|imal)?\b")
MINIMUM = re.compile(r"(?i)\bmin(?:i|imum|imal)?\b")
WITH_TAX = re.compile(r"(?i)\bt\.?t\.?c\b")
STOPPED = re.compile(r"(?i)\b(?:déclarée?s?\s+)?sans\s+suite\b")
UNSUCCESSFUL = re.compile(r"(?i)\binfructueu(?:x|ses?)\b|\baucune\s+offre\b|\bnon\s+attribué")
# The firms of the sheet stand under « Marché n° », one a line, until the amount.
SHEET = re.compile(r"(?im)^[ \t]*marché\s+n\s*[°ºo]\.?\s*:?[^\n]*\n((?:(?!\s*montant)[^\n]*\n?)+)")
ADDRESS = re.compile(r"^([^,]{2,120}),.*?\b(\d{5})\s+([^\d,;]{2,60})")
NUMBER = re.compile(r"(?<!\d)(?:\d[\s.\u00a0]?){13}\d(?!\d)|(?<!\d)(?:\d[\s.\u00a0]?){8}\d(?!\d)")
NAMED = (
    re.compile(r"(?i)attribuée?s?\s+à\s+\d+\s+entreprise(?:\(s\)|s)?\s*[-–:]\s*(?P<name>[^\n(]{2,80}?)(?=\s*\(\d)"),
    re.compile(
        r"(?im)^[ \t]*(?:nom\s+(?:du|des)\s+)?(?:titulaires?|attributaires?)\s*:\s*(?P<name>[^\n:]{2,80}?)" + _END
    ),
    re.compile(
        r"(?i)(?:attribuée?|notifiée?)s?\s+(?:le\s+\d{1,2}/\d{1,2}/\d{2,4}\s+)?" + _TO + r"\s*:?\s*" + _NAME + _END
    ),
    re.compile(r"(?m)^[ \t]*(?P<name>[A-Z0-9][^\n,;(:]{1,80}?)\s+(?:situ[ée]e?\s+à|,?\s+pour\s+un\s+montant)"),
)
