"""CSV, TSV and Parquet, read row by row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from rapallo.reading.decoding import line_bytes_max, text_lines
from rapallo.reading.refusals import RefusalError, drop
from rapallo.reading.rows import Rows, field_named
from rapallo.records import Article, Drop

DELIMITERS = (",", "\t", ";", "|")
PARQUET_BATCH_ROWS = 64
# A cell may hold paragraphs; a row that goes on for longer than this has a quote that is never closed.
ROW_LINES_MAX = 2_000


def read_table(stream: BinaryIO, *, name: str, where: str) -> Iterator[Article | Drop]:
    """The articles of a table with a header row, its cells divided by a comma, tab, semicolon or bar.

    Raises RefusalError where no column of the first row is the text.
    """
    csv.field_size_limit(max(csv.field_size_limit(), line_bytes_max()))
    lines = _Lines(stream, where)
    header, delimiter = _header(lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows = Rows(name=name, where=where)
    number = 0
    while True:
        lines.begin_row()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            number += 1
            yield from lines.notes()
            # An open quote swallows what follows: only the line it stands in is given up, the rest is read again.
            yield drop("row-broken", f"{where}:{lines.first_of_row}", str(error))
            lines.again_after_first()
            continue
        yield from lines.notes()
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
            yield drop("row-ragged", f"{where}:{lines.number}", f"{len(cells)} cells, the header has {len(header)}")
            continue
        yield from rows.read(dict(zip(header, cells, strict=False)), number=number, line=lines.number)


class _Lines:
    """The physical lines of a table for the csv reader; those that cannot be used are noted and left out."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._lines, self._where = text_lines(stream), where
        self._notes: list[Drop] = []
        self._row: list[tuple[int, str]] = []
        self._waiting: deque[tuple[int, str]] = deque()
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def begin_row(self) -> None:
        """What is read from here on belongs to a new row."""
        self._row = []

    @property
    def first_of_row(self) -> int:
        """Number of the line that the present row began in."""
        return self._row[0][0] if self._row else self.number

    def again_after_first(self) -> None:
        """Gives the lines of the present row once more, save the first."""
        self._waiting.extendleft(reversed(self._row[1:]))

    def __next__(self) -> str:
        if len(self._row) >= ROW_LINES_MAX:
            raise csv.Error(f"a row of more than {ROW_LINES_MAX} lines")
        self.number, text = self._waiting.popleft() if self._waiting else self._new_line()
        self._row.append((self.number, text))
        return text

    def _new_line(self) -> tuple[int, str]:
        for line in self._lines:
            at = f"{self._where}:{line.number}"
            if line.lossy:
                self._notes.append(drop("decoding-lossy", at, "characters could not be decoded and became U+FFFD"))
            if not line.too_long:
                return line.number, line.text + "\n"
            self._notes.append(drop("line-too-long", at, f"more than {line_bytes_max():,} bytes"))
        raise StopIteration

    def notes(self) -> list[Drop]:
        """The notes since the last call."""
        notes, self._notes = self._notes, []
        return notes


def _header(lines: _Lines) -> tuple[list[str], str]:
    """The column names and the delimiter: the one that makes one of the columns the text."""
    first = next((line for line in lines if line.strip()), "")
    if not first:
        raise RefusalError("text-empty", "white space only")
    most: list[str] = []
    for mark in DELIMITERS:
        names = _split(first, mark)
        if any(field_named(name) == "text" for name in names):
            _refuse_repeated(names)
            return names, mark
        most = max(most, names, key=len)
    raise RefusalError("columns-unknown", f"columns found: {', '.join(most)}")


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter))]
    except csv.Error:
        return [line.strip()]


def _refuse_repeated(names: Sequence[str]) -> None:
    lowered = [name.casefold() for name in names]
    if repeated := [name for name in names if field_named(name) and lowered.count(name.casefold()) > 1]:
        raise RefusalError("columns-repeated", f"the column {repeated[0]!r} stands there twice")


def read_parquet(stream: BinaryIO, *, name: str, where: str) -> Iterator[Article | Drop]:
    """The articles of a Parquet file, in batches of PARQUET_BATCH_ROWS.

    Raises RefusalError where it is broken or no column is the text.
    """
    import pyarrow
    import pyarrow.parquet

    rows = Rows(name=name, where=where)
    number = 0
    try:
        file = pyarrow.parquet.ParquetFile(stream)
        columns = _columns(file.schema_arrow.names)
        for batch in file.iter_batches(PARQUET_BATCH_ROWS, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield from rows.read(row, number=number)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        raise RefusalError(
            "parquet-broken", str(error).splitlines()[0] if str(error) else type(error).__name__
        ) from None


def _columns(names: Sequence[str]) -> list[str]:
    if not any(field_named(name) == "text" for name in names):
        raise RefusalError("columns-unknown", f"columns found: {', '.join(names)}")
    _refuse_repeated(names)
    return [name for name in names if field_named(name)]
