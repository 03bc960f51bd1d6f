"""What one item or sentence asks: documents with the words that name them, joined or in place of one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.consultation.requirements.texts import Passage, without_parentheses
from checker.consultation.requirements.vocabulary import OTHER, Mention, mentions, signal, wordings

REGISTERS = frozenset(("kbis", "attestation_rne", "avis_sirene"))  # a number takes their place
HOLDERS = frozenset(("memoire_technique", "cadre_reponse", "annexe_environnement", "presentation_entreprise", OTHER))
# documents that are never a mere chapter of another one
ALONE = frozenset(
    [
        "acte_engagement",
        "bpu",
        "dpgf",
        "dqe",
        "devis",
        "dc1",
        "dc2",
        "dc4",
        "dume",
        "rib",
        "certificat_visite",
        "echantillons",
        "vigilance_urssaf",
        "attestation_fiscale",
        "memoire_technique",
        "cadre_reponse",
        "ccap_signe",
        "engagement_insertion",
    ]
)
# documents that another may hold as a chapter or an annex
HOLDABLE = frozenset(
    ("planning", "fiches_techniques", "cv_titres", "plan_qualite_env", "references", "annexe_environnement")
)
# documents that belong to the tender wherever they are named
BY_NATURE = frozenset(
    (
        "dc4",
        "certificat_visite",
        "engagement_tiers",
        "habilitation_mandataire",
        "pouvoir_signataire",
        "echantillons",
        "engagement_insertion",
        "variante",
    )
)
# documents whose contents a buyer details in a list
LISTING_CONTENTS = (*HOLDERS, "references", "dpgf", "planning")
_LABEL = re.compile(r"(?:\w+[ ,]?){1,3} ?: ")  # « Assurances : attestations RC et décennale »
_GAP = re.compile(r"[ ,:\-–)]*(?:ou,? )?")
_MODAL = re.compile(r"(?:doit|doivent|devra|devront|peut|peuvent|pourra|pourront)(?: \w+ment)? $")
_FINITE = re.compile(r"\b(?:est|sont|sera|seront|doit|doivent|devra|devront|peut|peuvent)\b")
_BRACKET = re.compile(r"[(]([^()]{2,120})[)]")
# documents that parentheses may add to another: « ses annexes (BPU, DQE) », « assurances (RC et décennale) »
ADDED = frozenset(("bpu", "dqe", "dpgf", "decennale", "rc_pro", "rib", "ae_repartition"))
PRICES = frozenset(("bpu", "dqe", "dpgf"))  # frames of prices that an « annexe financière » gathers
# what a buyer has the candidate write in a DC2
WRITTEN_IN = frozenset(("declaration_ca", "effectifs", "moyens_materiels", "references"))
REACH = 130  # characters between the verb and the first document it asks for


@dataclass(frozen=True, slots=True)
class Asked:
    """A document asked: its kind, the words that ask it, what it stands in place of, what holds it."""

    kind: str
    words: Passage
    instead_of: str | None = None
    inside: str | None = None
    attached: bool = False


def listed(item: Passage, free: bool) -> list[Asked]:
    """The documents of an item of a list of pieces; `free` lets a document of no known kind count too."""
    start = leading(item.low)
    rest = item.part(start)
    label = _LABEL.match(rest.low)
    found = (_from(rest.part(label.end())) if label else []) or _from(rest)
    if not found and (colon := rest.low.find(": ")) in range(1, 75):
        found = _from(rest.part(colon + 1))
        if not found and free and re.match(r"[^:]{0,75}$", rest.low[: colon + 1]):
            found = _other(rest.part(colon + 1))
    if not found and free:
        found = _other(rest)
    if signal("suffices").search(item.low):
        found = [one for one in found if one.kind not in REGISTERS]
    if len(found) == 1 and found[0].words.text in rest.text:
        return [Asked(found[0].kind, item, found[0].instead_of, found[0].inside, found[0].attached)]
    return found


def split(piece: Passage) -> list[Asked]:
    """The documents of an enumeration whose first one has no known kind."""
    cuts = [one.end() for one in signal("enumerated").finditer(piece.low)]
    if not cuts:
        return []
    parts = [piece.part(start, end) for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    found = [asked for part in parts for asked in listed(part, True)]
    return found if any(one.kind != OTHER for one in found) else []


def leading(low: str) -> int:
    """Where the words begin after a condition or a set of lots that opens the item."""
    end = 0
    while found := signal("condition").match(low, end) or signal("for_lots").match(low, end):
        after = _GAP.match(low, found.end())
        here = after.end() if after else found.end()
        if here > 0.75 * len(low) or here == end:
            break
        end = here
    return end


def _other(item: Passage) -> list[Asked]:
    """An item that names a document of no known kind: a document's noun near its head, and no sentence."""
    bare = without_parentheses(item.low)
    noun = signal("document").search(bare)
    if (
        not noun
        or signal("generic").match(item.low)
        or signal("vague").search(bare.strip(" .;,"))
        or not signal("head").match(item.low[: noun.start()])
        or bare.rstrip().endswith(":")
    ):
        return []
    return [Asked(OTHER, item)]


def _outside(low: str, found: Iterable[Mention]) -> list[Mention]:
    """Mentions that are neither between parentheses nor inside a condition, unless nothing else opens the text."""
    bare = without_parentheses(low)
    conditions = [(one.start(), one.end()) for one in signal("condition").finditer(low)]
    return [
        one
        for one in found
        if bare[one.start : one.end].strip()
        and not signal("put_aside").match(low, one.end)
        and not any(a <= one.start and one.end <= b for a, b in conditions)
    ]


def _from(text: Passage) -> list[Asked]:
    """The documents that open the text, those joined to them, and those that parentheses add."""
    kept = _outside(text.low, mentions(text.low))
    first = next((place for place, one in enumerate(kept) if _at_head(text.low[: one.start])), None)
    if first is None:
        return _bracketed(text)
    found = list(_chain(text, kept[first], kept[first:]))
    return found + [one for one in _bracketed(text, added=True) if one.kind not in {other.kind for other in found}]


def _at_head(before: str) -> bool:
    """Whether nothing but determiners stands before a document."""
    return bool(signal("head").match(without_parentheses(before).strip(" ") + " "))


def _bracketed(text: Passage, added: bool = False) -> list[Asked]:
    """Documents named between parentheses: « déclaration d'intention (DC 1) », « annexes (BPU et DQE) ».

    `added`: beside a document already named, only those that parentheses may add to it.
    """
    noun = signal("document").search(text.low)
    if not added and (noun is None or not _at_head(text.low[: noun.start()])):
        return []
    for bracket in _BRACKET.finditer(text.low):
        inner = text.part(bracket.start(1), bracket.end(1))
        kept = _outside(inner.low, mentions(inner.low))
        if not kept or not _at_head(inner.low[: kept[0].start]) or (not added and bracket.start() > 90):
            continue
        found = list(_chain(inner, kept[0], kept))
        prices = all(one.kind in PRICES for one in found)
        if not added or prices or (all(one.kind in ADDED for one in found) and _short(inner.low, kept)):
            return found
    return []


def _short(low: str, named: list[Mention]) -> bool:
    """Whether the words hold little more than the documents they name."""
    return len(low) - sum(one.end - one.start for one in named) < 25


def _chain(text: Passage, first: Mention, found: list[Mention], start: int = 0) -> Iterator[Asked]:
    """The first mention and every further one that a comma, « et », « ou » or « ainsi que » joins to the one before."""
    chosen: list[tuple[Mention, str | None, str | None, bool]] = [(first, None, None, False)]
    cuts: list[int] = []
    holder: str | None = None
    for one in found:
        last = chosen[-1][0]
        if one is first or (one.start < last.end and (one.start, one.end) != (last.start, last.end)):
            continue
        between = without_parentheses(text.low[last.end : one.start])
        if ":" in between and _FINITE.search(between):
            break
        if last.kind in HOLDERS and signal("inside").search(between):
            holder = last.kind
        if last.kind == "dc2" and signal("form_content").search(between):
            holder = last.kind
        held = holder if holder and one.kind not in ALONE and (holder != "dc2" or one.kind in WRITTEN_IN) else None
        if one.start == last.start and one.end == last.end:
            chosen.append((one, None, held, False))
            cuts.append(last.start)
            continue
        joint = _joint(between, held is not None)
        if joint is None and held == "dc2" and (written := signal("form_content").search(between)):
            joint = written.end()
        if joint is None:
            continue
        if one.kind == last.kind and not wordings()[one.kind].many:
            chosen[-1] = (Mention(last.kind, last.start, one.end), *chosen[-1][1:])
            continue
        instead = last.kind if signal("or").search(between) and one.kind != last.kind else None
        attached = bool(signal("attached").search(between))
        chosen.append((one, instead, held, attached))
        cuts.append(last.end + joint)
    for index, (one, instead, held, attached) in enumerate(chosen):
        begin = start if index == 0 else cuts[index - 1]
        begin += len(text.text[begin:]) - len(text.text[begin:].lstrip(" '’"))
        end = next((cut for cut in cuts[index:] if cut >= one.end), len(text.text))
        yield Asked(one.kind, text.part(begin, end), instead, held, attached)


def _joint(between: str, loose: bool) -> int | None:
    """Where the next document begins if what stands between joins it to the last one, else None."""
    clause = signal("condition").search(between)
    free = signal("condition").sub(lambda one: " " * len(one[0]), between)
    joints = list(signal("joint").finditer(free))
    for joint in reversed(joints):
        if signal("head").match(free[joint.end() :]) or loose:
            if clause and (first := [one for one in joints if one.end() <= clause.start()]):
                return first[-1].end()
            return joint.end()
    return None


def demanded(sentence: Passage) -> list[Asked]:
    """The documents that a sentence demands: objects of « produire, joindre… » or subjects of « est jointe »."""
    bare = without_parentheses(sentence.low)
    if found := _subjects(sentence, bare):
        return found
    verbs = list(signal("verbs.active").finditer(bare))
    named = _outside(sentence.low, mentions(sentence.low)) if verbs else []
    for verb in verbs:
        for place, one in enumerate(named):
            gap = bare[verb.end() : one.start]
            if one.start < verb.end() or len(gap) > REACH or ":" in gap:
                continue
            if not _is_object(gap):
                break
            return list(_chain(sentence, one, named[place:], _with_determiner(sentence.low, one.start)))
    return _bracketed(sentence.part(verbs[0].end())) if verbs and not named else []


def _subjects(sentence: Passage, bare: str) -> list[Asked]:
    """The documents that stand before « est jointe », « seront exigés »."""
    passives = list(signal("verbs.passive").finditer(bare))
    named = _outside(sentence.low, mentions(sentence.low)) if passives else []
    body = leading(sentence.low)
    for place, one in enumerate(named):
        after = [verb for verb in passives if 0 <= verb.start() - one.end <= REACH]
        verb = next(
            (verb for verb in after if verb[0].startswith("que ") or _reached(bare[one.end : verb.start()])), None
        )
        if verb is None:
            continue
        before = sentence.low[body : one.start]
        if _at_head(before) or re.search(r"[,:;] *$", before[: _with_determiner(before, len(before))]):
            until = [other for other in named[place:] if other.end <= verb.start()]
            return list(_chain(sentence, one, until, _with_determiner(sentence.low, one.start)))
    return []


def _reached(gap: str) -> bool:
    """Whether no other verb stands between a subject and its verb."""
    return not _FINITE.search(_MODAL.sub("", gap))


def _is_object(gap: str) -> bool:
    """Whether a document after `gap` may be the object of the verb before it."""
    gap = re.sub(" +", " ", gap)  # what stood between parentheses is blank
    if signal("not_object").search(gap) and not signal("by_handing").search(gap):
        return False
    return not gap.strip() or bool(signal("determined").search(gap))


def _with_determiner(low: str, start: int) -> int:
    """The place of the article before a document."""
    found = signal("determiner").search(low[:start])
    return found.start() if found else start


def returned(found: list[Asked], low: str) -> list[Asked]:
    """The documents, the buyer's own CCAP only when it must come back accepted or signed."""
    return [one for one in found if one.kind != "ccap_signe" or signal("handed").search(low)]
