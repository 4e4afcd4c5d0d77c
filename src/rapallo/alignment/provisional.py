"""A plain, score-weighted estimate of a dyad's alignment, in words and in deeds.

Each event speaks with PLOVER's score, divided by 10; its weight is its confidence times what its marks leave of it.
A fixed prior weight at 0 pulls an estimate from few events towards 0. The formula, what it leaves out and why it is
called provisional are in docs/alignment.md; the state-space estimate with dates replaces it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, prod, sqrt
from types import MappingProxyType

from rapallo.ontology import is_verbal, score
from rapallo.records import Event

SCORE_MAX = 10.0

# What a mark leaves of an event's weight. What did not happen, or only might, is no evidence of how two parties stand;
# background of more than a year ago belongs to another time; an announced act is a signal, but not yet the act.
MARK_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"negation": 0.0, "hypothetical": 0.0, "historical": 0.0, "future": 0.5}
)

# The prior stands for four certain events that average 0 and scatter by 0.5 (half of the way to an extreme): four
# events bring an estimate half of the way to their mean, twelve three quarters. A choice, not a measurement.
PRIOR_WEIGHT = 4.0
PRIOR_SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value in [-1, 1] from `events` events (those of weight 0 not counted); `spread` is its standard error."""

    value: float
    events: int
    spread: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A dyad's estimated state: verbal part, material part and both together; None where nothing speaks for it."""

    words: Estimate | None
    deeds: Estimate | None
    overall: Estimate | None
    provisional: bool = True


def provisional_alignment(events: Iterable[Event]) -> Alignment:
    """Alignment from the events of one dyad, both directions and mutual ones; the order of events has no influence."""
    weighed = [(is_verbal(event.type), weight(event), _stance(event)) for event in events]
    return Alignment(
        words=_estimate([(w, s) for verbal, w, s in weighed if verbal]),
        deeds=_estimate([(w, s) for verbal, w, s in weighed if not verbal]),
        overall=_estimate([(w, s) for _, w, s in weighed]),
    )


def weight(event: Event) -> float:
    """How much an event counts, in [0, 1]: its confidence times what each of its marks leaves."""
    return min(1.0, max(0.0, event.confidence)) * prod(MARK_WEIGHTS.get(mark, 1.0) for mark in event.marks)


def _stance(event: Event) -> float:
    """PLOVER's score of the event's type and mode, from [-10, 10] to [-1, 1]."""
    return score(event.type, event.mode) / SCORE_MAX


def _estimate(pairs: list[tuple[float, float]]) -> Estimate | None:
    """Mean and standard error of (weight, stance) pairs together with the prior. `fsum` makes it free of order."""
    counted = [(w, s) for w, s in pairs if w > 0]
    if not counted:
        return None
    total = fsum(w for w, _ in counted) + PRIOR_WEIGHT
    value = fsum(w * s for w, s in counted) / total
    scatter = fsum(w * (s - value) ** 2 for w, s in counted) + PRIOR_WEIGHT * (value**2 + PRIOR_SPREAD**2)
    return Estimate(value=value, events=len(counted), spread=sqrt(scatter) / total)
