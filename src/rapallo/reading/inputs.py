"""What the user names (files, folders, standard input) to articles, in a fixed order; each problem is a Drop."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from rapallo.reading.decoding import SAMPLE_BYTES, Rejoined
from rapallo.reading.files import Form, form_of, identity, is_folder, opened, shown
from rapallo.reading.objects import read_json, read_lines
from rapallo.reading.pages import read_page, read_text
from rapallo.reading.refusals import RefusalError, drop
from rapallo.reading.tables import read_parquet, read_table
from rapallo.records import Article, Drop

Reader = Callable[..., Iterator[Article | Drop]]

READERS: dict[str, Reader] = {
    "text": read_text,
    "page": read_page,
    "json": read_json,
    "lines": read_lines,
    "table": read_table,
    "parquet": read_parquet,
}
# A file of one article gives it its name, one of many puts the row's number behind it; a JSON file can be either.
_NAME_MARKS = {"json": ("", ":"), "lines": (":",), "table": (":",), "parquet": (":",)}
STDIN = "-"
_URL_MARKS = ("http:", "https:", "ftp:", "file:")


def read(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | Drop]:
    """The articles of files, folders (in order of names, with all below) and standard input (`-`), one at a time.

    Nothing is raised for bad input: what cannot be read is a Drop in its place, and the rest goes on.
    """
    walk = _Walk()
    for given in inputs:
        if given == STDIN:
            yield from _guarded(_read_stdin(stdin), "standard input")
        elif given.lower().startswith(_URL_MARKS):
            yield drop("url", given)
        else:
            yield from walk.read(Path(given))


def _guarded(articles: Iterator[Article | Drop], where: str) -> Iterator[Article | Drop]:
    """The articles of one input; a refusal of the whole or of its rest becomes the last of them."""
    try:
        yield from articles
    except RefusalError as refusal:
        yield refusal.at(where)


def _read_stdin(given: BinaryIO | None) -> Iterator[Article | Drop]:
    """JSON where the first mark is a brace or the bracket of a list of objects, else one plain text."""
    # A shell that closes standard input (<&-) leaves Python none at all.
    stream = given or (sys.stdin.buffer if sys.stdin else None)
    head = stream.read(SAMPLE_BYTES) if stream else b""
    if stream is None or not head:
        raise RefusalError("file-empty", "no bytes")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00\xff\xfe")[:200].replace(b"\x00", b"")
    reader = read_text
    if start.startswith(b"{"):
        reader = read_lines
    elif start.startswith(b"[") and start[1:].lstrip().startswith((b"{", b"]")):
        reader = read_json
    yield from reader(Rejoined(head, stream).buffered(), name="stdin", where="standard input")


class _Walk:
    """Reads files and folders; remembers what it has read, and which names it has given."""

    def __init__(self) -> None:
        self._read: set[tuple[int, int]] = set()
        self._names: set[str] = set()

    def read(self, path: Path) -> Iterator[Article | Drop]:
        """The articles of a file or of all files below a folder."""
        if is_folder(path):
            yield from self._read_folder(path)
        else:
            yield from self._read_file(path)

    def _read_folder(self, top: Path) -> Iterator[Article | Drop]:
        skipped: Counter[str] = Counter()
        waiting = [top]
        found = False
        while waiting:
            path = waiting.pop()
            if path != top and path.name.startswith("."):
                skipped["hidden"] += 1
            elif is_folder(path):
                below, refused = self._below(path)
                yield from refused
                waiting += reversed(below)
            elif not form_of(path).kind and not _is_archive(path):
                skipped[form_of(path).ending or "no ending"] += 1
            else:
                found = True
                yield from self._read_file(path)
        yield from _skipped(skipped, shown(top))
        if not found and not skipped:
            yield drop("directory-empty", shown(top), "no files in it")

    def _below(self, folder: Path) -> tuple[list[Path], list[Drop]]:
        """What a folder holds, by name; a folder that has been read before, or may not be, holds nothing."""
        if not self._is_new(folder):
            return [], [drop("directory-repeated", shown(folder), "a link to a folder that has been read")]
        try:
            return sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name)), []
        except OSError as error:
            return [], [drop("file-unreadable", shown(folder), error.strerror or str(error))]

    def _read_file(self, path: Path) -> Iterator[Article | Drop]:
        where, form = shown(path), form_of(path)
        if _is_archive(path):
            yield drop("warc", where)
        elif not form.kind and identity(path):
            yield drop("ending-unknown", where, form.ending or "no ending")
        elif not self._is_new(path):
            yield drop("file-repeated", where, "it has been read in this run")
        else:
            yield from _guarded(self._articles(path, where), where)

    def _articles(self, path: Path, where: str) -> Iterator[Article | Drop]:
        form = form_of(path)
        with opened(path, gzipped=form.gzipped) as stream:
            yield from READERS[form.kind or "text"](stream, name=self._name(path, form), where=where)

    def _is_new(self, path: Path) -> bool:
        """Whether a file or folder has not been read yet; those that cannot be looked at count as new."""
        if (key := identity(path)) is None:
            return True
        fresh = key not in self._read
        self._read.add(key)
        return fresh

    def _name(self, path: Path, form: Form) -> str:
        """The file's name without ending; where another file had it, with the folders that tell them apart."""
        folders = [part for part in Path(shown(path.absolute())).parent.parts if part != os.sep]
        marks = _NAME_MARKS.get(form.kind, ("",))
        name = shown(Path(form.name))
        while folders and any(name + mark in self._names for mark in marks):
            name = f"{folders.pop()}/{name}"
        self._names.update(name + mark for mark in marks)
        return name


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith((".warc", ".warc.gz"))


def _skipped(skipped: Counter[str], where: str) -> Iterator[Drop]:
    """One Drop for each kind of file that was skipped below a folder."""
    for kind, count in sorted(skipped.items()):
        reason = "hidden" if kind == "hidden" else "ending-unknown"
        yield drop(reason, where, f"{count:,} {'file' if count == 1 else 'files'}: {kind}")
