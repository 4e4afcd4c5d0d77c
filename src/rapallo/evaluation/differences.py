"""Why a gold event was missed, and what a coded event that is not right is instead: pairs of events that nearly agree.

What matches at the level `type` is right. Of the rest, events that differ in little are paired one to one, the smaller
differences first, so that each error is told once:

1. marks       parties and type agree
2. type        the parties agree
3. direction   the parties are those of gold the other way round
4. recipient   the actors agree, the recipients do not
5. actor       the recipients agree, the actors do not
6. parties     neither agrees: the same sentence and type

Pairs 3 to 5 need the same type or the same sentence. What is left over was not found, or made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapallo.evaluation.coding import EventCoding, parties
from rapallo.evaluation.matching import (
    AGREEMENT,
    PARTIES_OVERLAP_MIN,
    Fits,
    match,
    match_in_stages,
    same_date,
    same_parties,
    same_type,
)
from rapallo.evaluation.scores import claims, is_wanted

NOT_FOUND, MADE_UP = "not found", "made up"
# How a pair differs, from the smallest difference on.
DIFFERENCES = ("marks", "type", "direction", "recipient", "actor", "parties")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold event, a coded event, or both; `difference` is '' where they agree at the level `type`.

    Else it is one of DIFFERENCES where both are there, NOT_FOUND where gold and MADE_UP where the coded one is alone.
    """

    gold: EventCoding | None
    coded: EventCoding | None
    difference: str = ""


def outcomes(coded: Sequence[EventCoding], gold: Sequence[EventCoding]) -> list[Outcome]:
    """What became of the core gold events and of the coded events of an article, gold first, in their order.

    Arguable gold events and coded events that match them, and coded events that nobody has judged, are left out.
    """
    matched = match(coded, gold, AGREEMENT["type"])
    open_gold = [number for number, one in enumerate(gold) if is_wanted(one) and number not in matched]
    taken = set(matched.values())
    open_coded = [number for number, _ in claims(coded, gold, matched) if number not in taken]
    near = match_in_stages([coded[i] for i in open_coded], [gold[j] for j in open_gold], NEARLY)
    partner = {open_gold[of_gold]: open_coded[of_coded] for of_gold, of_coded in near.items()}
    found = [Outcome(one, coded[matched[j]]) for j, one in enumerate(gold) if one.core and j in matched]
    missed = [_missed(gold[j], coded[partner[j]] if j in partner else None) for j in open_gold]
    made_up = [Outcome(None, coded[i], MADE_UP) for i in open_coded if i not in partner.values()]
    return [*found, *missed, *made_up]


def _missed(gold: EventCoding, coded: EventCoding | None) -> Outcome:
    return Outcome(gold, coded, difference(coded, gold) if coded else NOT_FOUND)


def difference(coded: EventCoding, gold: EventCoding) -> str:
    """The first of DIFFERENCES that tells two events apart; '' for events that agree."""
    if same_parties(coded, gold):
        return "type" if coded.type != gold.type else "marks" if coded.marks != gold.marks else ""
    if _is_reversed(coded, gold):
        return "direction"
    if _alike(coded.actors, gold.actors):
        return "recipient"
    return "actor" if _alike(coded.recipients, gold.recipients) else "parties"


def same_sentence(coded: EventCoding, gold: EventCoding) -> bool:
    """Whether both rest on the same sentence: by offsets where both have them, else by gold's first words."""
    if coded.sentence_span and gold.sentence_span:
        return coded.sentence_span[0] == gold.sentence_span[0]
    words, beginning = _words(coded.sentence), _words(gold.sentence)
    return bool(beginning) and words[: len(beginning)] == beginning


def _words(text: str) -> list[str]:
    return text.casefold().split()


def _is_reversed(coded: EventCoding, gold: EventCoding) -> bool:
    return same_parties(replace(coded, actors=coded.recipients, recipients=coded.actors), gold)


def _alike(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two sides are the same parties, by the same measure as whole events."""
    one, other = set(parties(some)), set(parties(others))
    return one == other or len(one & other) >= PARTIES_OVERLAP_MIN * len(one | other)


def _akin(coded: EventCoding, gold: EventCoding) -> bool:
    return coded.type == gold.type or same_sentence(coded, gold)


def _differs_in(name: str, *, sure: Fits) -> Fits:
    return lambda coded, gold: sure(coded, gold) and difference(coded, gold) == name


# From the pairs that differ least to those that differ most; the same day before others.
NEARLY: tuple[Fits, ...] = (
    lambda coded, gold: same_type(coded, gold) and same_date(coded, gold),
    same_type,
    lambda coded, gold: same_parties(coded, gold) and same_sentence(coded, gold),
    same_parties,
    _differs_in("direction", sure=_akin),
    _differs_in("recipient", sure=_akin),
    _differs_in("actor", sure=_akin),
    lambda coded, gold: coded.type == gold.type and same_sentence(coded, gold),
)
