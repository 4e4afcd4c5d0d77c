"""Reading the store: each call opens the file for one query and closes it again, so that nobody waits for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb

from rapallo.errors import NameUnknownError, StoreError
from rapallo.records import Article, Event, Versions
from rapallo.store import queries
from rapallo.store.codings import Coding, codings, current_coding
from rapallo.store.database import open_for_reading
from rapallo.store.filters import EventFilter

PAGE_EVENTS, PAGE_ARTICLES = 5000, 200
SUGGESTIONS_MAX = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store holds. `versions` made its events; `unfinished` are those of a recode that was cut short.

    `first_day` and `last_day` are days of publication; `drops` counts by reason.
    """

    articles: int
    sentences: int
    events: int
    drops: Mapping[str, int]
    versions: Versions | None
    first_day: date | None
    last_day: date | None
    unfinished: Versions | None = None


@dataclass(frozen=True, slots=True)
class DyadCounts:
    """How many events pass between a party and another: done by it, done to it, done together."""

    other: str
    by: int
    to: int
    together: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """Events of one type within one third of the confidences of that type (1 the lowest)."""

    type: str
    third: int
    events: int
    confidence_min: float
    confidence_max: float


class View:
    """What readers see of a database: the current coding, by `Store.view`.

    Every call raises StoreError where there is no database, StoreForeignError where it is not ours, StoreBusyError
    where another program keeps it open.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def events(self, wanted: EventFilter | None = None) -> list[Event]:
        """The events that match, by date, article and place in the text; those without a date first."""
        return [event for events, _ in self._pages(wanted or EventFilter(), with_articles=False) for event in events]

    def reports(self, wanted: EventFilter | None = None) -> Iterator[tuple[Event, Article]]:
        """The same events, each with the article that reports it; read page by page, for any number.

        Raises StoreError where a recode ends in the middle: further pages would mix versions.
        """
        for events, articles in self._pages(wanted or EventFilter(), with_articles=True):
            for event in events:
                yield event, articles[event.article]

    def event(self, id_or_prefix: str) -> tuple[Event, Article]:
        """The event of this id, or of the only id that begins so, with its article.

        Raises NameUnknownError where no event or several begin so.
        """
        prefix = id_or_prefix.strip().lower()
        with open_for_reading(self._path) as connection:
            coding = current_coding(connection)
            found = queries.event_ids(connection, coding, prefix, SUGGESTIONS_MAX) if coding and prefix else []
            if coding is None or len(found) != 1:
                raise _unclear(id_or_prefix, found)
            [(event, _)] = queries.select_events(connection, coding, ("e.id = $event_id", {"event_id": found[0]}))
            return event, queries.select_articles(connection, [event.article])[event.article]

    def article(self, id_: str) -> Article:
        """The article of this id. Raises NameUnknownError."""
        with open_for_reading(self._path) as connection:
            found = queries.select_articles(connection, [id_])
        if id_ not in found:
            raise NameUnknownError(f"There is no article {id_!r} in {self._path}.")
        return found[id_]

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of their ids."""
        last = ""
        while True:
            with open_for_reading(self._path) as connection:
                page = queries.articles_after(connection, last, PAGE_ARTICLES)
            yield from page
            if len(page) < PAGE_ARTICLES:
                return
            last = page[-1].id

    def coded_articles(self, ids: Iterable[str]) -> Iterator[tuple[Article, list[Event]]]:
        """Articles of these ids that lie here, each with its events in the order of the text, page by page."""
        rest = iter(dict.fromkeys(ids))
        while page := list(islice(rest, PAGE_ARTICLES)):
            with open_for_reading(self._path) as connection:
                coding = current_coding(connection)
                articles = queries.select_articles(connection, page)
                where = ("a.id IN (SELECT unnest($articles))", {"articles": list(articles)})
                found = queries.select_events(connection, coding, where) if coding and articles else []
            events: dict[str, list[Event]] = {id_: [] for id_ in articles}
            for event, _ in found:
                events[event.article].append(event)
            for id_ in filter(articles.__contains__, page):
                yield articles[id_], sorted(events[id_], key=lambda event: (event.trigger.start, event.id))

    def counts(self) -> Counts:
        """What the store holds, in numbers."""
        with open_for_reading(self._path) as connection:
            coding = current_coding(connection)
            unfinished = next((other.versions for other in codings(connection) if not other.current), None)
            articles, sentences, events, first_day, last_day = queries.totals(connection, coding)
            drops = queries.drop_counts(connection, coding)
        versions = coding.versions if coding else None
        return Counts(articles, sentences, events, drops, versions, first_day, last_day, unfinished)

    def dyads(self, party: str) -> list[DyadCounts]:
        """Whom a party deals with, at the level of states and organisations, most events first."""
        with open_for_reading(self._path) as connection:
            coding = current_coding(connection)
            return [DyadCounts(*row) for row in queries.dyad_rows(connection, coding, party)] if coding else []

    def strata(self) -> list[Stratum]:
        """All events by type and third of confidence, for a sample."""
        with open_for_reading(self._path) as connection:
            coding = current_coding(connection)
            return [Stratum(*row) for row in queries.strata(connection, coding)] if coding else []

    def drawn(self, seed: int, wanted: Mapping[tuple[str, int], int]) -> list[tuple[str, int, str]]:
        """(type, third, event id) of so many events of each stratum as are wanted, by chance, in an order by chance.

        The same seed draws the same events from the same database, and with larger numbers these and more.
        """
        with open_for_reading(self._path) as connection:
            coding = current_coding(connection)
            most = max(wanted.values(), default=0)
            rows = queries.drawn(connection, coding, seed, most) if coding else []
        return [(type_, third, id_) for type_, third, turn, id_ in rows if turn <= wanted.get((type_, third), 0)]

    def count(self, wanted: EventFilter) -> int:
        """How many events match, whatever the limit."""
        with open_for_reading(self._path) as connection:
            coding = current_coding(connection)
            return queries.count_events(connection, coding, wanted.conditions()) if coding else 0

    def _pages(self, wanted: EventFilter, *, with_articles: bool) -> Iterator[tuple[list[Event], dict[str, Article]]]:
        """Events page by page, each read at one moment, with the articles that report them."""
        left = wanted.limit
        page: _Page | None = None
        while left is None or left > 0:
            size = PAGE_EVENTS if left is None else min(left, PAGE_EVENTS)
            with open_for_reading(self._path) as connection:
                page = self._page(connection, wanted, size, before=page)
                if page is None:
                    return
                ids = {event.article for event in page.events} if with_articles else set()
                articles = queries.select_articles(connection, ids) if ids else {}
            yield page.events, articles
            if len(page.events) < size:
                return
            left = None if left is None else left - size

    def _page(
        self, connection: duckdb.DuckDBPyConnection, wanted: EventFilter, size: int, *, before: _Page | None
    ) -> _Page | None:
        """The page after another, or the first; None where nothing has been coded."""
        coding, where = current_coding(connection), wanted.conditions()
        if coding is None:
            return None
        if before and before.coding.number != coding.number:
            raise StoreError(f"{self._path} was recoded while it was read.", mend="Give the command again.")
        start = before.end if before else None
        if not before and wanted.limit:
            start = queries.position_from_end(connection, coding, where, wanted.limit)
        found = queries.select_events(connection, coding, where, start=start, after=before is not None, limit=size)
        return _Page(coding, [event for event, _ in found], found[-1][1] if found else None)


@dataclass(frozen=True, slots=True)
class _Page:
    """Events of one coding that follow each other, and the position of the last."""

    coding: Coding
    events: list[Event]
    end: queries.Position | None


def _unclear(asked: str, found: list[str]) -> NameUnknownError:
    if not found:
        return NameUnknownError(
            f"There is no event {asked!r}.", mend="`rapallo events` lists the events with their ids."
        )
    return NameUnknownError(f"Several events begin with {asked!r}.", suggestions=tuple(found))
