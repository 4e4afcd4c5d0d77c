"""One event as one row of a table: the columns of the store's view `event_table`, for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from rapallo.store import day_span

LIST_SEPARATOR = "; "

FLAT_COLUMNS: Mapping[str, Any] = {
    "event": pa.string(),
    "day": pa.date32(),
    **dict.fromkeys(("date", "date_rule", "actor", "recipient", "type", "mode"), pa.string()),
    "quad": pa.uint8(),
    "score": pa.float64(),
    **dict.fromkeys(("marks", "says"), pa.string()),
    "confidence": pa.float64(),
    **dict.fromkeys(("place", "actor_words", "recipient_words", "trigger", "quote"), pa.string()),
    **dict.fromkeys(("sentence_start", "sentence_end"), pa.int32()),
    **dict.fromkeys(("article", "title", "outlet"), pa.string()),
    "published": pa.date32(),
    **dict.fromkeys(("url", "origin"), pa.string()),
    "repost": pa.bool_(),
    **dict.fromkeys(("coder", "model", "knowledge"), pa.string()),
}


def flat_row(record: Mapping[str, Any]) -> dict[str, object]:
    """A PLOVER record as one row, in the order of FLAT_COLUMNS; what stands in lists is joined by '; '."""
    cited, place = record["cite_info"], record["event_loc"]
    span = day_span(record["date"]) if record["date"] else None
    return {
        "event": record["id"],
        "day": span[0] if span else None,
        "date": record["date"],
        "date_rule": record["date_rule"],
        "actor": _joined(entity["key"] for entity in record["actor"]),
        "recipient": _joined(entity["key"] for entity in record["recipient"]),
        "type": _joined(record["event"]),
        "mode": record["mode"] or "",
        "quad": record["quad_code"],
        "score": record["event_scale"],
        "marks": _joined(record["aux_mode"]),
        "says": record["says"]["key"] if record["says"] else "",
        "confidence": record["confidence"],
        "place": place["extracted_place"] if place else "",
        "actor_words": _joined(entity["entity_text"] for entity in record["actor"]),
        "recipient_words": _joined(entity["entity_text"] for entity in record["recipient"]),
        "trigger": record["event_text"],
        "quote": record["text"],
        "sentence_start": record["text_info"]["start"],
        "sentence_end": record["text_info"]["end"],
        "article": record["article"],
        "title": cited["title"] or "",
        "outlet": cited["publication"] or "",
        "published": date.fromisoformat(cited["published"]) if cited["published"] else None,
        "url": cited["url"] or "",
        "origin": cited["origin"] or "",
        "repost": cited["repost"],
        "coder": record["coder"],
        "model": record["model"],
        "knowledge": record["knowledge"],
    }


def _joined(parts: Iterable[str | None]) -> str:
    return LIST_SEPARATOR.join(part for part in parts if part is not None)
