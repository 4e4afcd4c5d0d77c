"""Writes knowledge files: checked tables as TOML that `source_files.read_file` reads back to the same tables."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from rapallo.entities.sources import HEADER_OF, TABLES, Table
from rapallo.errors import OutputError

ORDER = tuple(TABLES.values())
LINE_LETTERS_MAX = 120
FILE_BYTES_MAX = 2_000_000


def as_toml(tables: Iterable[Table], *, source: str, comment: str = "") -> str:
    """The text of a knowledge file. Fields that say nothing are left out."""
    head = [f"# {line}" for line in comment.split("\n") if line]
    parts = ["\n".join([*head, f"source = {_string(source)}"]), *map(_table, tables)]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    fields = table.model_dump(by_alias=True, exclude_defaults=True)
    lines = [f"{name} = {_value(name, value)}" for name, value in fields.items()]
    return "\n".join([f"[[{HEADER_OF[type(table)]}]]", *lines])


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return _list(name, [_value("", one) for one in value])
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(key, one)}" for key, one in value.items()) + " }"
    return _string(str(value))


def _list(name: str, values: list[str]) -> str:
    """On one line where it fits and holds no tables, else one value a line."""
    line = f"[{', '.join(values)}]"
    if len(name) + len(line) + 3 <= LINE_LETTERS_MAX and not any(value.startswith("{") for value in values):
        return line
    return "\n".join(["[", *(f"  {value}," for value in values), "]"])


def _string(text: str) -> str:
    # JSON's escapes are all TOML's; DEL is the one character that TOML asks for besides.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def in_order(tables: Iterable[Table]) -> list[Table]:
    """Tables by kind, key and name."""
    return sorted(tables, key=lambda one: (ORDER.index(type(one)), _key(one), getattr(one, "name", "")))


def _key(table: Table) -> str:
    """The key of a table, of a person the first office's."""
    key: str = getattr(table, "key", "") or getattr(table, "code", "") or getattr(table, "sector", "")
    offices = getattr(table, "offices", ())
    return offices[0].key if offices else key


def in_parts(tables: Sequence[Table], *, source: str) -> list[tuple[str, list[Table]]]:
    """All tables as one part '' or, where that is longer than FILE_BYTES_MAX, by the first letters of their keys."""
    if len(as_toml(tables, source=source).encode()) <= FILE_BYTES_MAX:
        return [("", list(tables))]
    parts: dict[str, list[Table]] = {}
    for letters in range(1, 4):
        parts = _by_letters(tables, letters)
        if all(len(as_toml(part, source=source).encode()) <= FILE_BYTES_MAX for part in parts.values()):
            break
    return sorted(parts.items())


def _by_letters(tables: Iterable[Table], letters: int) -> dict[str, list[Table]]:
    parts: dict[str, list[Table]] = {}
    for table in tables:
        parts.setdefault(_key(table)[:letters].lower(), []).append(table)
    return parts


def write_files(texts: Mapping[Path, str], *, force: bool = False) -> None:
    """Write all files or, where one cannot be written or the run is stopped, none; folders are made as needed.

    Raises OutputError where a file is there already and `force` is not given, or the disk does not take it.
    """
    taken = [path for path in texts if path.exists()]
    if taken and not force:
        more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
        mend = "--force overwrites; or write elsewhere."
        raise OutputError(f"{taken[0]}{more}: there already.", mend=mend)
    drafts: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for path, text in texts.items():
            made.extend(_folders_made(path.parent))
            drafts.append((_draft(path.parent), path))
            drafts[-1][0].write_text(text, "utf-8")
        for draft, path in drafts:
            fresh = not path.exists()
            draft.replace(path)
            made.extend([path] if fresh else [])
    except BaseException as error:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)
        _undo(made)
        if not isinstance(error, OSError):
            raise
        raise OutputError(f"{path} cannot be written: {error.strerror}.", mend="Write elsewhere.") from None


def _folders_made(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing; the ones that were made, the topmost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _undo(made: Sequence[Path]) -> None:
    """Remove files and empty folders that a run has made, the last first."""
    for path in reversed(made):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()


def _draft(folder: Path) -> Path:
    """An empty file with the rights of any other new file."""
    number, name = tempfile.mkstemp(prefix=".import-", suffix=".tmp", dir=folder)
    os.close(number)
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
    return Path(name)
