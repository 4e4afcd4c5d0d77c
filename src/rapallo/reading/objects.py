"""JSON and JSON Lines, read object by object: never a whole file at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from rapallo.reading.decoding import line_bytes_max, text_chunks, text_lines
from rapallo.reading.refusals import RefusalError, drop
from rapallo.reading.rows import Rows
from rapallo.records import Article, Drop

CHUNK_CHARS = 1 << 18
_SPACES = " \t\r\n\ufeff"


@dataclass(frozen=True, slots=True)
class JsonLine:
    """The value of one line; `number` counts from 1, `lossy` says that characters could not be decoded."""

    number: int
    value: object
    lossy: bool


def read_lines(stream: BinaryIO, *, name: str, where: str) -> Iterator[Article | Drop]:
    """The articles of JSON Lines, one a line; a line that cannot be used is a Drop, and the next is read."""
    rows = Rows(name=name, where=where)
    for line in json_lines(stream, where=where):
        if isinstance(line, Drop):
            yield line
            continue
        yield from rows.read(line.value, number=line.number)
        if line.lossy:
            yield drop("decoding-lossy", f"{where}:{line.number}", "characters could not be decoded and became U+FFFD")


def json_lines(stream: BinaryIO, *, where: str, strict: bool = False) -> Iterator[JsonLine | Drop]:
    """The values of JSON Lines; empty lines are passed over, and one that holds no JSON is a Drop.

    `strict` refuses NaN and Infinity, which JSON does not know and some programs write.
    """
    for line in text_lines(stream):
        if line.too_long:
            yield RefusalError("line-too-long", f"more than {line_bytes_max():,} bytes", line=line.number).at(where)
        elif text := line.text.strip(_SPACES):
            try:
                value = _loaded(text, line.number, strict=strict)
            except RefusalError as refusal:
                yield refusal.at(where)
            else:
                yield JsonLine(line.number, value, line.lossy)


def _loaded(text: str, line: int, *, strict: bool) -> object:
    try:
        return json.loads(text, parse_constant=_refuse_constant if strict else None)
    except json.JSONDecodeError as error:
        raise RefusalError("json-broken", f"column {error.colno}: {error.msg}", line=line) from None
    except RecursionError:
        raise RefusalError("json-nested", "nested too deep", line=line) from None
    except ValueError as error:  # a whole number of thousands of digits
        raise RefusalError("json-broken", str(error), line=line) from None


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def read_json(stream: BinaryIO, *, name: str, where: str) -> Iterator[Article | Drop]:
    """The articles of a JSON file: one object, a list of objects, or objects one after another.

    A lone object without an id is called `name`, others `name:number`. Raises RefusalError where the JSON breaks: what
    comes after that place cannot be told apart.
    """
    rows = Rows(name=name, where=where)
    values = _Values(stream)
    number = 0
    while values.more():
        number += 1
        line, value = values.line, values.take()
        alone = number == 1 and not values.in_list and not values.more()
        yield from rows.read(value, number=number, line=line, alone=alone)
    if values.lossy:
        yield drop("decoding-lossy", where, "characters could not be decoded and became U+FFFD")
    if not number and not values.in_list:
        raise RefusalError("text-empty", "white space only")


class _Values:
    """The values of a JSON stream: those of its top-level list, or its top-level values.

    Holds no more than one chunk and one value.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._chunks = text_chunks(stream, CHUNK_CHARS)
        self._buffer, self._at, self._lines_gone = "", 0, 0
        self._decoder = json.JSONDecoder()
        self._started = False
        self.in_list = self.lossy = False

    @property
    def line(self) -> int:
        """The line, from 1, at which the next value begins."""
        return self._lines_gone + self._buffer.count("\n", 0, self._at) + 1

    def more(self) -> bool:
        """Whether a value follows; moves to its first character."""
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in _SPACES:
                self._at += 1
            if self._at == len(self._buffer):
                if self._grow():
                    continue
                if self.in_list:
                    raise RefusalError("json-broken", "the list is not closed", line=self.line)
                return False
            mark = self._buffer[self._at]
            if mark == "[" and not self._started:
                self.in_list = True
            elif mark != "," or not self.in_list:
                return not (mark == "]" and self.in_list)
            self._started = True
            self._at += 1

    def take(self) -> object:
        """The value that begins here. Raises RefusalError where it is broken, nested too deep or too long."""
        self._started = True
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                line = self._lines_gone + error.lineno
                if len(self._buffer) - self._at > line_bytes_max():
                    raise RefusalError(
                        "text-too-long", f"an object of more than {line_bytes_max():,} characters", line=line
                    ) from None
                if not self._grow():
                    raise RefusalError("json-broken", f"column {error.colno}: {error.msg}", line=line) from None
            except RecursionError:
                raise RefusalError("json-nested", "nested too deep", line=self.line) from None
            except ValueError as error:
                raise RefusalError("json-broken", str(error), line=self.line) from None
            else:
                return value

    def _grow(self) -> bool:
        """Reads on, forgetting what has been taken; whether there was more."""
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self.lossy = self.lossy or chunk.lossy
        self._lines_gone += self._buffer.count("\n", 0, self._at)
        self._buffer, self._at = self._buffer[self._at :] + chunk.text, 0
        return True
