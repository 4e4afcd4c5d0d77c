"""Writing PLOVER records in the forms that other programs read, one after the other, for any number.

Words come from the news and are not trusted: JSON escapes what could act on a terminal, CSV replaces it and marks what
a spreadsheet would take for a formula with an apostrophe (OWASP's advice on CSV injection). Parquet is not shown by
anything that acts on it, and keeps every character.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, nullcontext
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from rapallo.errors import NameUnknownError
from rapallo.interchange.flat import FLAT_COLUMNS, flat_row
from rapallo.interchange.output import output_errors, whole_file

Record = Mapping[str, Any]

# Control characters (C0, DEL, C1), marks that turn the direction of text, separators that break lines, lone surrogates.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# What makes a cell a formula in Excel, LibreOffice and Google Sheets, in the wide forms too.
_FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
PARQUET_ROWS = 10_000


def write_events(records: Iterable[Record], form: str, out: Path | BinaryIO) -> int:
    """Writes records as 'jsonl', 'csv' or 'parquet' to a file or a binary stream. Returns their number.

    A file takes its name only when it is whole. Raises NameUnknownError for the form, OutputError where the output
    cannot be written; a closed pipe stays BrokenPipeError.
    """
    if form not in FORMATS:
        raise NameUnknownError(f"There is no format {form!r}.", mend=f"The formats are {', '.join(FORMATS)}.")
    name = str(out) if isinstance(out, Path) else str(getattr(out, "name", "the output"))
    number = 0
    with whole_file(out) if isinstance(out, Path) else nullcontext(out) as stream:
        with output_errors(name):
            sink = FORMATS[form](stream)
        with closing(sink):
            for number, record in enumerate(records, 1):  # noqa: B007 - the number is the result
                with output_errors(name):
                    sink.write(record)
            with output_errors(name):
                sink.finish()
                stream.flush()
    return number


class _Sink(Protocol):
    """One form. `finish` writes what still waits; `close` comes last, after an error too, and writes nothing."""

    def write(self, record: Record) -> None: ...

    def finish(self) -> None: ...

    def close(self) -> None: ...


class _JsonLines:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, record: Record) -> None:
        line = json.dumps(record, ensure_ascii=False, allow_nan=False)
        self._stream.write(_ACTING.sub(_escape, line).encode() + b"\n")

    def finish(self) -> None:
        pass

    def close(self) -> None:
        pass


class _Csv:
    def __init__(self, stream: BinaryIO) -> None:
        self._rows = csv.writer(_Encoded(stream), lineterminator="\n")
        self._rows.writerow(FLAT_COLUMNS)

    def write(self, record: Record) -> None:
        self._rows.writerow(map(_cell, flat_row(record).values()))

    def finish(self) -> None:
        pass

    def close(self) -> None:
        pass


class _Parquet:
    def __init__(self, stream: BinaryIO) -> None:
        self._schema = pa.schema(list(FLAT_COLUMNS.items()))
        self._valve = _Valve(stream)
        self._file = pq.ParquetWriter(self._valve, self._schema, compression="zstd")
        self._rows: list[dict[str, object]] = []

    def write(self, record: Record) -> None:
        self._rows.append({column: _whole(value) for column, value in flat_row(record).items()})
        if len(self._rows) >= PARQUET_ROWS:
            self._write_rows()

    def finish(self) -> None:
        self._write_rows()
        self._file.close()

    def close(self) -> None:
        self._valve.shut = True
        self._file.close()

    def _write_rows(self) -> None:
        self._file.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()


FORMATS: Mapping[str, Callable[[BinaryIO], _Sink]] = {"jsonl": _JsonLines, "csv": _Csv, "parquet": _Parquet}


class _Valve(io.RawIOBase):
    """Passes bytes on until it is shut: pyarrow's writer, given up half way, still writes the end of its file."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.shut = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if not self.shut:
            self._stream.write(data)
        return len(data)


class _Encoded:
    """What csv.writer writes to: text in, UTF-8 out."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        self._stream.write(text.encode())


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _cell(value: object) -> str:
    """A value as a CSV cell that nothing takes for a command."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return repr(value)
    text = _ACTING.sub(" ", value)
    return f"'{text}" if text.lstrip()[:1] in _FORMULA_SIGNS else text


def _whole(value: object) -> object:
    """Text without lone surrogates, which UTF-8 cannot write."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
