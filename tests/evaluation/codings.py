"""Event codings in short, for the tests of scoring: `coding("SRB > RUS", "ACCUSE")`."""

from __future__ import annotations

from typing import Any

from rapallo.evaluation import EventCoding


def coding(parties: str, type_name: str = "ACCUSE", *marks: str, article: str = "a1", **fields: Any) -> EventCoding:
    actors, _, recipients = (part.strip() for part in parties.partition(">"))
    return EventCoding(
        article=article,
        type=type_name,
        actors=tuple(actors.split()),
        recipients=tuple(recipients.split()),
        marks=frozenset(marks),
        **fields,
    )
