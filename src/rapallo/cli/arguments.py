"""Options and argument types that several commands share: names, types, dates, the database."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rapallo.entities import Knowledge

Command = TypeVar("Command", bound=Callable[..., Any])

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


# Under this name a command's context keeps the folders of --knowledge.
FOLDERS = "rapallo.knowledge"


def knowledge() -> Knowledge:
    """The knowledge base with the folders that the command was told, loaded once. Raises KnowledgeError."""
    return _loaded(knowledge_folders())


@cache
def _loaded(folders: tuple[Path, ...]) -> Knowledge:
    from rapallo.entities import Knowledge

    return Knowledge.load(folders)


def knowledge_folders() -> tuple[Path, ...]:
    """The folders of knowledge files to add: those of --knowledge, else those that RAPALLO_KNOWLEDGE names."""
    from rapallo.settings import settings

    return _folders_given() or settings().knowledge_folders


def _folders_given() -> tuple[Path, ...]:
    context = click.get_current_context(silent=True)
    given: tuple[Path, ...] = context.meta.get(FOLDERS, ()) if context else ()
    return given


def knowledge_option(command: Command) -> Command:
    """`--knowledge DIR`, which is read first, for names among the arguments are looked up as they are read."""

    def keep(context: click.Context, _parameter: click.Parameter, folders: tuple[Path, ...]) -> None:
        context.meta[FOLDERS] = folders

    return click.option(
        "--knowledge",
        type=click.Path(path_type=Path),
        multiple=True,
        is_eager=True,
        expose_value=False,
        callback=keep,
        metavar="DIR",
        help="Knowledge files (.toml) to add; may be repeated.  [default: what RAPALLO_KNOWLEDGE names]",
    )(command)


def party(name: str) -> str:
    """The key of a state, organisation or bloc by name or code: 'Serbia' → 'SRB', 'Serbia/mil' → 'SRB/MIL'.

    Raises NameUnknownError with suggestions.
    """
    return knowledge().key(name)


def is_known(key: str) -> bool:
    """Whether a key is one of a state, organisation or bloc that the knowledge base has."""
    from rapallo.errors import NameUnknownError

    try:
        return party(key) == key
    except NameUnknownError:
        return False


def type_name(text: str) -> str:
    """The name of one of the 16 types, given in any case. Raises NameUnknownError with suggestions."""
    from difflib import get_close_matches

    from rapallo.errors import NameUnknownError
    from rapallo.ontology import TYPES

    name = text.strip().upper()
    if name in TYPES:
        return name
    raise NameUnknownError(
        f"There is no event type {text!r}.",
        suggestions=tuple(get_close_matches(name, TYPES, n=2)),
        mend=f"The types are {', '.join(TYPES)}.",
    )


def first_day(text: str) -> date:
    """The first day of a year, month or day: '2024-02' → 2024-02-01. Raises click.BadParameter."""
    year, month, day = _parts(text)
    return _checked(text, year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day of a year, month or day: '2024-02' → 2024-02-29. Raises click.BadParameter."""
    year, month, day = _parts(text)
    if month and not day:
        day = monthrange(year, month)[1] if month <= 12 and year else 1
    return _checked(text, year, month or 12, day or 31)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise _no_date(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    return year or 0, month, day


def _checked(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_date(text) from None


def _no_date(text: str) -> click.BadParameter:
    return click.BadParameter(f"{text!r} is not a date. Write 2024, 2024-07 or 2024-07-31.")


def database_option(command: Command) -> Command:
    """`--db FILE`; None stands for the setting, which is read only when the command runs."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The database.  [default: rapallo.duckdb, or what RAPALLO_DB names]",
    )(command)


def period_options(command: Command) -> Command:
    """`--since` and `--until`, both inclusive."""
    form = "A year, month or day: 2024, 2024-07, 2024-07-31."
    until = click.option("--until", type=last_day, metavar="DATE", help="To the end of this date.")
    since = click.option("--since", type=first_day, metavar="DATE", help=f"From this date on. {form}")
    return since(until(command))


def check_period(since: date | None, until: date | None) -> None:
    """Raise a usage error where a period ends before it begins."""
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is later than --until {until}.")


def database(given: Path | None) -> Path:
    """The database file to use: the one given, else the setting."""
    from rapallo.settings import settings

    return given or settings().db


def on_database(command: str, given: Path | None) -> str:
    """A command line to type next, with `--db` and `--knowledge` where this one was told them."""
    from shlex import quote

    told = [("--db", given)] if given else []
    told += [("--knowledge", folder) for folder in _folders_given()]
    return " ".join([command, *(f"{option} {quote(str(path))}" for option, path in told)])
