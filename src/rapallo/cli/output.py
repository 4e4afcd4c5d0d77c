"""Where a command's output goes: pages to stdout or a file, dropped things to a file of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from rapallo.errors import OutputError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rapallo.records import Drop


def show(page: Callable[[int], RenderableType], stream: TextIO | None = None) -> None:
    """Print what `page` makes of a width in cells, to stdout or the stream given."""
    from rapallo.showing import console

    target = console(stream)
    with target.capture() as captured:
        target.print(page(target.width))
    # Cells that only fill a line are left out: on a terminal they wrap when it is made narrower, in a file they differ.
    target.file.writelines(f"{line.rstrip(' ')}\n" for line in captured.get().splitlines())


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """A text file to write to, or stdout for None. Raises OutputError naming a file that cannot be written."""
    if path is None:
        yield sys.stdout
        return
    with _named(path):
        stream = path.open("w", encoding="utf-8")
    try:
        yield stream
    finally:
        with _named(path):
            stream.close()


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """An operating-system error in here is one of writing this file."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}.", mend="Name another file or make room."
        ) from None


class DropsFile:
    """Dropped things as JSON Lines: reason, where, detail, mend. Without a stream it takes them and forgets them."""

    def __init__(self, path: Path | None = None, stream: TextIO | None = None) -> None:
        self._path, self._stream = path or Path(), stream

    def write(self, drops: Iterable[Drop]) -> None:
        """Write one line each. Raises OutputError."""
        if self._stream is not None:
            with _named(self._path):
                self._stream.writelines(json.dumps(asdict(drop), ensure_ascii=False) + "\n" for drop in drops)


@contextmanager
def drops_file(path: Path | None) -> Iterator[DropsFile]:
    """The drops file at a path, or one that keeps nothing for None. Raises OutputError."""
    if path is None:
        yield DropsFile()
        return
    with opened(path) as stream:
        yield DropsFile(path, stream)


def refuse_overwriting(paths: Sequence[str], outputs: Sequence[Path]) -> None:
    """Raise a usage error for an output that is one of the inputs: it would be emptied before it is read."""
    if any(not path.strip() for path in paths):
        raise click.UsageError("A PATH is empty. Is a variable of the shell unset? Write . for this folder.")
    taken = [Path(path).resolve() for path in paths if path != "-"]
    for output in outputs:
        if output.resolve() in taken:
            raise click.UsageError(f"{output} is an input or another output: write to another file.")
        taken.append(output.resolve())


def tell_unread(unread: Sequence[Drop]) -> None:
    """The first inputs that could not be read, a line each; the summary has counted them all."""
    from rapallo.showing import plain

    for drop in unread:
        detail = f"{drop.reason}: {drop.where}: {drop.detail}".rstrip(":. ")
        click.echo(f"  {plain(f'{detail}. {drop.mend}'.rstrip())}", err=True)
