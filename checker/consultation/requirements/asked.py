"""What one item or sentence asks: documents with the words that name them, joined or in place of one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.consultation.requirements.texts import Passage, without_parentheses
from checker.consultation.requirements.vocabulary import OTHER, Mention, mentions, signal

HOLDERS = frozenset(("memoire_technique", "cadre_reponse", "annexe_environnement", "presentation_entreprise", OTHER))
# documents that are never a mere chapter of another one
ALONE = frozenset(
    ("acte_engagement", "bpu", "dpgf", "dqe", "devis", "dc1", "dc2", "dc4", "dume", "rib", "certificat_visite", "echantillons",
     "vigilance_urssaf", "attestation_fiscale", "memoire_technique", "cadre_reponse", "ccap_signe", "engagement_insertion")
)  # fmt: skip
_OR = re.compile(r"\b(?:ou|soit|a defaut)\b[^a-z]*(?:bien |a defaut,? |le cas echeant,? |encore )?(?:une? |la |le |les |l.|des |d.une? |d.)?$")
_NOT_OBJECT = re.compile(
    r"\b(?:dans|sur|au|aux|a|selon|en|de|d|du|avec|sous|par|pour|conformement|prevu\w*|relati\w+|indique\w*|vise\w*)[ ']+"
    r"(?:l.|le |la |les |leur |son |sa |cet? |cette |present )*$"
)
_FOR_LOTS = re.compile(r"pour (?:le|les|chaque|tous les) lots?[^,:;]{0,40}?(?=[,:])|lots? (?:n ?° ?)?\d[\d ,et]*:")
_GAP = re.compile(r"[ ,:\-–)]*(?:ou,? )?")
_DETERMINED = re.compile(r"(?:^|[ ,:;('«])(?:une?|le|la|les|l.|des|du|de la|son|sa|ses|leurs?|votre|vos|cet?|cette|chaque|\d+|deux|trois|quatre|cinq|copie (?:de|du|des) ?(?:l.|la)?|ainsi qu.une?|seul|formulaires?|imprimes?|dument|minimum|une copie (?:de|du|des) ?(?:l.|la)?) ?[«\"]? ?$")
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
    found = _from(rest)
    if not found and (colon := rest.low.find(": ")) in range(1, 75):
        found = _from(rest.part(colon + 1))
        if not found and free and re.match(r"[^:]{0,75}$", rest.low[: colon + 1]):
            found = _other(rest.part(colon + 1))
    if not found and free:
        found = _other(rest)
    if len(found) == 1 and found[0].words.text in rest.text:
        return [Asked(found[0].kind, item, found[0].instead_of, found[0].inside, found[0].attached)]
    return found


def leading(low: str) -> int:
    """Where the words begin after a condition or a set of lots that opens the item."""
    end = 0
    while found := signal("condition").match(low, end) or _FOR_LOTS.match(low, end):
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
    if not noun or len(bare.split()) < 2 or not signal("head").match(item.low[: noun.start()]) or bare.rstrip().endswith(":"):
        return []
    return [Asked(OTHER, item)]


def _outside(low: str, found: list[Mention]) -> list[Mention]:
    """Mentions that are neither between parentheses nor inside a condition, unless nothing else opens the text."""
    bare = without_parentheses(low)
    conditions = [(one.start(), one.end()) for one in signal("condition").finditer(low)]
    kept = [
        one
        for one in found
        if bare[one.start : one.end].strip() and not any(a <= one.start and one.end <= b for a, b in conditions)
    ]
    return kept


def _from(text: Passage) -> list[Asked]:
    """The documents that open the text, and those joined to them."""
    found = mentions(text.low)
    kept = _outside(text.low, found)
    first = next((one for one in kept if _at_head(text.low[: one.start])), None)
    if first is None:
        first = _bracketed(text, found)
        kept = [first] if first else []
    return list(_chain(text, first, [one for one in kept if first and one.start >= first.start])) if first else []


def _at_head(before: str) -> bool:
    """Whether nothing but determiners stands before a document."""
    return bool(signal("head").match(without_parentheses(before).strip(" ") + " "))


def _bracketed(text: Passage, found: list[Mention]) -> Mention | None:
    """A document named by its code between parentheses only: « déclaration d'intention (DC 1) »."""
    for one in found:
        before = text.low[: one.start]
        if before.rstrip().endswith("(") and signal("document").search(before) and len(before) < 90:
            return one
    return None


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
        if last.kind in HOLDERS and signal("inside").search(between):
            holder = last.kind
        held = holder if holder and one.kind not in ALONE else None
        if one.start == last.start and one.end == last.end:
            chosen.append((one, None, held, False))
            cuts.append(last.start)
            continue
        joint = _joint(between, held is not None)
        if joint is None:
            continue
        instead = last.kind if _OR.search(between) and one.kind != last.kind else None
        attached = bool(signal("attached").search(between))
        chosen.append((one, instead, held, attached))
        cuts.append(last.end + joint)
    for index, (one, instead, held, attached) in enumerate(chosen):
        begin = start if index == 0 else cuts[index - 1]
        end = next((cut for cut in cuts[index:] if cut >= one.end), len(text.text))
        yield Asked(one.kind, text.part(begin, end), instead, held, attached)


def _joint(between: str, loose: bool) -> int | None:
    """Where the next document begins if what stands between joins it to the last one, else None."""
    joints = list(signal("joint").finditer(between))
    for joint in reversed(joints):
        if signal("head").match(between[joint.end() :]) or loose:
            return joint.end()
    return None


def demanded(sentence: Passage) -> list[Asked]:
    """The documents that a sentence demands: objects of « produire, remettre, joindre… » or subjects of « est jointe »."""
    bare = without_parentheses(sentence.low)
    body = leading(sentence.low)
    if signal("verbs.passive").search(bare, body):
        found = _from(sentence.part(body))
        if found and (at := signal("verbs.passive").search(bare)) and sentence.text.find(found[0].words.text[:20]) < at.start():
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
    return []


def _is_object(gap: str) -> bool:
    """Whether a document after `gap` may be the object of the verb before it."""
    if _NOT_OBJECT.search(gap) and not re.search(r"\bpar une? $", gap):
        return False
    return not gap.strip() or bool(_DETERMINED.search(gap))


def _with_determiner(low: str, start: int) -> int:
    """The place of the article before a document."""
    found = re.search(r"(?:une?|le|la|les|l.|des|son|sa|ses|leurs?|votre|vos|\d+|copies? (?:de|du|des) ?(?:l.|la)?) ?$", low[:start])
    return found.start() if found else start
