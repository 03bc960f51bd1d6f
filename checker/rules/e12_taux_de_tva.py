"""Le taux de TVA écrit dans l'acte d'engagement est un taux en vigueur ; une TVA à zéro dit pourquoi.

Sans objet si aucun taux n'est écrit.

Indécidable si le taux vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.deeds import vat_rates
from checker.rules.support.reading import holders
from checker.rules.support.texts import said
from procurement.law import LawAtDay

RULE = Rule(
    code="E12",
    family="ae",
    severity=Severity.A_CORRIGER,
    title="Le taux de TVA existe",
    source="CGI",
    status="nv",
    how_to_mend="Vérifiez le taux ; en franchise, écrivez « TVA non applicable, art. 293 B du CGI ».",
)
_WHY_ZERO = r"293 ?b|autoliquid|283|franchise|exoner|non applicable|non assujetti|261"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    known = {Decimal(one.strip()) for one in str(law.value("controles.taux_tva_fr")).split(";")}
    seen = False
    for file in holders(dossier, ("acte_engagement", "devis")):
        for rate, evidence in vat_rates(file):
            seen = True
            shown = f"{rate.normalize():f} %".replace(".", ",")
            words: dict[str, object] = {"about": file.kind, "file": file.name, "lot": file.lot, "found": shown}
            words |= {"evidence": (evidence,)}
            if rate == 0 and not any(said(file, _WHY_ZERO)):
                yield RULE.unsure(f"{file.name} : TVA à 0 % sans explication.", **words)
            elif rate in known:
                yield RULE.holds(f"{file.name} : taux de {shown}.", **words)
            elif file.document.text_source == "ocr":
                yield RULE.unsure(f"{file.name} : nous lisons un taux de TVA de {shown}, à relire.", **words)
            else:
                yield RULE.fails(f"Le taux de TVA de {shown} dans {file.name} n'est pas un taux en vigueur.", **words)
    if not seen:
        yield RULE.moot("Aucun taux de TVA écrit.")
