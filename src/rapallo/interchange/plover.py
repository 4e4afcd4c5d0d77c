"""PLOVER's exchange record, one per event (Open Event Data Alliance, manual of 2024-02), with our additions.

Fields that PLOVER has and Rapallo does not fill yet (contexts, resolved coordinates) are left out; all others are
always there, null where unknown. The article is not repeated in every record: `text` holds the sentence alone.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from rapallo.ontology import SECTORS, quad, score
from rapallo.records import Article, Entity, Event, Evidence
from rapallo.store import effective_date

SCHEMA_FILE = "plover-record-1.schema.json"
# More digits would promise what no model knows.
CONFIDENCE_DIGITS = 4


def plover_record(event: Event, article: Article) -> dict[str, object]:
    """The record of an event that `article` reports, valid against `plover_schema`."""
    when = effective_date(event, article)
    return {
        "id": event.id,
        "article": event.article,
        "date": when.value if when else None,
        "date_rule": when.rule if when else None,
        "date_words": _words(when.words) if when and when.words else None,
        "actor": [_entity(entity) for entity in event.actors],
        "recipient": [_entity(entity) for entity in event.recipients],
        "event": [event.type],
        "mode": event.mode,
        "aux_mode": list(event.marks),
        "says": _entity(event.says) if event.says else None,
        "quad_code": quad(event.type),
        "event_scale": score(event.type, event.mode),
        "confidence": round(event.confidence, CONFIDENCE_DIGITS),
        "event_text": event.trigger.text,
        "trigger": _words(event.trigger),
        "text": event.sentence.text,
        "text_info": {"sequence": event.sequence, "start": event.sentence.start, "end": event.sentence.end},
        "again": [_words(words) for words in event.again],
        "event_loc": _place(event.place) if event.place else None,
        "cite_info": _citation(article),
        "coder": event.versions.coder,
        "model": event.versions.model,
        "knowledge": event.versions.knowledge,
    }


@cache
def _schema_text() -> str:
    return files(__package__).joinpath(SCHEMA_FILE).read_text("utf-8")


def plover_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the records that this version writes."""
    schema: dict[str, Any] = json.loads(_schema_text())
    return schema


def _entity(entity: Entity) -> dict[str, object]:
    code, sector = _code_and_sector(entity)
    return {
        "key": entity.key,
        "code": code,
        "sector": sector,
        "entity_text": entity.mention.text if entity.mention else None,
        "start": entity.mention.start if entity.mention else None,
        "end": entity.mention.end if entity.mention else None,
        "identifier_id": entity.record or None,
        "identifier_text": entity.name or None,
    }


def _code_and_sector(entity: Entity) -> tuple[str, str | None]:
    """The key in PLOVER's two fields: a sector is one of PLOVER's, so that of IGO/NATO all is code."""
    if not entity.sector:
        return entity.key, None
    return (entity.code, entity.sector) if entity.sector in SECTORS else (entity.key, None)


def _words(words: Evidence) -> dict[str, object]:
    return {"start": words.start, "end": words.end, "text": words.text}


def _place(words: Evidence) -> dict[str, object]:
    return {"extracted_place": words.text, "start": words.start, "end": words.end}


def _citation(article: Article) -> dict[str, object]:
    return {
        "title": article.title or None,
        "publication": article.outlet or None,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url or None,
        "byline": article.byline or None,
        "language": article.language or None,
        "origin": article.origin or None,
        "repost": article.repost,
    }
