"""L'acte d'engagement ne renonce pas à l'avance lorsque le montant y ouvre droit.

Sans objet si le montant de l'offre est sous le seuil, ou si la question n'est pas dans l'acte d'engagement.

Indécidable si les deux cases, ou aucune, sont cochées, ou si le montant n'a pas été lu.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.prices import priced
from checker.rules.support.reading import holders
from checker.rules.support.ticks import answer, box
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="E08",
    family="ae",
    severity=Severity.CONSEIL,
    title="Vous ne renoncez pas à l'avance sans le vouloir",
    source="CCP R2191-3, R2191-7",
    status="v [T]",
    how_to_mend="Cochez la case qui demande l'avance, sauf choix délibéré.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    threshold = Decimal(str(law.value("avance.seuil_montant_ht")))
    rate = Decimal(str(law.value("avance.taux_minimum_general")))
    amounts = {one.file.name: one.amounts[0] for one in priced(dossier, ("acte_engagement",))}
    seen = False
    for file in holders(dossier, ("acte_engagement",)):
        asked = answer(file, "acte_engagement", r"renonce\w*[^.]{0,40}avance")
        no, yes = (
            box(file, "acte_engagement", r"^(je )?(renonce|refuse)"),
            box(file, "acte_engagement", r"^(je )?(ne renonce|accepte).*"),
        )
        gives_up = asked[0] if asked and asked[0] is not None else bool(no) if bool(no) != bool(yes) else None
        amount = amounts.get(file.name)
        if (asked is None and no is None) or (amount is not None and amount <= threshold):
            continue
        seen = True
        words: dict[str, object] = {"about": "acte_engagement", "file": file.name, "lot": file.lot}
        if gives_up is False:
            yield RULE.holds(f"{file.name} demande l'avance.", **words)
        elif gives_up and amount:
            text = f"Vous renoncez à l'avance dans {file.name}, soit environ {euros(amount * rate)}. Est-ce voulu ?"
            yield RULE.fails(text, **words)
        else:
            yield RULE.unsure(f"{file.name} : dites clairement si vous demandez l'avance.", **words)
    if not seen:
        yield RULE.moot("Pas d'avance en jeu dans l'acte d'engagement.")
