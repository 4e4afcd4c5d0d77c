"""Codings: which versions made the events that readers see, and an unfinished recode beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shlex import quote

import duckdb

from rapallo.errors import StoreStaleError
from rapallo.records import Versions
from rapallo.store.database import open_for_reading, open_for_writing

# Every table whose rows belong to a coding.
CODED_TABLES = ("parties", "events", "drops", "coded")


@dataclass(frozen=True, slots=True)
class Coding:
    """One pass over the articles by one set of versions; `articles` counts those it has read."""

    number: int
    versions: Versions
    current: bool
    articles: int


def codings(connection: duckdb.DuckDBPyConnection) -> tuple[Coding, ...]:
    rows = connection.execute(
        """
        SELECT coding, coder, model, knowledge, current,
            (SELECT count(*) FROM coded WHERE coded.coding = codings.coding)
        FROM codings ORDER BY coding
        """
    ).fetchall()
    return tuple(Coding(row[0], Versions(*row[1:4]), row[4], row[5]) for row in rows)


def current_coding(connection: duckdb.DuckDBPyConnection) -> Coding | None:
    """The coding that readers see; None in a new database."""
    return next((coding for coding in codings(connection) if coding.current), None)


def claim(path: Path, versions: Versions) -> int:
    """The number of the current coding, which must be of these versions or hold nothing yet.

    Raises StoreStaleError where other versions made what lies there.
    """
    with open_for_reading(path) as connection:
        present = codings(connection)
    current = next((coding for coding in present if coding.current), None)
    if current and current.versions == versions:
        return current.number
    if current and current.articles:
        raise StoreStaleError(
            f"{path} was coded by {current.versions}; this is {versions}.",
            mend=_mend(path, coded=current.versions.knowledge, present=versions.knowledge),
        )
    number = current.number if current else next_number(present)
    with open_for_writing(path) as connection:
        connection.execute("DELETE FROM codings WHERE coding = ?", [number])
        _insert(connection, Coding(number, versions, current=True, articles=0))
    return number


def _mend(path: Path, *, coded: str, present: str) -> str:
    """What to do about a stale database; knowledge files of a user show as a '+' in the version of the knowledge."""
    recode = f"rapallo recode --db {quote(str(path))}"
    if "+" in present:
        return f"Bring it up to date with the same knowledge files first: {recode} --knowledge DIR"
    if "+" in coded:
        return (
            "It was coded with knowledge files of your own: name their folders again (--knowledge DIR or "
            f"RAPALLO_KNOWLEDGE), or go on without them: {recode}"
        )
    return f"Bring it up to date first: {recode}"


def claim_recode(path: Path, versions: Versions) -> int:
    """The number of the coding that a recode to these versions writes to: begun now, or found unfinished.

    An unfinished recode to yet other versions is thrown away. Where the current coding is of these versions already,
    it is that one.
    """
    with open_for_reading(path) as connection:
        present = codings(connection)
    wanted = next((coding for coding in present if coding.versions == versions), None)
    abandoned = [coding for coding in present if not coding.current and coding is not wanted]
    if wanted and not abandoned:
        return wanted.number
    number = wanted.number if wanted else next_number(present)
    with open_for_writing(path) as connection:
        for coding in abandoned:
            delete(connection, coding.number)
        if not wanted:
            _insert(connection, Coding(number, versions, current=not present, articles=0))
    return number


def next_number(present: tuple[Coding, ...]) -> int:
    return max((coding.number for coding in present), default=0) + 1


def delete(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Removes a coding with everything that it made."""
    for table in (*CODED_TABLES, "codings"):
        connection.execute(f"DELETE FROM {table} WHERE coding = ?", [number])


def _insert(connection: duckdb.DuckDBPyConnection, coding: Coding) -> None:
    made_by = coding.versions
    connection.execute(
        "INSERT INTO codings VALUES (?, ?, ?, ?, ?)",
        [coding.number, made_by.coder, made_by.model, made_by.knowledge, coding.current],
    )
