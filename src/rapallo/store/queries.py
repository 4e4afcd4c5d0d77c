"""The queries behind the view, each over one open connection."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import duckdb

from rapallo.records import Article, Event
from rapallo.store.codings import Coding
from rapallo.store.loading import ARTICLE_COLUMNS, EVENT_COLUMNS, PARTY_STRUCT, article_of, event_of

# Where an event stands in the order of results: day, article id, offset, event id.
Position = tuple[date, str, int, str]

# How many strata by confidence a type is divided into for a sample.
CONFIDENCE_PARTS = 3

# Undated events come first, so that the newest are at the end.
_UNDATED = date(1, 1, 1)
_SORT_COLUMNS = (f"coalesce(e.day_first, DATE '{_UNDATED.isoformat()}')", "a.id", "e.trigger_start", "e.id")
_SORT = ", ".join(_SORT_COLUMNS)
_SORT_BACK = ", ".join(f"{column} DESC" for column in _SORT_COLUMNS)
_DYADS = """
WITH acting AS (
    SELECT event, role, party, party = $party OR key = $party AS mine
    FROM parties WHERE coding = $coding AND role IN ('actor', 'recipient')
),
directed AS (SELECT DISTINCT event FROM acting WHERE role = 'recipient'),
pairs AS (
    SELECT DISTINCT event, other.party, me.role AS my_role, other.role AS other_role
    FROM acting AS me JOIN acting AS other USING (event)
    WHERE me.mine AND NOT other.mine
)
SELECT
    party,
    count(*) FILTER (my_role = 'actor' AND other_role = 'recipient') AS done_by,
    count(*) FILTER (my_role = 'recipient' AND other_role = 'actor') AS done_to,
    count(*) FILTER (my_role = 'actor' AND other_role = 'actor' AND directed.event IS NULL) AS together
FROM pairs LEFT JOIN directed ON directed.event = pairs.event
GROUP BY party
HAVING done_by + done_to + together > 0
ORDER BY done_by + done_to + together DESC, party
"""


def select_events(
    connection: duckdb.DuckDBPyConnection,
    coding: Coding,
    where: tuple[str, Mapping[str, object]],
    *,
    start: Position | None = None,
    after: bool = False,
    limit: int | None = None,
) -> list[tuple[Event, Position]]:
    """The events of a coding that meet a condition over `e` (events) and `a` (articles), in order, with positions.

    `start` is the position of the first one wanted, or of the one before it where `after`.
    """
    clause, values = where
    parameters = {"coding": coding.number, **values}
    if start is not None:
        clause += f" AND ({_SORT}) {'>' if after else '>='} ($day, $id, $offset, $event)"
        parameters |= dict(zip(("day", "id", "offset", "event"), start, strict=True))
    query = f"""
        WITH picked AS (
            SELECT e.id FROM events AS e JOIN articles AS a ON a.key = e.article_key
            WHERE e.coding = $coding AND {clause} ORDER BY {_SORT} {"" if limit is None else f"LIMIT {limit:d}"}
        ),
        p AS (
            SELECT event, list({PARTY_STRUCT} ORDER BY role, ordinal) AS parties
            FROM parties WHERE coding = $coding AND event IN (SELECT id FROM picked) GROUP BY event
        )
        SELECT {EVENT_COLUMNS}, coalesce(e.day_first, DATE '{_UNDATED.isoformat()}')
        FROM events AS e JOIN articles AS a ON a.key = e.article_key LEFT JOIN p ON p.event = e.id
        WHERE e.coding = $coding AND e.id IN (SELECT id FROM picked) ORDER BY {_SORT}
    """
    rows = connection.execute(query, parameters).fetchall()
    events = [(event_of(row[:-1], coding.versions), row[-1]) for row in rows]
    return [(event, (day, event.article, event.trigger.start, event.id)) for event, day in events]


def count_events(connection: duckdb.DuckDBPyConnection, coding: Coding, where: tuple[str, Mapping[str, object]]) -> int:
    """How many events of a coding meet a condition over `e` and `a`."""
    query = f"""
        SELECT count(*) FROM events AS e JOIN articles AS a ON a.key = e.article_key
        WHERE e.coding = $coding AND {where[0]}
    """
    row = connection.execute(query, {"coding": coding.number, **where[1]}).fetchone()
    return int(row[0]) if row else 0


def position_from_end(
    connection: duckdb.DuckDBPyConnection, coding: Coding, where: tuple[str, Mapping[str, object]], number: int
) -> Position | None:
    """Where the last `number` of the events that meet a condition begin; None where there are no more than that."""
    query = f"""
        SELECT {_SORT} FROM events AS e JOIN articles AS a ON a.key = e.article_key
        WHERE e.coding = $coding AND {where[0]} ORDER BY {_SORT_BACK} LIMIT 1 OFFSET {number - 1:d}
    """
    return connection.execute(query, {"coding": coding.number, **where[1]}).fetchone()


def select_articles(connection: duckdb.DuckDBPyConnection, ids: Collection[str]) -> dict[str, Article]:
    """The articles of these ids, by id; ids that are not there are left out."""
    query = f"SELECT {ARTICLE_COLUMNS} FROM articles AS a WHERE a.id IN (SELECT unnest($ids))"
    found = [article_of(row) for row in connection.execute(query, {"ids": list(ids)}).fetchall()]
    return {article.id: article for article in found}


def articles_after(connection: duckdb.DuckDBPyConnection, id_: str, limit: int) -> list[Article]:
    """The next articles in the order of their ids."""
    query = f"SELECT {ARTICLE_COLUMNS} FROM articles AS a WHERE a.id > $id ORDER BY a.id LIMIT {limit:d}"
    return [article_of(row) for row in connection.execute(query, {"id": id_}).fetchall()]


def event_ids(connection: duckdb.DuckDBPyConnection, coding: Coding, prefix: str, limit: int) -> list[str]:
    """The ids that begin so, the first `limit` of them; only itself where one is the whole prefix."""
    query = f"""
        SELECT id FROM events WHERE coding = $coding AND starts_with(id, $prefix)
        ORDER BY id = $prefix DESC, id LIMIT {limit:d}
    """
    found = [row[0] for row in connection.execute(query, {"coding": coding.number, "prefix": prefix}).fetchall()]
    return found[:1] if prefix in found else found


def dyad_rows(connection: duckdb.DuckDBPyConnection, coding: Coding, party: str) -> list[tuple[str, int, int, int]]:
    """(other party, events by the party to it, events the other way, mutual ones), most events first."""
    return connection.execute(_DYADS, {"coding": coding.number, "party": party}).fetchall()


_STRATIFIED = f"""
    SELECT id, type, confidence, ntile({CONFIDENCE_PARTS}) OVER (PARTITION BY type ORDER BY confidence, id) AS part
    FROM events WHERE coding = $coding
"""


def strata(connection: duckdb.DuckDBPyConnection, coding: Coding) -> list[tuple[str, int, int, float, float]]:
    """(type, part, events, lowest and highest confidence): each type in parts of like size by confidence, from 1 up."""
    query = f"""
        SELECT type, part, count(*), min(confidence), max(confidence) FROM ({_STRATIFIED})
        GROUP BY type, part ORDER BY type, part
    """
    return connection.execute(query, {"coding": coding.number}).fetchall()


def drawn(
    connection: duckdb.DuckDBPyConnection, coding: Coding, seed: int, most: int
) -> list[tuple[str, int, int, str]]:
    """(type, part, turn, event id) of the first `most` events of each stratum in the chance order of a seed."""
    query = f"""
        SELECT type, part, turn, id FROM (
            SELECT id, type, part,
                row_number() OVER (PARTITION BY type, part ORDER BY md5($seed || ' ' || id), id) AS turn
            FROM ({_STRATIFIED})
        ) WHERE turn <= $most ORDER BY md5($seed || ' ' || id), id
    """
    return connection.execute(query, {"coding": coding.number, "seed": str(seed), "most": most}).fetchall()


def drop_counts(connection: duckdb.DuckDBPyConnection, coding: Coding | None) -> dict[str, int]:
    """How many drops by reason: those before coding, and those of this coding."""
    query = """
        SELECT reason, count(*) FROM drops WHERE coding IS NULL OR coding = $coding GROUP BY reason ORDER BY reason
    """
    return dict(connection.execute(query, {"coding": coding.number if coding else None}).fetchall())


def totals(
    connection: duckdb.DuckDBPyConnection, coding: Coding | None
) -> tuple[int, int, int, date | None, date | None]:
    """Articles, sentences and events; first and last day of publication."""
    query = """
        SELECT
            (SELECT count(*) FROM articles),
            (SELECT coalesce(sum(sentences), 0)::BIGINT FROM coded WHERE coding = $coding),
            (SELECT count(*) FROM events WHERE coding = $coding),
            (SELECT min(published) FROM articles),
            (SELECT max(published) FROM articles)
    """
    row = connection.execute(query, {"coding": coding.number if coding else None}).fetchone()
    assert row is not None  # a SELECT without FROM gives one row
    return row[0], row[1], row[2], row[3], row[4]
