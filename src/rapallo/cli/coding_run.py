"""A run of the coder over articles: into a database or a file of records, with progress, counts and a summary."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import monotonic

import click

from rapallo.cli.arguments import loaded
from rapallo.cli.failures import Stopped
from rapallo.cli.output import DropsFile
from rapallo.interchange import plover_record, write_events
from rapallo.pipeline import Coder, code_all
from rapallo.records import Article, CodedArticle, Drop
from rapallo.showing import Tally, counted, progress, summary
from rapallo.store import Store, View, Writer

# A commit opens and closes the database: this often it costs little, and little is lost when the process is killed.
BATCH_ARTICLES = 200
BATCH_SECONDS = 5.0
UNREAD_TOLD = 5

Items = Iterable[Article | Drop]


@dataclass(slots=True)
class CodingRun:
    """One run. `knowledge` are the folders of knowledge files to add (None: those of the settings).

    `total` is the number of articles where known; `unread` are the first inputs that could not be read, `refused` the
    first articles that the database does not take, `kept` the articles committed so far.
    """

    workers: int = 1
    knowledge: tuple[Path, ...] | None = None
    total: int | None = None
    drops_file: DropsFile = field(default_factory=DropsFile)
    tally: Tally = field(default_factory=Tally)
    unread: list[Drop] = field(default_factory=list)
    refused: list[Drop] = field(default_factory=list)
    kept: int = 0

    def _coder(self) -> Coder:
        """The coder; with files of the user, what of theirs takes the place of shipped records is told first."""
        return Coder(knowledge=loaded(self.knowledge) if self.knowledge else self.knowledge)

    def store(self, items: Items, database: Path) -> None:
        """Code what the database does not know and store it, batch by batch."""
        coder = self._coder()
        items, any_article = look_ahead(items)
        if not any_article and not database.exists():
            # A mistyped name must not leave an empty database behind.
            self._only_tell(items, coder, into="no database")
            return
        with Store(database).writer(coder.versions) as writer:
            coded = self._coded(self._unknown(items, writer), coder, lost=lambda drop: writer.drop([drop]))
            with self._stoppable(lambda: f"{counted(self.kept, 'article')} of this run kept in {database}"):
                for batch in in_batches(coded):
                    self._add(batch, writer)
        click.echo(summary(self.tally, into=str(database)), err=True)

    def write(self, items: Items, target: str) -> None:
        """Code everything and write PLOVER records to a file, or to stdout for '-'."""
        coder = self._coder()
        items, any_article = look_ahead(items)
        if not any_article:
            # Nor may it replace the records of an earlier run by nothing.
            self._only_tell(items, coder, into="no file")
            return
        coded = self._coded(items, coder)
        records = (plover_record(event, one.article) for one in coded for event in one.events)
        try:
            write_events(records, "jsonl", sys.stdout.buffer if target == "-" else Path(target))
        except KeyboardInterrupt:
            kept = "the records written so far whole" if target == "-" else "nothing written"
            raise Stopped(f"Stopped, with {kept}. A run into a database (--db) can go on after a stop.") from None
        click.echo(summary(self.tally, into="stdout" if target == "-" else target), err=True)

    def recode(self, database: Path) -> None:
        """Code again what other versions coded; readers see the new events when all is done."""
        coder = self._coder()
        with Store(database).recoding(coder.versions) as recoding:
            self.total = recoding.remaining
            with self._stoppable(lambda: f"{counted(self.kept, 'article')} recoded, to be seen when all are"):
                view = Store(database).view()
                for batch in in_batches(self._coded(recoding, coder, lost=lambda drop: _without_events(drop, view))):
                    self.kept += recoding.add(batch).articles
            recoding.finish()
        click.echo(summary(self.tally, into=str(database), did="Recoded"), err=True)

    def _only_tell(self, items: Items, coder: Coder, *, into: str) -> None:
        """Count and show what was dropped, where there is nothing to keep."""
        deque(self._coded(items, coder), maxlen=0)
        click.echo(summary(self.tally, into=into), err=True)

    @contextmanager
    def _stoppable(self, kept: Callable[[], str]) -> Iterator[None]:
        try:
            yield
        except KeyboardInterrupt:
            raise Stopped(f"Stopped, with {kept()}. The same command again goes on from there.") from None

    def _unknown(self, items: Items, writer: Writer) -> Iterator[Article | Drop]:
        """Pass over the articles that the database has."""
        for item in items:
            if isinstance(item, Article) and writer.known(item):
                self.tally.known += 1
                self.tally.copies += writer.known_as(item) != item.id
            else:
                yield item

    def _coded(
        self, items: Items, coder: Coder, *, lost: Callable[[Drop], CodedArticle | None] = lambda _: None
    ) -> Iterator[CodedArticle]:
        """Code, count and show; what is dropped goes to the drops file.

        `lost` is told of inputs that could not be read or coded, and may give what is to stand for one.
        """
        with progress(self.tally, total=self.total) as show:
            for item in code_all(items, coder, workers=self.workers, knowledge=self.knowledge):
                if isinstance(item, Drop):
                    self._drop([item])
                    self.unread = [*self.unread, item][:UNREAD_TOLD]
                    if (instead := lost(item)) is not None:
                        yield instead
                else:
                    self.tally.coded += 1
                    self.tally.events += len(item.events)
                    self._drop(item.drops)
                    yield item
                show()

    def _drop(self, drops: Sequence[Drop]) -> None:
        self.tally.count_drops(drops)
        self.drops_file.write(drops)

    def _add(self, batch: Sequence[CodedArticle], writer: Writer) -> None:
        """Store a batch and set the counts right: a copy within the run shows only when it is stored."""
        added = writer.add(batch)
        self.kept += added.articles
        self.tally.known += added.known
        self.tally.copies += added.copies
        self.tally.coded -= added.known + len(added.refused)
        self.tally.events -= sum(len(one.events) for one in batch) - added.events
        self._drop(added.refused)
        self.refused = [*self.refused, *added.refused][:UNREAD_TOLD]


def _without_events(drop: Drop, view: View) -> CodedArticle:
    """A stored article that the present coder fails on: it stays, without events, so that the recode can end."""
    return CodedArticle(view.article(drop.where), sentences=0, events=(), drops=(drop,))


def look_ahead(items: Items) -> tuple[Items, bool]:
    """The same items, and whether there is an article among them; reads no further than the first."""
    rest = iter(items)
    dropped: list[Article | Drop] = []
    for item in rest:
        if isinstance(item, Article):
            return chain(dropped, [item], rest), True
        dropped.append(item)
    return dropped, False


def in_batches(coded: Iterable[CodedArticle]) -> Iterator[list[CodedArticle]]:
    """Coded articles in the batches that they are committed in; on Ctrl-C the batch begun comes before it goes on."""
    batch: list[CodedArticle] = []
    began_at = monotonic()
    try:
        for article in coded:
            batch.append(article)
            if len(batch) >= BATCH_ARTICLES or monotonic() - began_at >= BATCH_SECONDS:
                yield batch
                batch, began_at = [], monotonic()
    except KeyboardInterrupt:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
