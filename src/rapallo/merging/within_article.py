"""An event told again in another sentence of the same article is one event.

Two events of an article are the same where type, parties and the marks negation, future and hypothetical are equal and
neither dates nor modes contradict each other. Of the rows of the training set that share type, parties and marks
within an article, 73 % tell one event again; with dates and modes compatible, more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapallo.ontology import TURNING_MARKS
from rapallo.records import Event, parties

_TURNING_MARKS = frozenset(TURNING_MARKS)

# What two tellings of one event must have in common: type, actors, recipients, marks.
What = tuple[str, frozenset[str], frozenset[str], frozenset[str]]


def merge_within_article(events: Sequence[Event]) -> list[Event]:
    """The distinct events, in the order of their first telling; the telling that says most stands, the rest go to
    `again`."""
    groups: list[_Group] = []
    alike: dict[What, list[_Group]] = {}
    for event in events:
        rivals = alike.setdefault(what(event), [])
        group = next((g for g in rivals if g.takes(event)), None)
        if group is None:
            group = _Group()
            groups.append(group)
            rivals.append(group)
        group.add(event)
    return [_merged(group.events) for group in groups]


@dataclass(slots=True)
class _Group:
    """Tellings of one event, with the dates and modes that they give (few, however often it is told)."""

    events: list[Event] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)

    def takes(self, event: Event) -> bool:
        """Whether neither date nor mode of an event contradicts any telling here."""
        day, mode = _told(event)
        return all(_compatible(day, other) and (not mode or not known or mode == known) for other, known in self.told)

    def add(self, event: Event) -> None:
        self.events.append(event)
        self.told.add(_told(event))


def what(event: Event) -> What:
    """What an event tells, dates, modes and sectors aside."""
    return (
        event.type,
        frozenset(parties(event.actors)),
        frozenset(parties(event.recipients)),
        frozenset(event.marks) & _TURNING_MARKS,
    )


def _told(event: Event) -> tuple[str, str]:
    """Date and mode as the words give them; a date taken from the publication contradicts nothing."""
    return (event.date.value if event.date and event.date.words else "", event.mode or "")


def _compatible(a: str, b: str) -> bool:
    """Whether one of two ISO dates holds the other ('2024-07' and '2024-07-04'), or one is unknown."""
    return a.startswith(b) or b.startswith(a)


def _merged(group: Sequence[Event]) -> Event:
    if len(group) == 1:
        return group[0]
    best = max(group, key=_fullness)
    mode = best.mode or next((e.mode for e in group if e.mode), None)
    return replace(
        best,
        mode=mode,
        place=best.place or next((e.place for e in group if e.place), None),
        # Told twice it is no less likely than its surest telling; how often it is told is a sign of its own.
        confidence=max(e.confidence for e in group),
        again=tuple(e.sentence for e in group if e.sentence.start != best.sentence.start),
    )


def _fullness(event: Event) -> tuple[bool, int, float]:
    """How much a telling says: its date in words, its parties in words, its probability."""
    named = sum(e.mention is not None for e in (*event.actors, *event.recipients))
    return (bool(event.date and event.date.words), named, event.confidence)
