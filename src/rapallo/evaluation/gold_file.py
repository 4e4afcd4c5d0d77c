"""Hand-coded events: one JSON object a line, checked field by field.

    {"id": "a1", "type": "CONSULT", "actor": ["SRB/GOV", "RUS/GOV"], "recipient": [], "aux": [], "date": "2024-10-20",
     "core": true, "sent": "Serbian President Aleksandar Vucic spoke by", "trigger": "spoke"}

`id` (the article's) and `type` must be there, and an actor or a recipient. A row whose type is null says that somebody
read the article and found no event in it. Rows of the training form may say `"again": true`: the same event in another
sentence, which is not a second event.

Rows that `rapallo review` wrote have an `answer` as well. They cover a part of their article only: recall counts the
sentences marked as read whole, precision the coded events that were judged or stand in such a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from rapallo.errors import InputError
from rapallo.evaluation import fields
from rapallo.evaluation.coding import EventCoding, Span, scored_marks
from rapallo.evaluation.fields import FieldError
from rapallo.evaluation.json_lines import read_objects

FIELDS = (
    *("id", "type", "actor", "recipient", "aux", "date", "core", "sent", "trigger", "again", "answer"),
    *("sentence", "trigger_span", "mode", "says", "place", "s"),
)
# What a review says of an event or a sentence: see rapallo.reviewing.
SAMPLE, SKIP, WHOLE = "sample", "skip", "whole"


@dataclass(slots=True)
class Reviewed:
    """What a review covers of one article, in offsets: sentences that somebody read whole, each with the ids of the
    events that were coded in it, and judged events with their triggers.
    """

    sentences: dict[Span, tuple[str, ...]] = field(default_factory=dict)
    judged: dict[str, Span] = field(default_factory=dict)

    @property
    def whole_sentences(self) -> set[Span]:
        """The sentences that were read whole and of which every coded event was judged."""
        return {span for span, events in self.sentences.items() if all(event in self.judged for event in events)}

    def covers(self, coded: EventCoding) -> bool:
        """Whether a coded event was judged, or somebody read all of its sentence."""
        sentence, trigger = coded.sentence_span, coded.trigger_span
        if sentence and any(_overlap(sentence, whole) for whole in self.whole_sentences):
            return True
        return trigger is not None and any(_overlap(trigger, judged) for judged in self.judged.values())


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass(slots=True)
class GoldFile:
    """What a file holds: events by article, in the order in which the file names the articles.

    `reviewed` has the articles that a review covers in part; `notes` are what a user should know of the file.
    """

    path: Path
    events: dict[str, list[EventCoding]] = field(default_factory=dict)
    reviewed: dict[str, Reviewed] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_gold(path: Path) -> GoldFile:
    """The events of a gold file. Raises InputError naming file, line and field, and how many lines are wrong."""
    gold = GoldFile(path)
    seen: dict[str, int] = {}
    repeated: list[str] = []
    wrong: list[str] = []
    for line, row in read_objects(path):
        try:
            _take(row, line, gold)
        except FieldError as error:
            wrong.append(f"{path}:{line}: {error}.")
            continue
        said = _said(row)
        if said in seen and row.get("type"):
            repeated.append(f"line {line} repeats line {seen[said]}")
            gold.events[str(row["id"])].pop()
        seen.setdefault(said, line)
    if wrong:
        more = f"{len(wrong) - 1} more lines are wrong; correct them all" if len(wrong) > 1 else "Correct it"
        raise InputError(wrong[0], mend=f"{more}: docs/data-formats.md#hand-coded-events lists the fields.")
    if not gold.events:
        raise InputError(
            f"{path} holds no row.", mend='Write one coded event a line: {"id": …, "type": …, "actor": […]}.'
        )
    if repeated:
        gold.notes.append(f"{len(repeated)} of the gold events stand twice and count once: {repeated[0]}.")
    _cut_to_what_was_read_whole(gold)
    return gold


def _said(row: Mapping[str, Any]) -> str:
    return repr(sorted(row.items()))


def _take(row: Mapping[str, Any], line: int, gold: GoldFile) -> None:
    """Add what a row says. Raises FieldError naming the field."""
    for name in row:
        near = get_close_matches(name, FIELDS, n=1, cutoff=0.85)
        if name not in FIELDS and near and near[0] not in row:
            raise FieldError(f"field {name!r}: did you mean {near[0]!r}?")
    if row.get("answer") == SAMPLE:
        return
    article = _article(row)
    if "type" not in row:
        raise FieldError("field 'type' is missing: one of the 16 types, or null where the article has no event")
    events = gold.events.setdefault(article, [])
    if "answer" in row:
        _take_review(row, gold.reviewed.setdefault(article, Reviewed()))
    if row["type"] is not None and row.get("again") is not True:
        events += _events(row, article, line)


def _article(row: Mapping[str, Any]) -> str:
    given = row.get("id")
    if isinstance(given, bool) or not isinstance(given, (str, int)) or given == "":
        raise FieldError("field 'id' is missing: the id of the article")
    return str(given)


def _take_review(row: Mapping[str, Any], reviewed: Reviewed) -> None:
    if row["answer"] == WHOLE:
        sentence = row.get("sentence")
        span = _span([sentence.get("start"), sentence.get("end")] if isinstance(sentence, dict) else None)
        if span is None or not isinstance(row.get("events"), list):
            raise FieldError("fields 'sentence' and 'events': which sentence was read whole is not told")
        reviewed.sentences[span] = tuple(map(str, row["events"]))
    elif row["answer"] != SKIP and row.get("event") and (span := _span(row.get("trigger_span"))):
        reviewed.judged[str(row["event"])] = span


def _events(row: Mapping[str, Any], article: str, line: int) -> list[EventCoding]:
    types = _listed(row, "type", fields.checked_type)
    actors, recipients = (_listed(row, side, fields.checked_key) for side in ("actor", "recipient"))
    if not actors and not recipients:
        raise FieldError("fields 'actor' and 'recipient' are both empty: name at least one party")
    sentence, beginning = row.get("sentence"), row.get("sent") or ""
    in_full = sentence if isinstance(sentence, dict) else {}
    return [
        EventCoding(
            article=article,
            type=name,
            actors=actors,
            recipients=recipients,
            marks=scored_marks(_listed(row, "aux", fields.checked_mark)),
            date=_named("date", fields.checked_date, row.get("date")),
            core=_core(row),
            sentence=str(in_full.get("text") or beginning),
            trigger=str(row.get("trigger") or ""),
            sentence_span=_span([in_full.get("start"), in_full.get("end")]),
            trigger_span=_span(row.get("trigger_span")),
            source=f"line {line}",
        )
        for name in types
    ]


def _core(row: Mapping[str, Any]) -> bool:
    value = row.get("core", True)
    if not isinstance(value, bool):
        raise FieldError(f"field 'core': {value!r} is neither true nor false")
    return value


def _listed(row: Mapping[str, Any], name: str, check: Callable[[object], str]) -> tuple[str, ...]:
    """The values of a field that is a list, or one value alone."""
    given = row.get(name)
    values = given if isinstance(given, list) else [] if given is None or given == "" else [given]
    return tuple(_named(name, check, value) for value in values)


def _named(name: str, check: Callable[[object], str], value: object) -> str:
    try:
        return check(value)
    except FieldError as error:
        raise FieldError(f"field {name!r}: {error}") from None


def _span(given: object) -> Span | None:
    match given:
        case [int(start), int(end)] if start <= end:
            return start, end
    return None


def _cut_to_what_was_read_whole(gold: GoldFile) -> None:
    """In reviewed articles only events of sentences read whole are such as a coder has to find."""
    for article, reviewed in gold.reviewed.items():
        whole = reviewed.whole_sentences
        gold.events[article] = [replace(one, for_recall=one.sentence_span in whole) for one in gold.events[article]]
