"""The schema: numbered SQL files in migrations/, applied in order, each once, to a database.

`schema_version` holds one row per migration applied. A file without that table is another program's; one with more
migrations than are known here was written by a newer Rapallo. Both are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from rapallo.errors import StoreForeignError, StoreWriteError
from rapallo.store.database import CONFIGURATION, open_for_reading, open_for_writing, write_errors

APPLICATION = "rapallo"
_FILE_NAME = re.compile(r"(\d{4})_(\w+)\.sql")
_VERSION_TABLE = """
CREATE TABLE IF NOT EXISTS schema_version (
    version INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    application VARCHAR NOT NULL
);
COMMENT ON TABLE schema_version IS 'the migrations that made this file';
COMMENT ON COLUMN schema_version.version IS 'number of the migration';
COMMENT ON COLUMN schema_version.name IS 'its name';
COMMENT ON COLUMN schema_version.application IS 'whose it is: rapallo';
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; `number` counts from 1 without gaps."""

    number: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """The steps that ship with this version, in order."""
    resources = files(__package__).joinpath("migrations").iterdir()
    named = [(match, resource) for resource in resources if (match := _FILE_NAME.fullmatch(resource.name))]
    steps = (Migration(int(match[1]), match[2], resource.read_text("utf-8")) for match, resource in named)
    return tuple(sorted(steps, key=lambda step: step.number))


def prepare(path: Path, steps: Sequence[Migration]) -> None:
    """Makes the database where there is none, and brings an older one to the present schema in one transaction.

    The caller holds the writer's lock. Raises StoreForeignError and what opening and writing raise.
    """
    if not path.exists():
        _create(path, steps)
    elif (version := schema_version(path, steps)) < len(steps):
        with open_for_writing(path) as connection:
            _apply(connection, steps[version:])


def schema_version(path: Path, steps: Sequence[Migration]) -> int:
    """How many of the steps a database has seen. Raises StoreForeignError where it is not ours or newer."""
    with open_for_reading(path) as connection:
        try:
            row = connection.execute(
                "SELECT max(version) FROM schema_version WHERE application = ?", [APPLICATION]
            ).fetchone()
        except (duckdb.CatalogException, duckdb.BinderException):
            row = None
    if row is None or row[0] is None:
        raise StoreForeignError(
            f"{path} is a DuckDB file of another program.", mend="It is left as it is; name another file with --db."
        )
    if row[0] > len(steps):
        raise StoreForeignError(
            f"{path} was written by a newer Rapallo (schema {row[0]}, this one knows {len(steps)}).",
            mend="Upgrade: pip install --upgrade rapallo",
        )
    return int(row[0])


def _create(path: Path, steps: Sequence[Migration]) -> None:
    """A new database under another name, renamed when it is whole: nobody ever finds half of one."""
    log = path.with_name(f"{path.name}.wal")
    if log.exists():
        raise StoreForeignError(
            f"{log} lies here without its database.",
            mend=f"Put the database {path.name} back beside it, or delete it: it may hold the last articles coded.",
        )
    fresh = path.with_name(f"{path.name}.new")
    leftovers = (fresh, path.with_name(f"{fresh.name}.wal"))
    try:
        _remove(leftovers)
        with write_errors(path), duckdb.connect(fresh, config=CONFIGURATION) as connection:
            connection.execute("BEGIN")
            _apply(connection, steps)
            connection.execute("COMMIT")
            connection.execute("CHECKPOINT")  # closing would do it, but says nothing where the disk is full
        fresh.replace(path)
    except OSError as error:
        raise StoreWriteError(
            f"{path} cannot be made: {error.strerror or error}.", mend="Name a folder that you may write to, with room."
        ) from None
    finally:
        _remove(leftovers)


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _apply(connection: duckdb.DuckDBPyConnection, steps: Sequence[Migration]) -> None:
    connection.execute(_VERSION_TABLE)
    for step in steps:
        connection.execute(step.sql)
        connection.execute("INSERT INTO schema_version VALUES (?, ?, ?)", [step.number, step.name, APPLICATION])
