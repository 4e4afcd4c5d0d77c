"""Where the coded events of an evaluation come from: a database, a file of PLOVER records, or a coder on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapallo.errors import InputError
from rapallo.evaluation import fields
from rapallo.evaluation.coding import EventCoding, of_event, of_record
from rapallo.evaluation.fields import FieldError
from rapallo.evaluation.json_lines import read_objects
from rapallo.records import Article, CodedArticle, Drop, Versions
from rapallo.store import View


@dataclass(slots=True)
class CodedEvents:
    """Coded events by article, in the order of the text.

    `articles` are the texts, as far as they are at hand. `complete` says that every article which was coded is among
    `events`, those without an event too, so that what is missing was never coded. `made_by` are coder, model and
    knowledge in words.
    """

    source: str
    events: dict[str, list[EventCoding]] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    complete: bool = True
    made_by: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)


def from_database(view: View, path: Path, wanted: Sequence[str]) -> CodedEvents:
    """The events that a database holds of articles. Raises StoreError and its kinds."""
    versions = view.counts().versions
    coded = CodedEvents(str(path), made_by=(str(versions),) if versions else ())
    for article, events in view.coded_articles(wanted):
        _add(coded, article, (of_event(event, article) for event in events))
    return coded


def from_coder(
    items: Iterable[CodedArticle | Drop], versions: Versions, *, source: str, ids: Sequence[str]
) -> CodedEvents:
    """What a coder makes of texts now. A text that could not be read, of those with these ids, has no event."""
    coded = CodedEvents(source, made_by=(str(versions),))
    for one in items:
        if isinstance(one, CodedArticle):
            _add(coded, one.article, (of_event(event, one.article) for event in one.events))
        else:
            coded.notes.append(f"{one.where}: {one.reason}: {one.detail}. {one.mend}".rstrip())
    for unread in set(ids) - coded.events.keys():
        coded.events[unread] = []
    return coded


def from_records(path: Path) -> CodedEvents:
    """The events of a file of PLOVER records. Raises InputError naming file, line and field.

    A file of records says nothing of articles without an event; a record that stands twice (by its id) counts once.
    """
    coded = CodedEvents(str(path), complete=False)
    seen: set[tuple[str, str]] = set()
    made_by: dict[str, None] = {}
    repeated = 0
    for line, record in read_objects(path):
        try:
            types = _checked(record)
        except FieldError as error:
            raise InputError(
                f"{path}:{line}: {error}.", mend="Give PLOVER records as `rapallo code --jsonl` writes them."
            ) from None
        key = (str(record["article"]), str(record.get("id") or f":{line}"))
        repeated += key in seen
        if key not in seen:
            coded.events.setdefault(key[0], []).extend(of_record(record, name) for name in types)
            made_by[_made_by(record)] = None
        seen.add(key)
    if repeated:
        coded.notes.append(f"{repeated} records of {path} stand twice and count once.")
    coded.made_by = tuple(filter(None, made_by))
    return coded


def _add(coded: CodedEvents, article: Article, events: Iterable[EventCoding]) -> None:
    coded.articles[article.id] = article
    # Which of two coded events a gold event gets can hang on their order, so that all sources give the same one.
    coded.events[article.id] = sorted(events, key=lambda one: one.trigger_span or (0, 0))


def _checked(record: Mapping[str, Any]) -> list[str]:
    """The types of a record. Raises FieldError naming the field that is wrong or missing."""
    if not isinstance(record.get("article"), (str, int)):
        raise FieldError("field 'article' is missing: the id of the article")
    given = record.get("event")
    kinds = given if isinstance(given, list) else [given]
    try:
        types = [fields.checked_type(kind) for kind in kinds]
    except FieldError as error:
        raise FieldError(f"field 'event': {error}") from None
    if not isinstance(record.get("date") or "", str):
        raise FieldError(f"field 'date': {record['date']!r} is no text")
    for side in ("actor", "recipient"):
        if not isinstance(record.get(side) or [], (str, dict, list)):
            raise FieldError(f"field {side!r}: {record[side]!r} is no list of entities")
    return types


def _made_by(record: Mapping[str, Any]) -> str:
    versions = [record.get(name) for name in ("coder", "model", "knowledge")]
    return str(Versions(*map(str, versions))) if all(versions) else ""
