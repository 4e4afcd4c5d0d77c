"""Bringing a store to other versions: the new coding grows beside the old one, which readers see until the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rapallo.errors import StoreError
from rapallo.records import Article, CodedArticle
from rapallo.store.codings import current_coding, delete
from rapallo.store.database import open_for_reading, open_for_writing
from rapallo.store.loading import ARTICLE_COLUMNS, article_of
from rapallo.store.runs import Added, Run
from rapallo.store.tables import insert_coded

PAGE_ARTICLES = 200
_UNCODED = (
    "FROM articles AS a WHERE NOT EXISTS (SELECT 1 FROM coded AS c WHERE c.article_key = a.key AND c.coding = $coding)"
)


class Recoding:
    """A recode under way, by `Store.recoding`: iterate the articles, `add` what is read out of them, `finish`.

    An interrupted one goes on where it stopped. Nothing shows until `finish`.
    """

    def __init__(self, path: Path, coding: int) -> None:
        self._path = path
        self._coding = coding
        self._run = Run("recode", coding)

    @property
    def remaining(self) -> int:
        """How many articles the new versions have not coded yet."""
        with open_for_reading(self._path) as connection:
            row = connection.execute(f"SELECT count(*) {_UNCODED}", {"coding": self._coding}).fetchone()
        return int(row[0]) if row else 0

    def __iter__(self) -> Iterator[Article]:
        """The articles not yet coded by the new versions, in order of their keys."""
        after = ""
        query = f"SELECT {ARTICLE_COLUMNS} {_UNCODED} AND a.key > $after ORDER BY a.key LIMIT {PAGE_ARTICLES}"
        while True:
            with open_for_reading(self._path) as connection:
                rows = connection.execute(query, {"coding": self._coding, "after": after}).fetchall()
            if not rows:
                return
            page = [article_of(row) for row in rows]
            after = page[-1].key
            yield from page

    def add(self, batch: Sequence[CodedArticle]) -> Added:
        """Adds what the new versions read out of stored articles, all or nothing; what is there already adds nothing.

        Raises StoreWriteError or StoreBusyError, and StoreError for an article that the store does not hold.
        """
        once = {coded.article.key: coded for coded in batch}
        with open_for_writing(self._path) as connection:
            rows = connection.execute(
                f"SELECT a.key {_UNCODED} AND a.key IN (SELECT unnest($keys))",
                {"coding": self._coding, "keys": list(once)},
            ).fetchall()
            fresh = [once[key] for (key,) in sorted(rows)]
            added = Added(articles=len(fresh), known=len(batch) - len(fresh))
            added = replace(added, events=insert_coded(connection, fresh, self._coding))
            self._run.write(connection, added)
        self._run.count(added)
        return added

    def finish(self) -> None:
        """Shows the new coding and removes the old one, in one transaction.

        Raises StoreError where articles are left to code.
        """
        if left := self.remaining:
            raise StoreError(f"{left} articles are not recoded yet.", mend="Give the same command again.")
        with open_for_writing(self._path) as connection:
            old = current_coding(connection)
            if old and old.number != self._coding:
                delete(connection, old.number)
                connection.execute("UPDATE codings SET current = true WHERE coding = ?", [self._coding])
            self._run.write(connection, Added(), ended=True)
