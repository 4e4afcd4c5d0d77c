"""An event as a person reads it in its sentence, and the row that keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapallo.records import Article, Entity, Event, Evidence
from rapallo.store import effective_date

ACCEPT, REJECT, CORRECT, ADD = "accept", "reject", "correct", "add"


@dataclass(frozen=True, slots=True)
class Named:
    """A party: its key, and the words in the event's sentence that name it (None where none do)."""

    key: str
    words: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reads in a sentence. `date` is ISO 8601 or ''; all words are of that sentence."""

    trigger: Evidence
    type: str
    mode: str | None = None
    actors: tuple[Named, ...] = ()
    recipients: tuple[Named, ...] = ()
    marks: tuple[str, ...] = ()
    date: str = ""
    says: Named | None = None
    date_words: Evidence | None = None
    place: Evidence | None = None


def as_coded(event: Event, article: Article) -> Reading:
    """What the coder read. The date is that of the event's PLOVER record."""
    when = effective_date(event, article)
    return Reading(
        trigger=event.trigger,
        type=event.type,
        mode=event.mode,
        actors=tuple(_named(entity, event.sentence) for entity in event.actors),
        recipients=tuple(_named(entity, event.sentence) for entity in event.recipients),
        marks=event.marks,
        date=when.value if when else "",
        says=_named(event.says, event.sentence) if event.says else None,
        date_words=_within(when.words if when else None, event.sentence),
        place=_within(event.place, event.sentence),
    )


def _named(entity: Entity, sentence: Evidence) -> Named:
    return Named(entity.key, _within(entity.mention, sentence))


def _within(words: Evidence | None, sentence: Evidence) -> Evidence | None:
    """The words if they stand in the sentence: a party may be named in another one."""
    return words if words and sentence.start <= words.start and words.end <= sentence.end else None


def differing(one: Reading, other: Reading) -> list[str]:
    """The fields in which two readings say different things (words aside)."""
    fields = ("type", "mode", "actors", "recipients", "marks", "date")
    return [field for field in fields if _said(one, field) != _said(other, field)]


def _said(reading: Reading, field: str) -> object:
    if field in ("actors", "recipients"):
        return [party.key for party in getattr(reading, field)]
    return set(reading.marks) if field == "marks" else getattr(reading, field)


def event_row(reading: Reading) -> dict[str, Any]:
    """A reading in the fields of the training set, with offsets into the stored text beside the words."""
    actors, recipients = _parties(reading.actors), _parties(reading.recipients)
    return {
        "trigger": reading.trigger.text,
        "type": reading.type,
        "mode": reading.mode,
        "actor": actors[0],
        "actor_text": actors[1],
        "recipient": recipients[0],
        "recipient_text": recipients[1],
        "aux": list(reading.marks),
        "says": reading.says.key if reading.says else None,
        "says_text": reading.says.words.text if reading.says and reading.says.words else None,
        "date": reading.date or None,
        "date_text": reading.date_words.text if reading.date_words else None,
        "place": reading.place.text if reading.place else None,
        "trigger_span": span(reading.trigger),
        "actor_span": actors[2],
        "recipient_span": recipients[2],
    }


def _parties(parties: Sequence[Named]) -> tuple[list[str], list[str | None], list[list[int] | None]]:
    """Keys, words and offsets."""
    return (
        [party.key for party in parties],
        [party.words.text if party.words else None for party in parties],
        [span(party.words) if party.words else None for party in parties],
    )


def no_event_row(trigger: Evidence) -> dict[str, Any]:
    """The same fields where there is no event."""
    empty = event_row(Reading(trigger, ""))
    return empty | {"type": None}


def span(words: Evidence) -> list[int]:
    """Start and end."""
    return [words.start, words.end]


def coded_row(reading: Reading) -> dict[str, Any]:
    """What the coder had said, beside what a person says."""
    row = event_row(reading)
    return {name: row[name] for name in ("type", "mode", "actor", "recipient", "aux", "date")}


def sentence_number(article: Article, index: int | None) -> int | None:
    """The number of a sentence as training counts: 0 is the title, whether the article has one or not."""
    return index if index is None or article.title else index + 1
