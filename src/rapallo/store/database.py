"""The DuckDB file, open for one moment at a time.

DuckDB lets one process have a file open for writing and then nobody else, or any number for reading. So that readers
work while a long run writes, nobody keeps the file open: each query and each commit opens it, and waits
(`RAPALLO_STORE_WAIT_SECONDS`) where someone else has it for the moment. A commit that a kill cut short lies in DuckDB's
log and is replayed, whole or not at all, by whoever opens the file next, a reader too.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

import duckdb

from rapallo.errors import StoreBusyError, StoreError, StoreForeignError, StoreWriteError
from rapallo.settings import settings

# Nothing is fetched, loaded or read beside the file itself. Commits and queries are short: two threads, and a limit
# that keeps a whole coding run under 1 GB (DuckDB spills to <database>.tmp beyond it).
CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "enable_external_access": False,
    "threads": 2,
    "memory_limit": "400MB",
}
# DuckDB writes its magic bytes after an 8-byte checksum of the header.
MAGIC, MAGIC_AT = b"DUCK", 8
PAUSE_SECONDS_FIRST, PAUSE_SECONDS_MAX = 0.002, 0.1

_CLASS = re.compile(r"^\w+( \w+)? Error: ")
_HOLDER = re.compile(r"held in (?P<program>.*?) \(PID (?P<pid>\d+)\)")

# Within a process DuckDB refuses to open a file for reading and for writing at once, and its lock on the file (POSIX)
# is lost when anything else in the process closes that file: one thread at a time, to look at its first bytes as well.
_OPEN_GUARDS: dict[str, threading.Lock] = {}
os.register_at_fork(after_in_child=_OPEN_GUARDS.clear)


@contextmanager
def open_for_reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database, read-only, for one query. Raises StoreError, StoreForeignError or StoreBusyError."""
    with _guard(path):
        _look_at(path)
        connection = _connect(path, read_only=True)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def open_for_writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database inside a transaction: committed at the end, or as if nothing had been.

    Raises StoreForeignError, StoreBusyError (a reader keeps it open) or StoreWriteError (full disk, no permission).
    """
    with _guard(path):
        _look_at(path)
        connection = _connect(path, read_only=False)
        try:
            with write_errors(path):
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
        finally:
            connection.close()


def require_database(path: Path) -> None:
    """Raises StoreError where nothing lies at `path`, StoreForeignError where it is not a DuckDB file."""
    with _guard(path):
        _look_at(path)


def _look_at(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(MAGIC_AT + len(MAGIC))
    except FileNotFoundError:
        raise StoreError(
            f"There is no database {path}.", mend=f"Make one: rapallo code PATH... --db {quote(str(path))}"
        ) from None
    except IsADirectoryError:
        raise StoreForeignError(f"{path} is a folder, not a database.", mend="Name a file in it with --db.") from None
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be read: {error.strerror or error}.", mend="Check the path and permissions."
        ) from None
    if head[MAGIC_AT:] != MAGIC:
        raise _foreign(path)


def _foreign(path: Path, why: str = "") -> StoreForeignError:
    return StoreForeignError(
        f"{path} is not a Rapallo database{why}.", mend="It is left as it is; name another file with --db."
    )


@contextmanager
def _guard(path: Path) -> Iterator[None]:
    with _OPEN_GUARDS.setdefault(os.path.realpath(path), threading.Lock()):
        yield


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Opens the file, waiting while others hold it."""
    deadline = time.monotonic() + settings().store_wait_seconds
    pause = PAUSE_SECONDS_FIRST
    while True:
        try:
            return duckdb.connect(path, read_only=read_only, config=CONFIGURATION)
        except duckdb.Error as error:
            if not _is_held(error):
                raise _unopenable(path, error) from None
            if time.monotonic() + pause > deadline:
                raise _busy(path, error, read_only=read_only) from None
        time.sleep(pause)
        pause = min(pause * 1.5, PAUSE_SECONDS_MAX)


def _is_held(error: duckdb.Error) -> bool:
    return isinstance(error, duckdb.ConnectionException) or "Could not set lock" in str(error)


def _busy(path: Path, error: duckdb.Error, *, read_only: bool) -> StoreBusyError:
    holder = _HOLDER.search(str(error))
    who = f"process {holder['pid']} ({Path(holder['program']).name})" if holder else "another part of this process"
    purpose = "" if read_only else ", so that nothing can be written; what was committed before is kept"
    return StoreBusyError(
        f"{path} is held open by {who}{purpose}.",
        mend=f"Close it there, then give the same command again (waited {settings().store_wait_seconds:g} s).",
    )


def _unopenable(path: Path, error: duckdb.Error) -> StoreError:
    words = first_line(error)
    if any(sign in words for sign in ("Permission denied", "Read-only file system", "No space left", "File too large")):
        return StoreWriteError(
            f"{path} cannot be opened for writing: {words}.", mend="Check the permissions and the space of its folder."
        )
    return _foreign(path, f" that this version can open: {words}")


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (duckdb.OperationalError, duckdb.FatalException) as error:  # what else DuckDB raises is a fault of ours
        raise StoreWriteError(
            f"{path} could not be written: {first_line(error)}. Nothing of this batch was kept, all before it was.",
            mend="Make room or check the permissions, then give the same command again: it goes on from there.",
        ) from error


def first_line(error: Exception) -> str:
    """An error of DuckDB as one clause, without its class ('IO Error: ')."""
    line = (str(error).splitlines() or [type(error).__name__])[0]
    return _CLASS.sub("", line).rstrip(".")
