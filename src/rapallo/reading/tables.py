"""CSV, TSV and Parquet, read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from rapallo.reading.decoding import line_bytes_max, text_lines
from rapallo.reading.refusals import RefusalError, drop
from rapallo.reading.rows import Rows, field_named
from rapallo.records import Article, Drop

DELIMITERS = (",", "\t", ";", "|")
PARQUET_BATCH_ROWS = 64


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
        try:
            cells = next(reader, None)
        except csv.Error as error:
            number += 1
            yield from lines.notes()
            yield drop("row-broken", f"{where}:{lines.number}", str(error))
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
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            self.number = line.number
            at = f"{self._where}:{line.number}"
            if line.lossy:
                self._notes.append(drop("decoding-lossy", at, "characters could not be decoded and became U+FFFD"))
            if not line.too_long:
                return line.text + "\n"
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
