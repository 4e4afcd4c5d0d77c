"""Options and argument types that several commands share: names, types, dates, the database."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rapallo.entities import Knowledge

Command = TypeVar("Command", bound=Callable[..., Any])

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class GivenPath(click.Path):
    """A path that is not empty: `--db "$FILE"` with FILE unset would otherwise mean the folder one stands in."""

    def __init__(self, *, dir_okay: bool = True, file_okay: bool = True) -> None:
        super().__init__(path_type=Path, dir_okay=dir_okay, file_okay=file_okay)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises click.BadParameter."""
        if not str(value).strip():
            self.fail("it is empty. Is a variable of the shell unset?", param, ctx)
        return super().convert(value, param, ctx)


# Under this name a command's context keeps the folders of --knowledge.
FOLDERS = "rapallo.knowledge"
REPLACED_TOLD_MAX = 3


def knowledge() -> Knowledge:
    """The knowledge base with the folders that the command was told, loaded once. Raises KnowledgeError."""
    return loaded(knowledge_folders())


def loaded(folders: tuple[Path, ...]) -> Knowledge:
    """The shipped knowledge with that of some folders; which shipped records these replace is told once.

    Raises KnowledgeError.
    """
    return _loaded(folders, tuple(folder.absolute() for folder in folders))


@cache
def _loaded(folders: tuple[Path, ...], _places: tuple[Path, ...]) -> Knowledge:
    """Once for the same folders in the same places."""
    from rapallo.entities import Knowledge

    both = Knowledge.load(folders)
    _tell_replaced(both.replaced)
    return both


def _tell_replaced(replaced: Sequence[str]) -> None:
    """On stderr, which shipped records those of the user take the place of: one may have meant to add to them."""
    from rapallo.showing.untrusted import plain

    for told in replaced[:REPLACED_TOLD_MAX]:
        click.echo(plain(told), err=True)
    if replaced:
        more = len(replaced) - REPLACED_TOLD_MAX
        rest = f"… and {more:,} more. " if more > 0 else ""
        click.echo(f"{rest}Nothing else of a shipped record is kept then; [[more]] adds to it instead.", err=True)


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
        type=GivenPath(),
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
    return knowledge().key(as_typed(name))


def as_typed(words: str) -> str:
    """Words as they were typed, where the locale is not that of the terminal ('Erdo\\udcc4…' → 'Erdoğan').

    Raises click.BadParameter for bytes that are not UTF-8.
    """
    try:
        return words.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        shown = words.encode("utf-8", "replace").decode("utf-8")
        raise click.BadParameter(f"{shown!r} is not UTF-8. Set the terminal to UTF-8.") from None


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


def day_meant(text: str) -> date:
    """The day that a year, month or day stands for: its last one, or today in a year or month that lasts.

    Raises click.BadParameter.
    """
    today, last = date.today(), last_day(text)
    return today if first_day(text) <= today < last else last


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
        type=GivenPath(),
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
