"""The log of runs: the only rows that hold clock times."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from rapallo.records import Drop
from rapallo.store.database import open_for_writing


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch added: articles and their events.

    `known` articles were there already, `copies` of them under another id. `refused` could not be stored.
    """

    articles: int = 0
    events: int = 0
    known: int = 0
    copies: int = 0
    refused: tuple[Drop, ...] = ()

    def __add__(self, other: Added) -> Added:
        return Added(
            self.articles + other.articles,
            self.events + other.events,
            self.known + other.known,
            self.copies + other.copies,
            self.refused + other.refused,
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(slots=True)
class Run:
    """One run of a writer; its row is written with the first batch and brought up to date with each."""

    kind: str
    coding: int
    number: int = 0
    started: datetime = field(default_factory=_now)
    added: Added = field(default_factory=Added)

    def write(self, connection: duckdb.DuckDBPyConnection, added: Added, *, ended: bool = False) -> None:
        """Writes the row as it stands with `added` on top; `count` it once the transaction has been committed."""
        if not self.number:
            row = connection.execute("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchone()
            self.number = int(row[0]) if row else 1
        total = self.added + added
        connection.execute(
            "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                self.number,
                self.kind,
                self.coding,
                self.started,
                _now() if ended else None,
                total.articles,
                total.events,
                total.known,
            ],
        )

    def count(self, added: Added) -> None:
        self.added += added

    def end(self, path: Path) -> None:
        """Notes that the run ended in order; a run that never wrote leaves no row."""
        if self.number:
            with open_for_writing(path) as connection:
                self.write(connection, Added(), ended=True)
