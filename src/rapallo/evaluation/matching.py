"""Which coded event is which gold event of an article, at three levels of strictness.

An event stands for the ordered pairs of parties between which it asserts something (`EventCoding.pairs`). Two events
agree on the parties where these sets overlap by a Jaccard index of at least 0.5 and the coded one asserts no pair that
gold has only the other way round.

- **dyad**: the parties agree;
- **quad**: and so do quad class and marks;
- **type**: and so do type and marks.

Matching is one to one and as large as it can be, core gold events first, events of the same date first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rapallo.evaluation.coding import EventCoding
from rapallo.ontology import quad

LEVELS = ("dyad", "quad", "type")
PARTIES_OVERLAP_MIN = 0.5

# Whether a coded event (first) can stand for a gold event (second).
Fits = Callable[[EventCoding, EventCoding], bool]


def same_parties(coded: EventCoding, gold: EventCoding) -> bool:
    """Whether two events are between the same parties, in the same direction."""
    both = coded.pairs & gold.pairs
    if not both or len(both) < PARTIES_OVERLAP_MIN * len(coded.pairs | gold.pairs):
        return False
    return not any((other, one) in gold.pairs for one, other in coded.pairs - gold.pairs)


def same_type(coded: EventCoding, gold: EventCoding) -> bool:
    """Whether parties and type agree, whatever the marks."""
    return coded.type == gold.type and same_parties(coded, gold)


def same_date(coded: EventCoding, gold: EventCoding) -> bool:
    """Whether the coded date is the gold one, to the granularity of the gold one."""
    return bool(gold.date) and coded.date[: len(gold.date)] == gold.date


def _same_quad_and_marks(coded: EventCoding, gold: EventCoding) -> bool:
    return coded.marks == gold.marks and quad(coded.type) == quad(gold.type) and same_parties(coded, gold)


def _same_type_and_marks(coded: EventCoding, gold: EventCoding) -> bool:
    return coded.marks == gold.marks and same_type(coded, gold)


AGREEMENT: dict[str, Fits] = {"dyad": same_parties, "quad": _same_quad_and_marks, "type": _same_type_and_marks}


def match(coded: Sequence[EventCoding], gold: Sequence[EventCoding], fits: Fits) -> dict[int, int]:
    """Gold event → coded event, by their numbers: as many pairs as can be, those of the same date before others.

    Coded events that somebody judged come first of all: one that nobody did must not take a gold event from them.
    """

    def on_the_day(one: EventCoding, other: EventCoding) -> bool:
        return fits(one, other) and same_date(one, other)

    def judged(condition: Fits) -> Fits:
        return lambda one, other: one.for_precision and condition(one, other)

    return match_in_stages(coded, gold, (judged(on_the_day), judged(fits), on_the_day, fits))


def match_in_stages(
    coded: Sequence[EventCoding], gold: Sequence[EventCoding], stages: Sequence[Fits]
) -> dict[int, int]:
    """As `match`, with a list of conditions, each wider than the one before.

    A gold event that a stage has matched stays matched; with which coded event may change (augmenting paths).
    """
    owners: dict[int, int] = {}
    core_first = sorted(range(len(gold)), key=lambda number: not gold[number].core)
    for fits in stages:
        for number in core_first:
            if number not in owners.values():
                _place(number, owners, partial(_fit, coded, gold, fits), range(len(coded)), set())
    return {of_gold: of_coded for of_coded, of_gold in owners.items()}


def _fit(coded: Sequence[EventCoding], gold: Sequence[EventCoding], fits: Fits, of_coded: int, of_gold: int) -> bool:
    return fits(coded[of_coded], gold[of_gold])


def _place(
    number: int, owners: dict[int, int], fits: Callable[[int, int], bool], candidates: range, tried: set[int]
) -> bool:
    """Find a coded event for a gold event, moving others to other ones where that makes room."""
    for candidate in candidates:
        if candidate in tried or not fits(candidate, number):
            continue
        tried.add(candidate)
        if candidate not in owners or _place(owners[candidate], owners, fits, candidates, tried):
            owners[candidate] = number
            return True
    return False
