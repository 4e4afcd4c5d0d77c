"""How likely a coded event is to be right as a whole: type, parties and marks as a coder would have them.

The model's probability speaks of the type of one trigger. Whether the event as it is stored is right hangs on more: how
sure the words of each party are, whether they could be resolved, and above all on how often, and how surely, the same
article tells the same thing. These signs are weighed by a logistic regression, fitted on texts held out of the model's
training (training/confidence.py); the model file carries its weights.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, log1p
from typing import Any, Self

from rapallo.merging.within_article import merge_within_article, what
from rapallo.ontology import NONE, TURNING_MARKS, quad
from rapallo.records import Entity, Event, EventDraft, EventMention, Mention, parties

_PROBABILITY_MIN = 0.001
# A type that the model gives at least this much may be the right one where the article speaks for it elsewhere.
_OTHER_TYPE_MIN = 0.08


@dataclass(frozen=True, slots=True)
class ConfidenceWeights:
    """The weight of each sign (`signs`), with that of "constant"; events below `least` are not coded."""

    weights: Mapping[str, float]
    least: float = 0.0

    @classmethod
    def of(cls, fields: Mapping[str, Any] | None) -> Self | None:
        """Those that a model file carries (`EventModel.confidence`), if it does."""
        return cls(**fields) if fields is not None else None

    def probability(self, told: Mapping[str, float]) -> float:
        """The probability in [0, 1] of an event with these signs."""
        total = sum(weight * told.get(name, 0.0) for name, weight in self.weights.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def likely_events(
    drafts: Sequence[EventDraft], events: Sequence[Event], weights: ConfidenceWeights | None
) -> list[Event]:
    """The distinct events of one article that are likely enough to be coded, in the order of their first telling."""
    merged = merge_within_article(with_confidence(drafts, events, weights))
    return merged if weights is None else [event for event in merged if event.confidence >= weights.least]


def with_confidence(
    drafts: Sequence[EventDraft], events: Sequence[Event], weights: ConfidenceWeights | None
) -> list[Event]:
    """The events of one article, each in its likeliest reading with its probability of being right.

    Where no weights are known they are given back as they are.
    """
    if weights is None:
        return list(events)
    read = readings(events)
    likely: dict[tuple[int, int], Event] = {}
    for event, told in zip(read, signs(drafts, read), strict=True):
        probability = round(weights.probability(told), 4)
        place = event.trigger.start, event.trigger.end
        if place not in likely or probability > likely[place].confidence:
            likely[place] = replace(event, confidence=probability)
    return list(likely.values())


def readings(events: Sequence[Event]) -> list[Event]:
    """Each event, followed by the same with each other type that the model holds possible; confidence is the type's."""
    return [
        reading
        for event in events
        for reading in (
            event,
            *(
                replace(event, type=name, mode=None, confidence=probability, id="")
                for name, probability in event.type_probabilities
                if name not in (event.type, NONE) and probability >= _OTHER_TYPE_MIN
            ),
        )
    ]


def signs(drafts: Sequence[EventDraft], events: Sequence[Event]) -> list[dict[str, float]]:
    """What speaks for and against each event of one article. `drafts` are those that the events were resolved from.

    Two readings of one draft count as two tellings, here as in the fit.
    """
    by_trigger = {(d.mention.trigger.start, d.mention.trigger.end): d for d in drafts}
    own = [by_trigger[event.trigger.start, event.trigger.end] for event in events]
    article = _Article(own, events)
    return [
        {
            "constant": 1.0,
            **_of_model(draft.mention, event.confidence),
            **_of_role("actor", draft.actors, event.actors),
            **_of_role("recipient", draft.recipients, event.recipients),
            "same party": float(bool({*parties(event.actors)} & {*parties(event.recipients)})),
            **article.signs(event, draft.mention),
        }
        for draft, event in zip(own, events, strict=True)
    ]


def _of_model(mention: EventMention, probability: float) -> dict[str, float]:
    is_event = _event_probability(mention)
    return {
        "event": _logit(is_event),
        "type": _logit(probability / is_event),
        "marked": float(any(mark in TURNING_MARKS for mark in mention.marks)),
        "background": float("historical" in mention.marks),
        "headline": float(mention.sentence.title),
        "sentence length": len(mention.sentence.text) / 100,
    }


def _of_role(role: str, mentions: Sequence[Mention], entities: Sequence[Entity]) -> dict[str, float]:
    return {
        f"{role} words": _logit(min(m.probability for m in mentions)) if mentions else 0.0,
        f"{role} missing": float(not entities),
        f"{role} unresolved": float(bool(mentions) and not entities),
        f"{role} elsewhere": float(any(m.elided for m in mentions)),
        f"{role} known": float(bool(entities) and all(e.record for e in entities)),
        f"{role} several": float(len(entities) > 1),
    }


class _Article:
    """How often an article tells the same, or nearly the same."""

    def __init__(self, drafts: Sequence[EventDraft], events: Sequence[Event]) -> None:
        self.told: Counter[Hashable] = Counter()
        self.weight: defaultdict[Hashable, float] = defaultdict(float)
        self.surest: defaultdict[Hashable, float] = defaultdict(float)
        self.size = len(events)
        for draft, event in zip(drafts, events, strict=True):
            probability = _event_probability(draft.mention)
            same = what(event)
            self.weight[same] += probability
            self.surest[same] = max(self.surest[same], probability)
            kind, actors, recipients, _ = same
            self.told.update(
                (
                    ("event", same),
                    ("sentence", draft.mention.sentence.index),
                    ("type", kind),
                    ("dyad", actors, recipients),
                    ("either way", frozenset((actors, recipients))),
                    ("quad", quad(kind), actors, recipients),
                    ("party", actors),
                    ("party", recipients),
                )
            )
            if draft.mention.sentence.title:
                self.told["headline", kind, actors, recipients] += 1

    def signs(self, event: Event, mention: EventMention) -> dict[str, float]:
        same = what(event)
        kind, actors, recipients, _ = same
        told = self.told
        return {
            "told": log(told["event", same]),
            "told in all": log(max(_PROBABILITY_MIN, self.weight[same])),
            "told most surely": self.surest[same],
            "told in the headline": float(told["headline", kind, actors, recipients] > 0),
            "type told": log(told["type", kind]),
            "dyad told": log(told["dyad", actors, recipients]),
            "dyad told either way": log(told["either way", frozenset((actors, recipients))]),
            "quad told": log(told["quad", quad(kind), actors, recipients]),
            "actor told": log1p(told["party", actors]) if actors else 0.0,
            "recipient told": log1p(told["party", recipients]) if recipients else 0.0,
            "events": log(self.size),
            "events in the sentence": log(told["sentence", mention.sentence.index]),
        }


def _event_probability(mention: EventMention) -> float:
    none = next((p for name, p in mention.type_probabilities if name == NONE), 0.0)
    return max(_PROBABILITY_MIN, 1 - none)


def _logit(probability: float) -> float:
    kept = min(1 - _PROBABILITY_MIN, max(_PROBABILITY_MIN, probability))
    return log(kept / (1 - kept))
