"""The store: one DuckDB file, one writer at a time, any number of readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rapallo.records import Versions
from rapallo.store.codings import claim, claim_recode
from rapallo.store.database import require_database
from rapallo.store.lock import WriterLock
from rapallo.store.recoding import Recoding
from rapallo.store.schema import migrations, prepare, schema_version
from rapallo.store.view import View
from rapallo.store.writer import Writer


class Store:
    """A database file by its path; nothing is opened or made before a writer or a view is asked for."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    @contextmanager
    def writer(self, versions: Versions) -> Iterator[Writer]:
        """The one writer, for coding by these versions; makes the database where there is none.

        Raises StoreBusyError where another process writes, StoreStaleError where other versions made what lies there,
        StoreForeignError, StoreWriteError.
        """
        if self.path.exists():
            require_database(self.path)
        with WriterLock(self.path):
            prepare(self.path, migrations())
            writer = Writer(self.path, claim(self.path, versions))
            yield writer
            writer.close()

    @contextmanager
    def recoding(self, versions: Versions) -> Iterator[Recoding]:
        """The one writer, for bringing all articles to these versions; goes on where an earlier one was cut short.

        Raises StoreError where there is no database, else as `writer`.
        """
        require_database(self.path)
        with WriterLock(self.path):
            prepare(self.path, migrations())
            yield Recoding(self.path, claim_recode(self.path, versions))

    def view(self) -> View:
        """What readers see. A database of an older Rapallo is first brought to the present schema.

        Raises StoreError where there is no database, StoreForeignError where it is not ours or newer.
        """
        if schema_version(self.path, migrations()) < len(migrations()):
            with WriterLock(self.path):
                prepare(self.path, migrations())
        return View(self.path)
