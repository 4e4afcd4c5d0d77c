"""A text and what is known of it, from whatever form they were in, to one Article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapallo.reading.dates import in_range
from rapallo.reading.paragraphs import clean, paragraphs
from rapallo.reading.refusals import RefusalError, drop
from rapallo.reading.separating import separate
from rapallo.records import Article, Drop
from rapallo.settings import settings


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an article besides its text; it wins over what the text itself says."""

    id: str = ""
    title: str = ""
    published: date | None = None
    outlet: str = ""
    url: str = ""
    byline: str = ""
    language: str = ""


def from_text(
    text: str, given: Given, *, where: str, find_title: bool = False, wrapped: bool = True
) -> Iterator[Article | Drop]:
    """The article that a text is, then notes on it. Raises RefusalError where it is empty or too long."""
    cleaned = clean(text)
    limit = settings().article_chars_max
    if len(cleaned.text) > limit:
        raise RefusalError("text-too-long", f"{len(cleaned.text):,} characters, more than {limit:,}")
    parts = separate(
        paragraphs(cleaned.text, wrapped=wrapped), title=given.title, outlet=given.outlet, find_title=find_title
    )
    if not parts.body and not parts.title:
        raise RefusalError("text-empty", "nothing but page furniture" if parts.furniture else "no words")
    published, note = _checked_day(given.published or parts.published, where)
    yield Article(
        text="\n\n".join(parts.body),
        title=parts.title,
        id=given.id,
        published=published,
        outlet=given.outlet,
        url=given.url,
        byline=given.byline or parts.byline,
        language=given.language,
        section=parts.section,
        origin=parts.origin,
        repost=parts.repost,
        furniture=tuple(parts.furniture),
    )
    yield from note
    if cleaned.lossy:
        yield drop("decoding-lossy", where, "half characters (lone surrogates) became U+FFFD")


def _checked_day(day: date | None, where: str) -> tuple[date | None, Sequence[Drop]]:
    if day is None or in_range(day):
        return day, ()
    return None, [drop("date-out-of-range", where, f"published {day.isoformat()}")]
