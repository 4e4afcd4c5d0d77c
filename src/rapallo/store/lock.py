"""Who may write: one process at a time, for a whole run, by a lock on the file `<database>.lock`.

The kernel drops a `flock` when its process ends, however it ends, so a killed run leaves no stale lock behind. The
words in the file (process id, host, start) only serve the message that a second writer gets.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
import weakref
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from rapallo.errors import StoreBusyError, StoreWriteError

OWNER_BYTES_MAX = 4096
# Between taking the lock and writing its words a holder is nameless for a moment: read again so often, so far apart.
OWNER_TRIES, OWNER_PAUSE_SECONDS = 20, 0.01


class WriterLock:
    """Held by the one process that writes to a database. Use as a context manager.

    Raises StoreBusyError naming process and host of the holder, StoreWriteError where the folder cannot be written or
    its file system has no locks.
    """

    def __init__(self, database: Path) -> None:
        self.database = database
        self.path = database.with_name(f"{database.name}.lock")
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        try:
            self._descriptor = self._take()
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, json.dumps(_this_process()).encode(), 0)
        except OSError as error:
            self.forget()
            raise StoreWriteError(
                f"{self.database} cannot be locked for writing: {error.strerror or error}.",
                mend="Name a database in a folder on a local disk that you may write to.",
            ) from None
        _HELD.add(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            self.path.unlink(missing_ok=True)  # while it is still ours: whoever opened it meanwhile tries again
            self.forget()

    def forget(self) -> None:
        """Closes the file and leaves it lying: what a forked child does with the lock of its parent."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        _HELD.discard(self)

    def _take(self) -> int:
        while True:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            if self._locks(descriptor) and _is_file_at(descriptor, self.path):
                return descriptor
            os.close(descriptor)  # the last holder removed the file between our opening and our locking it

    def _locks(self, descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = _owner(descriptor)
            os.close(descriptor)
            raise StoreBusyError(
                f"{self.database} is being written by {owner}.",
                mend="Wait for it to end, then give the same command again; reading works meanwhile.",
            ) from None
        except OSError:
            os.close(descriptor)
            raise
        return True


_HELD: weakref.WeakSet[WriterLock] = weakref.WeakSet()


def _forget_after_fork() -> None:
    for lock in list(_HELD):
        lock.forget()


# A flock belongs to all who inherit the descriptor: a child that outlives a killed parent would hold it on.
os.register_at_fork(after_in_child=_forget_after_fork)


def _this_process() -> dict[str, object]:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "started": started}


def _owner(descriptor: int) -> str:
    """The holder in words: 'process 4711 on host atlas, since 2026-11-25T01:45:42+00:00'."""
    for _ in range(OWNER_TRIES):
        try:
            words = json.loads(os.pread(descriptor, OWNER_BYTES_MAX, 0))
            return f"process {words['pid']:d} on host {words['host']!s:.200}, since {words['started']!s:.40}"
        except (ValueError, KeyError, TypeError):
            time.sleep(OWNER_PAUSE_SECONDS)
    return "another process"


def _is_file_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
