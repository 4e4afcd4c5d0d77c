"""The file of a review: a line for the sample, then one line an answer, each written and flushed when it is given.

The lines are gold for `rapallo evaluate` and rows for training. A kill can tear the last line only; it is cut off when
the file is opened again. Undoing an answer takes its line away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rapallo.errors import InputError, OutputError
from rapallo.reviewing.sample import Sample, sample_of, sample_row

Row = dict[str, Any]


class ReviewFile:
    """An open review: `sample` and `answers`, oldest first. `torn` says that a last line was cut off."""

    def __init__(self, path: Path, sample: Sample, answers: list[Row], *, torn: bool = False) -> None:
        self.path = path
        self.sample = sample
        self.answers = answers
        self.torn = torn

    @classmethod
    def begin(cls, path: Path, sample: Sample) -> ReviewFile:
        """A new file; there is none at this path. Raises OutputError."""
        review = cls(path, sample, [])
        review._write(sample_row(sample))
        return review

    @classmethod
    def load(cls, path: Path, *, mend: bool = True) -> ReviewFile:
        """The review at a path, without a torn last line, which `mend` cuts off. Raises InputError where it is none."""
        lines = _lines(path)
        torn = bool(lines) and not lines[-1].endswith(b"\n")
        rows = [_row(line, f"{path}:{number}") for number, line in enumerate(lines[: len(lines) - torn], 1)]
        try:
            sample = sample_of(rows[0])
        except (IndexError, KeyError, TypeError, ValueError):
            raise _no_review(path) from None
        if torn and mend:
            _cut(path, sum(map(len, lines[:-1])))
        return cls(path, sample, rows[1:], torn=torn)

    def add(self, row: Row) -> None:
        """Keep an answer: it lies on the disk when this returns. Raises OutputError."""
        self._write(row)
        self.answers.append(row)

    def undo(self) -> Row | None:
        """Take the last answer away and give it; None where there is none. Raises OutputError."""
        if not self.answers:
            return None
        _cut_last_line(self.path)
        return self.answers.pop()

    def _write(self, row: Mapping[str, Any]) -> None:
        line = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        try:
            with self.path.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unwritable(self.path, error) from None


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{path} cannot be written: {error.strerror or error}.", mend="Make room, or name another file with -o."
    )


def _no_review(path: Path) -> InputError:
    return InputError(
        f"{path} is no file of a review: its first line names no sample.", mend="Name another file with -o."
    )


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines(keepends=True)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.", mend="Check the path.") from None


def _row(line: bytes, where: str) -> Row:
    try:
        row = json.loads(line)
        if isinstance(row, dict) and "answer" in row:
            return row
    except ValueError:  # no JSON, or no UTF-8
        pass
    raise InputError(f"{where}: it is no line of a review.", mend="Name another file with -o, or mend the line.")


def _cut_last_line(path: Path) -> None:
    _cut(path, sum(map(len, _lines(path)[:-1])))


def _cut(path: Path, size_bytes: int) -> None:
    try:
        os.truncate(path, size_bytes)
    except OSError as error:
        raise _unwritable(path, error) from None
