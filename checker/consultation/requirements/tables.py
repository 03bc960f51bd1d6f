"""Tables of pieces: which column holds the document, and what the other columns say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.consultation.requirements.attributes import CONDITIONAL, OPTIONAL, REQUIRED, Duty
from checker.consultation.requirements.vocabulary import mentions
from checker.consultation.requirements.zones import AWARD, CANDIDATURE, OFFER, heading_pile
from checker.folding import fold

_ROLES = (
    ("foreign", r"crit|pond|bareme|penalite|manquement|montant|date|adresse|seuil|duree|delai|designation des lots"),
    ("sign", r"signature|signe|a signer"),
    ("format", r"\bformat|extension|support"),
    ("model", r"modele|trame"),
    ("free", r"^(?:facultatif|optionnel)s?$"),
    ("duty", r"obligatoire|caractere|exige|facultatif|obligation"),
    ("lot", r"^lots? ?(?:n ?°? ?)?\d"),
    (
        "document",
        r"piece|libelle|document|justificatif|intitule|information|element|designation|nature|contenu|attestation|renseignement|dossier",
    ),
    ("pile", r"^(?:phase|stade|etape|volet|partie|rubrique|enveloppe|sous-dossier)"),
)
_YES = re.compile(r"^(?:oui|x|☒|☑|✓|✔|o|yes|obligatoire|signee?|a signer)\b|^[x☒☑✓✔]$")
_NO = re.compile(r"^(?:non|no|n|sans objet|-|néant|neant|☐)$")


@dataclass(frozen=True, slots=True)
class Header:
    """The role of each column: document, sign, format, duty, free, lot, pile or none; the piles that columns name."""

    roles: tuple[str, ...]
    lots: tuple[tuple[str, ...], ...]
    piles: tuple[str | None, ...] = ()

    @property
    def of_pieces(self) -> bool:
        """Whether the table lists documents."""
        return "document" in self.roles

    @property
    def foreign(self) -> bool:
        """Whether the table speaks of something else (criteria, penalties, lots)."""
        return "foreign" in self.roles[:1] or ("foreign" in self.roles and "document" not in self.roles)


def header(cells: tuple[str, ...]) -> Header | None:
    """The header, when the cells are titles of columns."""
    folded = [fold(cell) for cell in cells]
    if not folded or max(map(len, folded)) > 60 or sum(bool(one) for one in folded) < 2:
        return None
    roles = tuple(next((role for role, words in _ROLES if cell and re.search(words, cell)), "") for cell in folded)
    named = tuple(_pile_of(cell) for cell in cells)
    if len(set(named) - {None}) < 2:
        named = ()
    if not (any(roles) or named):
        return None
    return Header(
        roles,
        tuple(
            tuple(re.findall(r"\d{1,2}", cell)) if role == "lot" else ()
            for role, cell in zip(roles, folded, strict=True)
        ),
        named,
    )


def _pile_of(cell: str) -> str | None:
    """The pile that a short cell names."""
    return named if len(cell) < 40 and (named := heading_pile(cell)) in (CANDIDATURE, OFFER, AWARD) else None


def again(cells: tuple[str, ...], head: Header | None) -> tuple[Header, str] | None:
    """The header of another part of the same table with the pile it names: « Réf. | Pièces de l'offre | Obligatoire »."""
    made = header(cells)
    if made is None or head is None or made.roles != head.roles:
        return None
    named = next((pile for cell in cells if (pile := _pile_of(cell))), None)
    return (made, named) if named and made.of_pieces else None


def columns(cells: tuple[str, ...], head: Header | None) -> list[tuple[str, str]]:
    """The cells that list the pieces of the pile their column names: « Candidature | Offre »."""
    if head is None or not head.piles or "document" in head.roles[: head.piles.index(_first(head.piles))]:
        return []
    return [(cell, pile) for cell, pile in zip(cells, head.piles, strict=False) if pile and len(cell) > 2]


def beside(cells: tuple[str, ...], head: Header | None) -> tuple[str, str] | None:
    """The pile that the first cell of a row names and the cell that lists its pieces: « Capacité technique | … »."""
    if head is not None or len(cells) != 2 or not cells[1] or (pile := _pile_of(cells[0])) is None:
        return None
    return pile, cells[1]


def _first(piles: tuple[str | None, ...]) -> str | None:
    return next(pile for pile in piles if pile)


def document_cell(cells: tuple[str, ...], head: Header | None) -> int | None:
    """The column of the document: the one the header names, else the first that holds words."""
    if head and "document" in head.roles:
        place = head.roles.index("document")
        if place < len(cells) and len(cells[place]) > 2:
            return place
    return next((place for place, cell in enumerate(cells) if _words(cell)), None)


def _words(cell: str) -> bool:
    """Whether a cell holds words, or the initials of a document: « RIB », « DC1 »."""
    return len(re.findall(r"[A-Za-zÀ-ÿ]", cell)) > 3 or bool(mentions(fold(cell)))


def pile_cell(cells: tuple[str, ...], head: Header | None, place: int) -> str | None:
    """The pile that another cell of the row names (« Candidature », « Offre ») or that a cross gives."""
    for index, cell in enumerate(cells):
        if cell and index != place and (named := _pile_of(cell)):
            return named
    crossed = zip(cells, head.piles if head else (), strict=False)
    return next((pile for cell, pile in crossed if pile and _YES.search(fold(cell))), None)


def refined(duty: Duty, cells: tuple[str, ...], head: Header | None, place: int) -> Duty:
    """The qualities of a document once the other cells of its row are read."""
    if head is None:
        answers = [fold(cell) for cell in cells[place + 1 :] if cell]
        yes_no = [one for one in answers if one in ("oui", "non")]
        return replace(duty, signed=yes_no[0] == "oui") if len(yes_no) == 1 and len(answers) == 1 else duty
    marked: list[str] = []
    for index, (cell, role) in enumerate(zip(cells, head.roles, strict=False)):
        low = fold(cell)
        if index == place or not low:
            continue
        if role == "sign" and (_YES.search(low) or _NO.search(low)):
            duty = replace(duty, signed=bool(_YES.search(low)))
        elif role == "format" and (found := re.search(r"\b(pdf|xlsx?|docx?|odt|ods|excel|tableur)\b", low)):
            duty = replace(
                duty, format={"excel": "xlsx", "tableur": "xlsx", "xls": "xlsx", "doc": "docx"}.get(found[1], found[1])
            )
        elif role == "model":
            duty = replace(duty, model_provided=not _NO.search(low))
        elif (role == "free" and _YES.search(low)) or (role == "duty" and _NO.search(low)):
            duty = replace(duty, obligation=OPTIONAL)
        elif role == "lot" and _YES.search(low):
            marked.extend(head.lots[index])
        elif role != "lot":
            duty = _duty(duty, low, cell)
    every = [lot for lots in head.lots for lot in lots]
    return replace(duty, lots=tuple(marked)) if marked and set(marked) != set(every) else duty


def _duty(duty: Duty, low: str, cell: str) -> Duty:
    """A cell that says whether the document is due."""
    if re.match(r"facultati|optionnel|conseille|non obligatoire", low):
        return replace(duty, obligation=OPTIONAL)
    if re.match(r"(?:si|en cas|le cas echeant|lorsqu)\b", low) and duty.obligation == REQUIRED:
        return replace(duty, obligation=CONDITIONAL, condition=cell)
    return duty
