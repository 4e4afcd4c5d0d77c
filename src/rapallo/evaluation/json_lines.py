"""JSON Lines files of objects, with errors that name the line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rapallo.errors import InputError


def read_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with the numbers of their lines, from 1; empty lines are passed over.

    Raises InputError where the file cannot be read or a line is no JSON object.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _object(line, f"{path}:{number}")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.", mend="Check the path.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8.", mend="Save it as UTF-8, one JSON object a line.") from None


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        why = f"column {error.colno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise InputError(f"{where}: no JSON: {why}.", mend="Write one JSON object a line.") from None
    if not isinstance(value, dict):
        raise InputError(f"{where}: it is no JSON object.", mend='Write {"id": …, "type": …} a line.')
    return value
