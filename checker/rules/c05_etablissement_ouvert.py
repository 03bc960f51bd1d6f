"""L'avis Sirene ou l'extrait joint ne dit pas que l'établissement est fermé ou l'entreprise radiée.

Sans objet si aucun avis de situation ni extrait d'immatriculation n'est joint.

Indécidable si le document vient d'une image qui se lit mal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import blurred, holders
from checker.rules.support.texts import said
from procurement.law import LawAtDay

RULE = Rule(
    code="C05",
    family="identite",
    severity=Severity.A_CORRIGER,
    title="Le SIRET est celui d'un établissement ouvert",
    source="Sirene ; API recherche d'entreprises",
    status="v [S04] (API successions)",
    how_to_mend="Utilisez le SIRET de l'établissement ouvert, par exemple celui du nouveau siège.",
    checked=date(2026, 11, 22),
)
_KINDS = ("avis_sirene", "attestation_rne", "kbis")
_CLOSED = (
    r"\b(?:etablissement|entreprise|unite legale|societe)[^\n:.]{0,20}[ :\t]{1,3}(?:fermee?|cessee?|radiee?)\b[^\n]{0,40}\d{4}"
    r"|\b(?:date de (?:fermeture|cessation|radiation))\W{1,6}\d[^\n]{5,20}"
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, _KINDS)
    if not files:
        yield RULE.moot("Aucun avis Sirene ni extrait d'immatriculation n'est joint.")
    for file in files:
        kind = next(one for one in _KINDS if one in file.kinds)
        words: dict[str, object] = {"about": kind, "file": file.name}
        closed = next(iter(said(file, _CLOSED, kind)), None)
        if closed is None:
            yield RULE.holds(f"{file.name} ne signale ni fermeture ni radiation.", **words)
            continue
        words |= {"found": closed[0].quote, "evidence": (closed[0],)}
        if blurred(file):
            yield RULE.unsure(f"{file.name} semble signaler une fermeture : relisez-le.", **words)
        else:
            text = f"{file.name} dit que l'établissement est fermé ou l'entreprise radiée : « {closed[0].quote} »."
            yield RULE.fails(text, **words)
