"""Coded texts → pairs of spans with what the one does to the other: to teach the third reading and to measure it.

A pair is true where an event runs from the one span to the other; where a text tells several events of one pair, its
label is a share of each. Three kinds of pairs hold no event:

- `swapped`: a true pair the other way round, unless an event runs that way too;
- `apart`: two parties named in one sentence or in neighbouring ones, between which the text tells no event that way;
- `together`: two that act together on a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from rapallo.language.layout import (
    ACTOR,
    ACTOR_BEFORE,
    RECIPIENT,
    RECIPIENT_BEFORE,
    TYPE_NAMES,
)
from rapallo.records import party_of
from training.examples import Example, GoldEvent, NamesIn, Span

TRUE, SWAPPED, APART, TOGETHER = "true", "swapped", "apart", "together"

# Coded with all parties as actors and no recipient: it runs both ways.
MUTUAL = frozenset(1 + TYPE_NAMES.index(name) for name in ("AGREE", "CONSULT", "COOPERATE", "ASSAULT"))
NON_CORE_WEIGHT = 0.5

Direction = tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two spans of a text; `types` holds (type, share), NONE being 0; `modes` likewise, 0 for no mode."""

    actor: Span
    recipient: Span
    kind: str
    types: tuple[tuple[int, float], ...] = ((0, 1.0),)
    modes: tuple[tuple[int, float], ...] = ()
    weight: float = 1.0


def pairs_of(example: Example, names_in: NamesIn) -> list[Pair]:
    """Every pair of a text, true ones first, in a fixed order."""
    events: dict[Direction, list[GoldEvent]] = defaultdict(list)
    for event in example.events:
        for direction in _directions(event):
            events[direction].append(event)
    true = [_true(direction, told) for direction, told in events.items()]
    found = {(pair.actor, pair.recipient) for pair in true}
    named = _named(example, names_in)
    coded = _coded(example)
    others = [
        Pair(b, a, SWAPPED) for a, b in events if (b, a) not in found and (named.get(b), named.get(a)) not in coded
    ]
    others += _without_event(example, named, coded)
    for pair in others:
        if (pair.actor, pair.recipient) not in found:
            found.add((pair.actor, pair.recipient))
            true.append(pair)
    return true


def _directions(event: GoldEvent) -> Iterator[Direction]:
    """The (actor, recipient) spans that an event runs between."""
    actors = [p.span for p in event.parties if p.role in (ACTOR, ACTOR_BEFORE)]
    recipients = [p.span for p in event.parties if p.role in (RECIPIENT, RECIPIENT_BEFORE)]
    both = permutations(actors, 2) if not recipients and event.type in MUTUAL else product(actors, recipients)
    yield from (pair for pair in dict.fromkeys(both) if _apart(*pair))


def _true(direction: Direction, told: Sequence[GoldEvent]) -> Pair:
    weights = [1.0 if event.core else NON_CORE_WEIGHT for event in told]
    return Pair(
        *direction,
        TRUE,
        types=_shares((event.type for event in told), weights),
        modes=_shares((event.mode for event in told), weights),
        weight=max(weights),
    )


def _shares(values: Iterable[int], weights: Sequence[float]) -> tuple[tuple[int, float], ...]:
    total: dict[int, float] = defaultdict(float)
    for value, weight in zip(values, weights, strict=True):
        total[value] += weight / sum(weights)
    return tuple(total.items())


def _named(example: Example, names_in: NamesIn) -> dict[Span, str]:
    """Where the parties stand that a text names: the words of coded roles, and known names outside of these."""
    named = {p.span: p.party for event in example.events for p in event.parties if p.role < ACTOR_BEFORE}
    for sentence in example.sentences:
        for start, end, party in names_in(sentence.text):
            span = (sentence.start + start, sentence.start + end)
            if all(_apart(span, other) for other in named):
                named[span] = party
    return named


def _coded(example: Example) -> set[tuple[str | None, str | None]]:
    """(actor's party, recipient's party) of every event of a text, also where no words name them."""
    coded: set[tuple[str | None, str | None]] = set()
    for row in example.rows:
        actors, recipients = ([party_of(code) for code in row[side]] for side in ("actor", "recipient"))
        coded.update(product(actors, recipients) if recipients else permutations(actors, 2))
    return coded


def _without_event(
    example: Example, named: dict[Span, str], coded: set[tuple[str | None, str | None]]
) -> Iterator[Pair]:
    together = {
        pair
        for event in example.events
        if any(p.role == RECIPIENT for p in event.parties)
        for pair in permutations([p.span for p in event.parties if p.role == ACTOR], 2)
    }
    sentence_of = {span: s.index for span in named for s in example.sentences if s.start <= span[0] < s.end}
    for a, b in permutations(sorted(named), 2):
        near = a in sentence_of and b in sentence_of and abs(sentence_of[a] - sentence_of[b]) <= 1
        if near and _apart(a, b) and named[a] != named[b] and (named[a], named[b]) not in coded:
            yield Pair(a, b, TOGETHER if (a, b) in together else APART)


def _apart(one: Span, other: Span) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]
