"""Bytes to text: what is no text at all, which encoding it is in, and lines of bounded length.

In order: byte order mark, UTF-8, UTF-16 by where its zero bytes stand, UTF-8 with a few broken characters, Windows-1252
(which holds Latin-1) where its accented letters stand singly as they do in English news, and else charset-normalizer.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from charset_normalizer import from_bytes

from rapallo.reading.refusals import RefusalError
from rapallo.settings import settings

SAMPLE_BYTES = 65_536
# A JSON string may write one character in six bytes; the rest is room for the other fields of a row.
LINE_BYTES_PER_CHAR, LINE_BYTES_SPARE = 8, 1_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document (.docx, .xlsx, .odt)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file (name it .gz)"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"PAR1", "a Parquet file (name it .parquet)"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"RIFF", "a media file"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_SHARE_MAX = 0.05
# Three letters beyond ASCII in a row: hardly an English text in a Western encoding.
_FOREIGN_RUN = re.compile(r"[\u00c0-\u00ff\u0152-\u017e]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with whether characters were lost in decoding it."""

    text: str
    lossy: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break; `number` counts from 1. One that is too long is empty and says so."""

    number: int
    text: str
    lossy: bool = False
    too_long: bool = False


def binary_kind(head: bytes) -> str:
    """What a file is by its first bytes, in words; '' for text."""
    for magic, words in _KINDS:
        if head.startswith(magic):
            return words
    if head[4:8] == b"ftyp":
        return "a video or image file"
    if head[8:12] == b"DUCK":
        return "a DuckDB database"
    if _bom_encoding(head) or _utf16_without_bom(head):
        return ""
    return "no text" if len(_CONTROLS.findall(head)) > len(head) * _CONTROLS_SHARE_MAX else ""


def refuse_binary(head: bytes) -> None:
    """Raises RefusalError naming what the file is, where its first bytes are not text."""
    if kind := binary_kind(head[:SAMPLE_BYTES]):
        raise RefusalError("binary", f"it is {kind}")


def decode(data: bytes) -> Decoded:
    """The text of these bytes. Never fails: what cannot be decoded becomes U+FFFD and makes it lossy."""
    if b"\x00" not in data[:SAMPLE_BYTES]:  # where UTF-16 has zeros, it is valid UTF-8 as well
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("utf-8-sig"))
    text = data.decode(encoding_of(data), "replace")
    return Decoded(text, lossy="\ufffd" in text)


def encoding_of(data: bytes) -> str:
    """The encoding of a text, or of a stream by its first bytes."""
    if encoding := _bom_encoding(data) or _utf16_without_bom(data[:SAMPLE_BYTES]):
        return encoding
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data)
    broken = text.count("\ufffd")
    if not broken or sum(not c.isascii() for c in text) > 2 * broken:
        return "utf-8"
    if not _FOREIGN_RUN.search(data.decode("cp1252", "replace")):
        return "cp1252"
    guess = from_bytes(data[:SAMPLE_BYTES]).best()
    return guess.encoding if guess else "cp1252"


def _bom_encoding(data: bytes) -> str:
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "")


def _utf16_without_bom(head: bytes) -> str:
    """UTF-16's name where nearly every second byte is zero, as in English text; else ''."""
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if max(even, odd) < 0.8 * pairs or min(even, odd) > 0.05 * pairs:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def text_lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a stream, one at a time, whatever its length. Raises RefusalError where it is binary."""
    joined, head = _looked_into(stream)
    wide = _bom_encoding(head) or _utf16_without_bom(head)
    yield from _wide_lines(joined, wide) if wide not in ("", "utf-8-sig") else _byte_lines(joined)


def text_chunks(stream: BinaryIO, chunk_chars: int) -> Iterator[Decoded]:
    """The text of a stream in pieces. Raises RefusalError where it is binary."""
    joined, head = _looked_into(stream)
    text = io.TextIOWrapper(joined, encoding_of(head), errors="replace", newline="")
    while chunk := text.read(chunk_chars):
        yield Decoded(chunk, lossy="\ufffd" in chunk)


def _looked_into(stream: BinaryIO) -> tuple[io.BufferedReader, bytes]:
    """The stream, from its start, and its first bytes. Raises RefusalError where they are not text."""
    head = stream.read(SAMPLE_BYTES)
    refuse_binary(head)
    return Rejoined(head, stream).buffered(), head


class Rejoined(io.RawIOBase):
    """A stream whose first bytes have already been read."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = memoryview(head), stream

    def buffered(self) -> io.BufferedReader:
        """The same with a buffer, for reading lines."""
        return io.BufferedReader(self, SAMPLE_BYTES)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] if self._head else self._stream.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def line_bytes_max() -> int:
    """How long a line may be, in bytes."""
    return settings().article_chars_max * LINE_BYTES_PER_CHAR + LINE_BYTES_SPARE


def _byte_lines(stream: io.BufferedReader) -> Iterator[Line]:
    """Each line is decoded on its own, so that a broken one spoils no other."""
    limit = line_bytes_max()
    number = 0
    while data := stream.readline(limit):
        number += 1
        if len(data) == limit and not data.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield Line(number, "", too_long=True)
            continue
        decoded = decode(data)
        yield Line(number, decoded.text.rstrip("\r\n"), lossy=decoded.lossy)


def _wide_lines(stream: io.BufferedReader, encoding: str) -> Iterator[Line]:
    limit = line_bytes_max()
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    number = 0
    while line := text.readline(limit):
        number += 1
        if len(line) == limit and not line.endswith("\n"):
            while (rest := text.readline(limit)) and not rest.endswith("\n"):
                pass
            yield Line(number, "", too_long=True)
            continue
        yield Line(number, line.rstrip("\r\n"), lossy="\ufffd" in line)
