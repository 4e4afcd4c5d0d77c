"""Articles with events to store, made by hand, and what child processes of these tests do."""

from __future__ import annotations

import os
import random
import resource
import time
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb

from rapallo.errors import RapalloError
from rapallo.records import (
    Article,
    CodedArticle,
    Drop,
    Entity,
    Event,
    EventDate,
    Furniture,
    Versions,
    evidence,
)
from rapallo.store import Store

FIRST = Versions("0.1.0", "test-model-1", "2026.11-aaaa")
SECOND = Versions("0.2.0", "test-model-2", "2026.12-bbbb")
FACT_TABLES = ("schema_version", "articles", "codings", "coded", "events", "parties", "drops")


def article(
    number: int = 1,
    *,
    id_: str | None = None,
    text: str = "",
    published: date | None = date(2024, 9, 4),
    outlet: str = "Sample Wire",
) -> Article:
    return Article(
        text=text or f"Serbia thanked Russia on Wednesday for gas delivery number {number}. Both met in Sochi again.",
        title=f"Belgrade thanks Moscow ({number})",
        id=f"sample-{number:03d}" if id_ is None else id_,
        published=published,
        outlet=outlet,
        furniture=(Furniture("byline", "By A. Sample"),),
    )


def event(
    of: Article,
    *,
    actors: tuple[str, ...] = ("SRB/GOV",),
    recipients: tuple[str, ...] = ("RUS/GOV",),
    type_: str = "SUPPORT",
    day: str | None = None,
    trigger: str = "thanked",
    marks: tuple[str, ...] = (),
    versions: Versions = FIRST,
) -> Event:
    """An event in the first sentence of an article, carried by a word that stands in it."""
    text = of.stored_text
    start = text.index(trigger)
    first = len(of.title) + 2 if of.title else 0
    return Event(
        article=of.id,
        type=type_,
        actors=tuple(Entity(key, key.title(), f"record-{key}", "named so") for key in actors),
        recipients=tuple(Entity(key, mention=evidence(of, start, start + 3)) for key in recipients),
        sentence=evidence(of, first, text.index(".", first) + 1 if "." in text[first:] else len(text)),
        trigger=evidence(of, start, start + len(trigger)),
        versions=versions,
        marks=marks,
        date=EventDate(day, "in words", evidence(of, start, start + 2)) if day else None,
        confidence=0.5,
        type_probabilities=((type_, 0.75), ("AGREE", 0.25)),
        sequence=1,
    )


def coded(number: int, versions: Versions = FIRST, *, bulk_chars: int = 0) -> CodedArticle:
    """An article with two events and a drop; `bulk_chars` of noise make it long."""
    text = (
        f"Serbia thanked Russia. Both met. {random.Random(number).randbytes(bulk_chars // 2).hex()}"
        if bulk_chars
        else ""
    )
    of = article(number, text=text, published=date(2024, 1, 1) + timedelta(days=number))
    events = (
        event(of, versions=versions),
        event(of, versions=versions, type_="CONSULT", actors=("SRB", "RUS"), recipients=(), trigger="met"),
    )
    return CodedArticle(of, 3, events, (Drop("no-party-resolved", f"{of.id}:2"),))


def facts(path: Path) -> dict[str, list[str]]:
    """All rows of all tables but the log of runs, in an order of their own."""
    with duckdb.connect(path, read_only=True) as connection:
        return {
            table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}").fetchall())) for table in FACT_TABLES
        }


def code_samples(path: Path, articles: int, *, batch: int = 2, pause_seconds: float = 0.0, bulk_chars: int = 0) -> None:
    """What `rapallo code` does with a store: skips the known, adds the rest batch by batch."""
    with Store(path).writer(FIRST) as writer:
        writer.drop([Drop("empty", "nothing.txt"), Drop("binary", "picture.txt")])
        items = (coded(number, bulk_chars=bulk_chars) for number in range(articles))
        fresh = [item for item in items if not writer.known(item.article)]
        for first in range(0, len(fresh), batch):
            writer.add(fresh[first : first + batch])
            time.sleep(pause_seconds)


def recode_samples(path: Path, *, batch: int = 4) -> None:
    """What `rapallo recode` does with a store."""
    with Store(path).recoding(SECOND) as recoding:
        todo = [coded(int(of.id.removeprefix("sample-")), SECOND) for of in recoding]
        for first in range(0, len(todo), batch):
            recoding.add(todo[first : first + batch])
        recoding.finish()


def hold_writer(path: Path, told: Connection, *, fork: bool = False) -> None:
    """Keeps the writer until killed; tells its process id, or that of a child that it forks and that outlives it."""
    with Store(path).writer(FIRST):
        child = os.fork() if fork else os.getpid()
        if child:
            told.send(child)
        time.sleep(60)


def hold_reader(path: Path, told: Connection) -> None:
    """Keeps the file open for reading until killed, as another program would."""
    with duckdb.connect(path, read_only=True):
        told.send(os.getpid())
        time.sleep(60)


def code_on_a_small_disk(path: Path, told: Connection, *, bytes_max: int, articles: int) -> None:
    """Codes long articles with files limited to a size; tells the error that it got."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_max, bytes_max))
    try:
        code_samples(path, articles, batch=20, bulk_chars=20_000)
    except RapalloError as error:
        told.send((type(error).__name__, error.message, error.mend))
    except BaseException as error:
        told.send((type(error).__name__, str(error), ""))
    else:
        told.send(("", "", ""))
