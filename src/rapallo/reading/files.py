"""Files as bounded streams of bytes: what a path names, which form it holds, and gzip that cannot run away."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from rapallo.reading.refusals import RefusalError
from rapallo.settings import settings

# The form that an ending stands for.
FORMS = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
}

# A gzip stream that grows this much past a first stretch is taken for a bomb: news text shrinks by 3 to 10.
GZIP_RATIO_MAX = 200
GZIP_FREE_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Form:
    """What a file name says: `name` without its endings, `kind` one of FORMS' values or '' where unknown."""

    name: str
    ending: str
    kind: str
    gzipped: bool = False


def form_of(path: Path) -> Form:
    """The form that a path's ending stands for; endings are matched in any case."""
    name, gzipped = path.name, False
    if name.lower().endswith(".gz"):
        name, gzipped = name[:-3], True
    ending = Path(name).suffix
    kind = FORMS.get(ending.lower(), "")
    if not kind or (gzipped and kind == "parquet"):
        return Form(path.name, "".join(path.suffixes[-2:] if gzipped else path.suffixes[-1:]).lower(), "")
    return Form(name[: -len(ending)], ending.lower(), kind, gzipped)


@contextmanager
def opened(path: Path, *, gzipped: bool = False) -> Iterator[BinaryIO]:
    """The bytes of a regular file, decompressed. Raises RefusalError, also for what goes wrong while it is read."""
    try:
        size_bytes = _checked_size(path)
        with path.open("rb") as raw:
            yield _gunzipped(raw, size_bytes) if gzipped else raw
    except FileNotFoundError:
        raise RefusalError("file-missing", "there is no such file") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise RefusalError("gzip-broken", str(error)) from None
    except OSError as error:
        raise RefusalError("file-unreadable", error.strerror or str(error)) from None
    except ValueError as error:
        if "null byte" not in str(error):
            raise
        raise RefusalError("file-missing", "the path holds a NUL character") from None


def _checked_size(path: Path) -> int:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise RefusalError("file-not-regular", "a device, pipe or socket")
    if not status.st_size:
        raise RefusalError("file-empty", "0 bytes")
    limit = settings().file_bytes_max
    if status.st_size > limit:
        raise RefusalError("file-too-large", f"{status.st_size:,} bytes, more than {limit:,}")
    return status.st_size


def _gunzipped(raw: BinaryIO, size_bytes: int) -> BinaryIO:
    bounded = _Bounded(gzip.GzipFile(fileobj=raw), compressed_bytes=size_bytes)
    return cast(BinaryIO, io.BufferedReader(bounded))


class _Bounded(io.RawIOBase):
    """A decompressing stream that stops at `file_bytes_max`, or where it has grown beyond all proportion."""

    def __init__(self, stream: gzip.GzipFile, *, compressed_bytes: int) -> None:
        self._stream = stream
        self._read_bytes = 0
        self._limit_bytes = min(settings().file_bytes_max, max(GZIP_FREE_BYTES, compressed_bytes * GZIP_RATIO_MAX))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._stream.readinto(buffer)
        self._read_bytes += count
        if self._read_bytes > self._limit_bytes:
            raise RefusalError("gzip-bomb", f"more than {self._limit_bytes:,} bytes when decompressed")
        return count


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; not where it cannot be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from all others on this machine (device, inode); None where it cannot be looked at."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def shown(path: Path) -> str:
    """The path as text; bytes of a file name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
