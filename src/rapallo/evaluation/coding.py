"""One event as it is scored, whoever coded it: type, parties, marks, date, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from rapallo.ontology import TURNING_MARKS
from rapallo.records import Article, Event, party_of
from rapallo.store import effective_date

# An ordered pair of parties; '' stands for nobody.
Pair = tuple[str, str]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EventCoding:
    """What a coder says of one event. `actors` and `recipients` are keys; `marks` holds scored marks only.

    `date` is ISO 8601 to the granularity known, or ''. `core` is false for a gold event that is arguable: finding it
    counts neither for nor against a coder. `for_recall` is false for a gold event of a sentence that nobody read whole,
    `for_precision` for a coded event that nobody has judged. `sentence` are the words of the sentence (of gold often
    its first ones only), `sentence_span` and `trigger_span` offsets into the stored text where they are known. `source`
    is what to look it up by: a line of the gold file, the id of a coded event.
    """

    article: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    marks: frozenset[str] = frozenset()
    date: str = ""
    core: bool = True
    for_recall: bool = True
    for_precision: bool = True
    sentence: str = ""
    trigger: str = ""
    sentence_span: Span | None = None
    trigger_span: Span | None = None
    source: str = ""
    # The ordered pairs of parties that the event asserts something between. Made once, for matching asks for it often.
    pairs: frozenset[Pair] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "pairs", pairs(parties(self.actors), parties(self.recipients)))


def parties(keys: Iterable[str]) -> tuple[str, ...]:
    """Countries and organisations of keys: 'RUS/GOV' → 'RUS', 'IGO/NATO' stays."""
    return tuple(party_of(key) for key in keys if key)


def pairs(actors: tuple[str, ...], recipients: tuple[str, ...]) -> frozenset[Pair]:
    """Actor × recipient; both directions among the actors of a mutual event; one side and nobody else."""
    if actors and recipients:
        return frozenset(product(actors, recipients))
    if len(set(actors)) > 1:
        return frozenset((one, other) for one in actors for other in actors if one != other)
    return frozenset((actor, "") for actor in actors) | frozenset(("", recipient) for recipient in recipients)


def scored_marks(marks: Iterable[str]) -> frozenset[str]:
    """Those of the marks that are scored."""
    return frozenset(mark for mark in marks if mark in TURNING_MARKS)


def of_event(event: Event, article: Article) -> EventCoding:
    """The coding of an event of ours, with the date of its PLOVER record: that of publication where none is told."""
    when = effective_date(event, article)
    return EventCoding(
        article=event.article,
        type=event.type,
        actors=tuple(entity.key for entity in event.actors),
        recipients=tuple(entity.key for entity in event.recipients),
        marks=scored_marks(event.marks),
        date=when.value if when else "",
        sentence=event.sentence.text,
        trigger=event.trigger.text,
        sentence_span=(event.sentence.start, event.sentence.end),
        trigger_span=(event.trigger.start, event.trigger.end),
        source=event.id,
    )


def of_record(record: Mapping[str, Any], type_name: str) -> EventCoding:
    """The coding of a PLOVER record (checked before), for one of the types that it lists."""
    return EventCoding(
        article=str(record["article"]),
        type=type_name,
        actors=_keys(record.get("actor")),
        recipients=_keys(record.get("recipient")),
        marks=scored_marks(record.get("aux_mode") or ()),
        date=record.get("date") or "",
        sentence=record.get("text") or "",
        trigger=record.get("event_text") or "",
        sentence_span=_span(record.get("text_info")),
        trigger_span=_span(record.get("trigger")),
        source=str(record.get("id") or ""),
    )


def of_row(row: Mapping[str, Any]) -> EventCoding:
    """The coding of a row of the hand-coded form (checked before), without its place in the text."""
    return EventCoding(
        article=str(row["id"]),
        type=row["type"],
        actors=tuple(row["actor"]),
        recipients=tuple(row["recipient"]),
        marks=scored_marks(row["aux"]),
        date=row["date"] or "",
    )


def _keys(entities: Any) -> tuple[str, ...]:
    """Keys of entities: their `key`, else code and sector as other programs write them; a text is a key itself."""
    given = [entities] if isinstance(entities, (str, Mapping)) else entities or []
    return tuple(one if isinstance(one, str) else _key(one) for one in given if one)


def _key(entity: Mapping[str, Any]) -> str:
    sector = entity.get("sector")
    if isinstance(sector, list):
        sector = sector[0] if sector else None
    return entity.get("key") or "/".join(part for part in (entity.get("code"), sector) if part)


def _span(words: Any) -> Span | None:
    start, end = (words.get("start"), words.get("end")) if isinstance(words, Mapping) else (None, None)
    return (start, end) if isinstance(start, int) and isinstance(end, int) else None
