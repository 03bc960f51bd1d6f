"""L'acte d'engagement porte un montant, ou renvoie au bordereau ou à la décomposition des prix.

Sans objet si aucun acte d'engagement n'est joint.

Indécidable si le montant n'a pas été lu sans que l'on voie de case laissée vide.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.forms import field
from checker.rules.support.reading import as_amount, facts, holders
from checker.rules.support.texts import said
from procurement.law import LawAtDay

RULE = Rule(
    code="E01",
    family="ae",
    severity=Severity.BLOQUANT,
    title="L'acte d'engagement porte un prix ou renvoie au bordereau",
    source="CCP L2152-2",
    status="v [S15]",
    how_to_mend="Reportez le total HT, la TVA et le TTC, ou cochez « prix du bordereau ».",
    checked=date(2026, 11, 22),
)
_REFERS = r"bordereau|\bbpu\b|prix unitaires?|\bdpgf\b|decomposition du prix|detail (quantitatif )?estimatif|annexe financiere"
_PRICE = r"^(montant|prix|total|offre de prix|remuneration).{0,50}\b(ht|h\.t|hors)|^ht$|^montant (ht|global|total|de l.offre)"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("acte_engagement",))
    if not files:
        yield RULE.moot("Aucun acte d'engagement n'est joint.")
    for file in files:
        words: dict[str, object] = {"about": "acte_engagement", "file": file.name, "lot": file.lot}
        amounts = [
            f for name in ("amount_ht", "amount_ttc") for f in facts(file, "acte_engagement", name) if as_amount(f)
        ]
        written = field(file, "acte_engagement", _PRICE)
        refers = next(said(file, _REFERS, "acte_engagement"), None)
        if amounts and written and written.blank and file.document.text_source == "layer":
            text = f"La case du montant HT est restée vide dans {file.name}."
            yield RULE.fails(text, severity=Severity.A_CORRIGER, evidence=(written.evidence,), **words)
        elif amounts or (written and not written.blank):
            yield RULE.holds(f"{file.name} porte un prix.", **words)
        elif refers:
            yield RULE.holds(f"{file.name} renvoie aux pièces de prix.", evidence=(refers[0],), **words)
        elif written and file.document.text_source == "layer":
            text = f"Votre acte d'engagement {file.name} ne contient pas de prix : la case est restée vide."
            yield RULE.fails(text, evidence=(written.evidence,), **words)
        else:
            yield RULE.unsure(f"Nous n'avons pas lu de prix dans {file.name} : vérifiez-le.", **words)
