"""When an event counts as having happened, where its own date is rough or missing."""

from __future__ import annotations

import calendar
import re
from datetime import date

from rapallo.records import Article, Event, EventDate

PUBLICATION_RULE = "day of publication"
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def effective_date(event: Event, article: Article) -> EventDate | None:
    """The event's own date, else the day its article was published, else None.

    Something marked historical does not get the day of its telling: nobody knows when it was.
    """
    if event.date or article.published is None or "historical" in event.marks:
        return event.date
    return EventDate(article.published.isoformat(), PUBLICATION_RULE)


def day_span(value: str) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 date of any granularity ('2024-07': 1 and 31 July); None where it is none."""
    match = _ISO.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
