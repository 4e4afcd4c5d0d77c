"""Files that appear when they are whole, and errors that name the output."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rapallo.errors import OutputError


@contextmanager
def output_errors(name: str) -> Iterator[None]:
    """What the system says of writing becomes OutputError, save for a reader that closed its end of the pipe."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"{name} cannot be written: {error.strerror or error}.",
            mend="Make room, check the permissions or name another file.",
        ) from None


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream for a file that is written beside `path` and takes its place at the end; on an error nothing changes.

    A link is followed. What is no ordinary file (a pipe, /dev/stdout) is written directly. Raises OutputError.
    """
    name = str(path)
    with output_errors(name):
        target = path.resolve()
        beside = target.with_name(f".rapallo-{os.getpid()}.part")
        replaces = not target.exists() or target.is_file()
        stream = (beside if replaces else target).open("wb")
    try:
        yield stream
        with output_errors(name):
            stream.close()  # what was buffered is written here, or fails here
        if replaces:
            with output_errors(name):
                _put_in_place(beside, target)
    finally:
        with suppress(OSError):  # after an error it fails once more
            stream.close()
        if replaces:
            beside.unlink(missing_ok=True)


def _put_in_place(beside: Path, target: Path) -> None:
    if target.exists():
        shutil.copymode(target, beside)
    beside.replace(target)
