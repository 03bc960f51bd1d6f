"""A hand-made year of one town: every trap once, so that each figure can be computed on paper.

Buyer: Boulogne-sur-Mer (62160, EPCI 246200729). Firms, all invented:
  A  PME, 3 to 5 employees (02), Boulogne          PME yes, micro yes, local yes
  B  PME, 20 to 49 (12), Outreau, same EPCI        PME yes, micro no,  local (EPCI) yes
  C  PME, staff unknown, Calais, other EPCI        PME yes, micro ?,   local (EPCI) no
  D  GE, 10 000 and more (53), Lille               PME no,  micro no,  local no
  E  size unknown, Boulogne                        PME ?,   micro ?,   local yes

contract            winners   amount kept (k€)  PME   local  both   micro (staff known)
 1 plain            A         100               1     1      1      1
 2 plain            B          50               1     1      1      0
 3 elsewhere        C         200               1     0      0      ?
 4 large            D         300               0     0      0      0
 5 size unknown     E          80               ?     1      ?      ?
 6 group of two     A, D      100               .5    .5     .5     .5
 7 framework, two   A, B      400 (once)        1     1      1      .5
 9 no SIRET         foreign    60               ?     ?      ?      ?
10 5 billion        C         set aside         1     0      0      ?
11 times 100        B         set aside         1     1      1      0
12 subsequent       A         set aside         1     1      1      1
13 amended          B         100               1     1      1      0
16-19 small         A         50 each           4     4      4      4
In the field: 16. Out: the copy of 1, a concession (14), a contract without date (15), one of 2022.
P_nb  known 14 (not 5, 9)  yes 12.5            L_nb  known 15 (not 9)  yes 11.5
PL_nb known 14             yes 10.5, surely no 3.5 (3, 4, half of 6, 10)
T_nb  known 12             yes 7 (1, half 6, half 7, 12, 16-19)
P_mt  known 1 450, yes 100+50+200+0+50+400+100+200 = 1 100 ; without frameworks 700 / 1 050
L_mt  known 1 530, yes 100+50+80+50+400+100+200 = 980 ; PL_mt 900 / 1 450
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from stdnum import luhn

from procurement.models.award import Amendment, Award, Winner
from procurement.models.company import Company, Establishment, SizeCategory
from procurement.models.place import Place


def siret(stem: str) -> str:
    """A valid SIRET from eight digits: two Luhn keys are added."""
    siren = stem if len(stem) == 9 else stem + luhn.calc_check_digit(stem)
    body = siren + "0001"
    return body + luhn.calc_check_digit(body)


TOWN = siret("216201608")
A, B, C, D, E = (siret(f"9000000{i}") for i in range(1, 6))


def company(number: str, size: SizeCategory | None, staff: str | None, commune: str) -> Company:
    """An invented firm with one establishment."""
    seat = Establishment(number, place=Place(commune=commune), active=True, is_head_office=True, staff_band=staff)
    return Company(number[:9], "Firme " + number[:9], None, None, size, staff, True, None, seat, (seat,))


COMPANIES = (
    company(A, SizeCategory.PME, "02", "62160"),
    company(B, SizeCategory.PME, "12", "62643"),
    company(C, SizeCategory.PME, None, "62193"),
    company(D, SizeCategory.GE, "53", "59350"),
    company(E, None, None, "62160"),
)


def winner(number: str, name: str = "M. SECRET NOM") -> Winner:
    """A winner known by its SIRET; its name must appear in no export."""
    return Winner(id=number, id_type="SIRET", siret=number, name=name)


def award(number: int, winners: tuple[Winner, ...], amount: int | None, **more: Any) -> Award:
    """A contract of the town notified in March 2025."""
    values: dict[str, Any] = {
        "uid": f"{TOWN}{number}",
        "id": str(number),
        "source": "essai",
        "buyer_siret": TOWN,
        "buyer_name": "Ville d'essai",
        "object": f"Objet {number}",
        "cpv": "45210000",
        "notified": date(2025, 3, 1),
        "amount": None if amount is None else Decimal(amount),
        "winners": winners,
        "published": date(2025, 4, 1),
        "nature": "Marché",
    }
    return Award(**(values | more))


def awards() -> list[Award]:
    """The records of the table above, copies included."""
    a, b, c, d, e = (winner(n) for n in (A, B, C, D, E))
    maximum = {"techniques": ("Accord-cadre",), "object": "Petites fournitures"}
    return [
        award(1, (a,), 90_000, object="Objet un", published=date(2025, 3, 20)),
        award(1, (a,), 100_000, object="Objet 1, corrigé"),
        award(2, (b,), 50_000),
        award(3, (c,), 200_000),
        award(4, (d,), 300_000),
        award(5, (e,), 80_000),
        award(6, (a, d), 100_000, grouping="conjoint"),
        award(7, (a,), 400_000, **maximum),
        award(7, (b,), 400_000, **maximum),
        award(9, (Winner(id="BE0123", id_type="TVA", name="M. SECRET NOM"),), 60_000),
        award(10, (c,), 5_000_000_000),
        award(11, (b,), 6_000_000, procedure="Procédure adaptée", contract_type="services"),
        award(12, (a,), 20_000, framework_id="AC-1"),
        award(13, (b,), 100_000, amendments=(Amendment(date(2025, 9, 1), Decimal(115_000)),)),
        award(14, (a,), 70_000, concession=True),
        award(15, (a,), 70_000, notified=None),
        *(award(n, (a,), 50_000) for n in range(16, 20)),
        award(20, (a,), 50_000, notified=date(2022, 5, 1), published=date(2022, 6, 1)),
    ]
