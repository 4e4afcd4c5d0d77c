"""Rows as records: articles and events come back equal to what was put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from rapallo.records import Article, Entity, Event, EventDate, Evidence, Furniture, Versions

_ARTICLE_FIELDS = tuple(field.name for field in fields(Article) if field.init)
# `a` is the table articles, whose columns are named as Article's fields are.
ARTICLE_COLUMNS = ", ".join(f"a.{name}" for name in _ARTICLE_FIELDS)

# `e` is the table events, `a` articles, `p` one row per event with all its parties as a list.
EVENT_COLUMNS = """
    e.id, a.id, e.type, e.mode, e.marks, e.confidence, e.type_probabilities, e.again, e.sentence_number, p.parties,
    e.sentence_start, e.sentence_end, e.sentence, e.trigger_start, e.trigger_end, e.trigger,
    e.place_start, e.place_end, e.place, e.date, e.date_rule, e.date_start, e.date_end, e.date_words
"""  # event_of reads them by position
PARTY_STRUCT = """
    {'role': role, 'key': key, 'name': name, 'record': record, 'reason': reason,
     'start': mention_start, 'end': mention_end, 'words': mention}
"""


def article_of(row: Sequence[Any]) -> Article:
    """The article of a row of ARTICLE_COLUMNS."""
    values = dict(zip(_ARTICLE_FIELDS, row, strict=True))
    values["furniture"] = tuple(Furniture(part["kind"], part["text"]) for part in values["furniture"])
    return Article(**values)


def event_of(row: Sequence[Any], versions: Versions) -> Event:
    """The event of a row of EVENT_COLUMNS."""
    id_, article, type_, mode, marks, confidence, probabilities, again, sequence, parties = row[:10]
    says = _entities(article, parties, "says")
    return Event(
        article=article,
        type=type_,
        actors=_entities(article, parties, "actor"),
        recipients=_entities(article, parties, "recipient"),
        sentence=Evidence(article, *row[10:13]),
        trigger=Evidence(article, *row[13:16]),
        versions=versions,
        mode=mode,
        marks=tuple(marks),
        says=says[0] if says else None,
        date=EventDate(row[19], row[20], _evidence(article, *row[21:24])) if row[19] is not None else None,
        place=_evidence(article, *row[16:19]),
        confidence=confidence,
        type_probabilities=tuple((kind["type"], kind["probability"]) for kind in probabilities),
        again=tuple(Evidence(article, words["start"], words["end"], words["text"]) for words in again),
        id=id_,
        sequence=sequence,
    )


def _entities(article: str, parties: Sequence[dict[str, Any]] | None, role: str) -> tuple[Entity, ...]:
    return tuple(
        Entity(
            party["key"],
            party["name"],
            party["record"],
            party["reason"],
            _evidence(article, party["start"], party["end"], party["words"]),
        )
        for party in parties or ()
        if party["role"] == role
    )


def _evidence(article: str, start: int | None, end: int | None, text: str | None) -> Evidence | None:
    return None if start is None or end is None or text is None else Evidence(article, start, end, text)
