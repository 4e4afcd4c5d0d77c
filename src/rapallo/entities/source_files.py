"""Knowledge files read (TOML): every table checked, with the file and the line where it stands.

An error names the file, the line where the table begins, the field and what it should be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rapallo.entities.source_faults import short, told
from rapallo.entities.sources import HEADER_OF, TABLES, Table
from rapallo.errors import KnowledgeError

FILE_BYTES_MAX = 20_000_000
ENDING = ".toml"
HEADER = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]", re.MULTILINE)
# A name that stands above or outside the [[tables]]: 'sorce = "x"', '[person]'.
TOP_LEVEL = r"^\s*(?:\[\s*)?[\"']?{name}[\"']?\s*(?:\]|=|\.)"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A checked table with the file and the line where it begins, and its source."""

    table: Table
    file: str
    line: int
    source: str

    @property
    def place(self) -> str:
        """'states/SRB.toml:12'."""
        return f"{self.file}:{self.line}"

    @property
    def heading(self) -> str:
        """ "[[person]] 'Jana Kos'", for messages."""
        return heading_of(HEADER_OF[type(self.table)], getattr(self.table, "name", getattr(self.table, "of", None)))


def heading_of(header: str, name: object) -> str:
    """ "[[person]] 'Jana Kos'"; without a name "[[person]]"."""
    return f"[[{header}]] {short(name)}" if isinstance(name, str) else f"[[{header}]]"


def read_folder(folder: Path) -> Iterator[Sourced]:
    """Every table of every .toml file under a folder, in the order of their paths. Raises KnowledgeError."""
    return read_folders([folder])


def read_folders(folders: Iterable[Path]) -> Iterator[Sourced]:
    """Every table under some folders; a file that lies under two of them is read once. Raises KnowledgeError."""
    read: set[Path] = set()
    for folder in folders:
        for path in _files(folder):
            if path.resolve() not in read:
                read.add(path.resolve())
                yield from read_file(path, path.as_posix())


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: is no folder.", mend="Name a folder of knowledge files (.toml).")
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ENDING and path.is_file())
    if not files:
        raise KnowledgeError(f"{folder}: holds no .toml file.", mend="See the knowledge files of the guide.")
    return files


def read_file(path: Path, shown: str = "") -> Iterator[Sourced]:
    """Every table of a file, in the order in which they stand. Raises KnowledgeError."""
    shown = shown or path.name
    text = _text(path, shown)
    content = _parsed(text, shown)
    source = content.pop("source", "")
    if not isinstance(source, str):
        raise KnowledgeError(f'{shown}: source: write it as text, as in source = "added 2026-11".')
    lines = _header_lines(text)
    found: list[Sourced] = []
    for name, tables in content.items():
        if name not in TABLES or not isinstance(tables, list):
            raise _no_table(name, tables, f"{shown}:{_line_of(name, text)}")
        places = lines.get(name, [])
        for number, fields in enumerate(tables):
            line = places[number] if number < len(places) else _line_of(name, text)
            table = _checked(TABLES[name], fields, f"{shown}:{line}")
            found.append(Sourced(table, shown, line, table.source or source))
    yield from sorted(found, key=lambda one: one.line)


def _text(path: Path, shown: str) -> str:
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise KnowledgeError(f"{shown}: is longer than {FILE_BYTES_MAX:,} bytes.", mend="Split it.")
        # Editors of Windows put a byte order mark before UTF-8.
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"{shown}: cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{shown}: byte {error.start:,} is not UTF-8.", mend="Save it as UTF-8.") from None


def _parsed(text: str, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{shown}: is no TOML: {error}.", mend="Mend the place that it names.") from None
    except RecursionError:
        raise KnowledgeError(f"{shown}: is nested too deeply.", mend="Knowledge files hold plain tables.") from None


def _no_table(name: str, content: object, place: str) -> KnowledgeError:
    """What is wrong with a name at the top of a file, and what was meant."""
    if name in TABLES:
        return KnowledgeError(f"{place}: [{name}] stands by itself.", mend=f"Write [[{name}]], however few there are.")
    if not isinstance(content, list | dict):
        near = " Did you mean source?" if get_close_matches(name, ["source"]) else ""
        return KnowledgeError(f"{place}: “{name}” belongs to no table; only source may stand above them.{near}")
    near = "".join(f" Did you mean [[{one}]]?" for one in get_close_matches(name, TABLES, n=1))
    known = ", ".join(f"[[{table}]]" for table in TABLES)
    return KnowledgeError(f"{place}: “{name}” is no table of knowledge files.{near}", mend=f"There are {known}.")


def _header_lines(text: str) -> dict[str, list[int]]:
    """Table name → the line of each [[header]], from 1."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := HEADER.match(line):
            lines.setdefault(header.group(1), []).append(number)
    return lines


def _line_of(name: str, text: str) -> int:
    """The line, from 1, where a name stands at the top level of a file; 1 where it is written otherwise."""
    patterns = (rf"^\s*\[\[\s*{re.escape(name)}\s*\]\]", TOP_LEVEL.format(name=re.escape(name)))
    found = next((at for pattern in patterns if (at := re.search(pattern, text, re.MULTILINE))), None)
    return text.count("\n", 0, found.end()) + 1 if found else 1


def _checked(model: type[Table], fields: object, place: str) -> Table:
    try:
        return model.model_validate(_frozen(fields))
    except ValidationError as error:
        heading = heading_of(
            HEADER_OF[model], fields.get("name", fields.get("of")) if isinstance(fields, dict) else None
        )
        raise KnowledgeError(f"{place}: {heading}: {told(error, model)}") from None


def _frozen(value: object) -> object:
    """Lists as tuples, which strict validation asks for; dates as text, for TOML has dates of its own."""
    if isinstance(value, dict):
        return {key: _frozen(field) for key, field in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    return value.isoformat() if isinstance(value, date) else value
