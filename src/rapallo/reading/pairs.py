"""JSON Lines of texts with two spans each: what `rapallo relation` is asked, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rapallo.errors import ArticleError
from rapallo.reading.files import form_of, opened, shown
from rapallo.reading.objects import json_lines
from rapallo.reading.refusals import RefusalError, drop, showable
from rapallo.records import Drop

Span = tuple[int, int]

STDIN = "-"

# By reason; what can be wrong with the spans themselves stands in language/relations.py.
PAIR_MENDS = {
    "not-an-object": 'Write each line as {"text": …, "actor": [start, end], "recipient": [start, end]}.',
    "field-missing": 'Write each line as {"text": …, "actor": [start, end], "recipient": [start, end]}.',
    "text-not-text": "Write the text as a string.",
    "span-malformed": "Write a span as two whole numbers, [start, end].",
}


@dataclass(frozen=True, slots=True)
class GivenPair:
    """One line: its fields as given, the text and the two spans. Whether the spans lie in the text is not checked."""

    row: Mapping[str, object]
    text: str
    actor: Span
    recipient: Span
    where: str


def read_file(path: str, *, stdin: BinaryIO | None) -> Iterator[GivenPair | Drop]:
    """The pairs of a file (also .gz) or, for `-`, of standard input; nothing is raised for bad input."""
    where = "standard input" if path == STDIN else shown(Path(path))
    try:
        if path == STDIN:
            if stdin is None:  # a shell that closes standard input (<&-) leaves Python none at all
                raise RefusalError("file-empty", "no bytes")
            yield from read_pairs(stdin, where=where)
        else:
            with opened(Path(path), gzipped=form_of(Path(path)).gzipped) as stream:
                yield from read_pairs(stream, where=where)
    except RefusalError as refusal:
        yield refusal.at(where)


def read_pairs(stream: BinaryIO, *, where: str) -> Iterator[GivenPair | Drop]:
    """The pairs of a stream, one a line; a line that cannot be used is a Drop, and the next is read.

    Raises RefusalError where the stream as a whole cannot be read.
    """
    for line in json_lines(stream, where=where, strict=True):
        if isinstance(line, Drop):
            yield line
            continue
        place = f"{where}:{line.number}"
        try:
            yield _pair(line.value, place)
        except ArticleError as error:
            yield Drop(error.reason, showable(place), showable(error.message), error.mend)
            continue
        if line.lossy:
            yield drop("decoding-lossy", place, "characters could not be decoded and became U+FFFD")


def _pair(value: object, where: str) -> GivenPair:
    if not isinstance(value, Mapping):
        raise _refusal("not-an-object", "the line is no object")
    missing = [name for name in ("text", "actor", "recipient") if value.get(name) is None]
    if missing:
        raise _refusal("field-missing", f"there is no {' and no '.join(missing)}")
    text = value["text"]
    if not isinstance(text, str):
        raise _refusal("text-not-text", "the text is no string")
    return GivenPair(value, text, _span(value, "actor"), _span(value, "recipient"), where)


def _span(row: Mapping[str, object], name: str) -> Span:
    match row[name]:
        case [int(start), int(end)] if not isinstance(start, bool) and not isinstance(end, bool):
            return start, end
    raise _refusal("span-malformed", f"{name} is {str(row[name])[:80]}")


def _refusal(reason: str, detail: str) -> ArticleError:
    return ArticleError(detail, reason=reason, mend=PAIR_MENDS[reason])
