"""Adding articles to the store: each batch one transaction, each article once, by its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from rapallo.records import Article, CodedArticle, Drop
from rapallo.store.database import open_for_reading, open_for_writing
from rapallo.store.runs import Added, Run
from rapallo.store.tables import article_row, drop_row, insert, insert_coded

# Drops wait for the next batch, so that each does not cost a commit of its own; so many at most.
DROPS_WAITING_MAX = 1000


class Writer:
    """The one writer of a database, by `Store.writer`. What `add` was given is kept, whole, when it returns."""

    def __init__(self, path: Path, coding: int) -> None:
        self._path = path
        self._coding = coding
        self._run = Run("code", coding)
        self._drops: list[Drop] = []
        # Nobody else writes, so what is there needs reading only once. About 350 bytes an article.
        with open_for_reading(path) as connection:
            self._ids: dict[str, str] = dict(connection.execute("SELECT key, id FROM articles").fetchall())
        self._taken = set(self._ids.values())

    def known(self, article: Article) -> bool:
        """Whether this content was coded already, under any id."""
        return article.key in self._ids

    def known_as(self, article: Article) -> str | None:
        """The id under which this content is stored: another than `article.id` makes it a copy."""
        return self._ids.get(article.key)

    def add(self, batch: Sequence[CodedArticle]) -> Added:
        """Adds coded articles and the drops that wait, all or nothing.

        Raises StoreWriteError or StoreBusyError; then nothing was added, and adding the same again later is safe.
        """
        fresh, added = self._sort(batch)
        drops = [*self._drops, *added.refused]
        if fresh or drops:
            with open_for_writing(self._path) as connection:
                insert(connection, "articles", (article_row(coded.article) for coded in fresh))
                added = replace(added, events=insert_coded(connection, fresh, self._coding))
                _insert_new_drops(connection, drops)
                self._run.write(connection, added)
        self._run.count(added)
        self._drops.clear()
        for coded in fresh:
            self._ids[coded.article.key] = coded.article.id
            self._taken.add(coded.article.id)
        return added

    def drop(self, drops: Iterable[Drop]) -> None:
        """Keeps account of what could not be coded. The same drop (reason, place, detail) is kept once."""
        for drop in drops:
            self._drops.append(drop)
            if len(self._drops) >= DROPS_WAITING_MAX:
                self.add(())

    def close(self) -> None:
        """Writes what still waits and notes the end of the run."""
        if self._drops:
            self.add(())
        self._run.end(self._path)

    def _sort(self, batch: Sequence[CodedArticle]) -> tuple[list[CodedArticle], Added]:
        """The articles to store, and the account of all others."""
        fresh: dict[str, CodedArticle] = {}
        ids: set[str] = set()
        added = Added()
        for coded in batch:
            article = coded.article
            stored_as = fresh[article.key].article.id if article.key in fresh else self._ids.get(article.key)
            if stored_as is not None:
                added += Added(known=1, copies=int(stored_as != article.id))
            elif refusal := self._refusal(article, ids):
                added += Added(refused=(refusal,))
            else:
                fresh[article.key] = coded
                ids.add(article.id)
                added += Added(articles=1)
        return list(fresh.values()), added

    def _refusal(self, article: Article, ids: set[str]) -> Drop | None:
        if article.id in self._taken or article.id in ids:
            return Drop("id-taken", article.id, "another text is stored under this id", "Give it an id of its own.")
        if not _is_unicode(article):
            return Drop("not-unicode", _printable(article.id), "lone surrogates: bytes that were never decoded")
        return None


def _insert_new_drops(connection: duckdb.DuckDBPyConnection, drops: Iterable[Drop]) -> None:
    """Adds the drops of a run that are not there yet."""
    once = {(drop.reason, drop.where, drop.detail): drop for drop in map(_printable_drop, drops)}
    there = "SELECT reason, place, detail FROM drops WHERE coding IS NULL AND reason IN (SELECT unnest(?))"
    for row in connection.execute(there, [sorted({reason for reason, _, _ in once})]).fetchall():
        once.pop(row, None)
    insert(connection, "drops", (drop_row(drop) for drop in once.values()))


def _is_unicode(article: Article) -> bool:
    words = [article.id, article.title, article.text, article.outlet, article.url, article.byline]
    words += [article.language, article.section, article.origin]
    words += [words for part in article.furniture for words in (part.kind, part.text)]
    joined = "".join(words)
    return _printable(joined) == joined


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _printable_drop(drop: Drop) -> Drop:
    return Drop(drop.reason, _printable(drop.where), _printable(drop.detail), drop.mend)
