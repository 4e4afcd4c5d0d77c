"""`rapallo events`: the stored events, as a table or in a format that other programs read."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from rapallo.cli.arguments import (
    GivenPath,
    check_period,
    database,
    database_option,
    knowledge_option,
    on_database,
    party,
    period_options,
    type_name,
)

if TYPE_CHECKING:
    from rapallo.records import Article, Event

    Report: TypeAlias = tuple[Event, Article]

FORMATS = ("table", "jsonl", "csv", "parquet")
TABLE_EVENTS = 50


@click.command(
    epilog="\b\nExample:\n"
    "  rapallo events --actor Serbia --type ACCUSE --since 2022\n"
    "  rapallo events --recipient NATO --format csv -o nato.csv"
)
@click.option("--actor", type=party, metavar="NAME", help="Who did it: a name or code (Serbia, SRB, SRB/GOV, EU).")
@click.option("--recipient", type=party, metavar="NAME", help="To whom.")
@click.option("--type", "types", type=type_name, multiple=True, metavar="TYPE", help="A PLOVER type; may be repeated.")
@period_options
@database_option
@knowledge_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help=f"The newest N only; a table shows {TABLE_EVENTS}.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: what the ending of -o says, else table.")
@click.option("-o", "--output", type=GivenPath(), metavar="FILE", help="Write to FILE, not to stdout.")
def events(
    *,
    actor: str | None,
    recipient: str | None,
    types: tuple[str, ...],
    since: date | None,
    until: date | None,
    db: Path | None,
    limit: int | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Show or export the stored events, oldest first.

    Dates are those of the events; where the text gives none, that of publication. `--format jsonl` gives PLOVER
    records, valid against the JSON Schema in the package.
    """
    check_period(since, until)
    from rapallo.store import EventFilter, Store

    wanted = EventFilter(actor=actor or "", recipient=recipient or "", types=types, since=since, until=until)
    reports = Store(database(db)).view().reports(wanted)
    form = form or _format_of(output)
    if form == "table":
        _show(reports, limit or TABLE_EVENTS, output, explain=on_database("rapallo explain", db))
    else:
        _export(deque(reports, limit) if limit else reports, form, output)


def _format_of(output: Path | None) -> str:
    ending = output.suffix.lstrip(".").lower() if output else ""
    return ending if ending in FORMATS else "table"


def _show(reports: Iterator[Report], limit: int, output: Path | None, *, explain: str) -> None:
    """Print the newest events as a table, oldest first; what is left out, and what to type next, go to stderr."""
    from rapallo.cli.output import opened, show
    from rapallo.showing import counted, event_table, short_id

    newest: deque[Report] = deque(maxlen=limit)
    found = 0
    for found, report in enumerate(reports, 1):  # noqa: B007 - the count is wanted after the loop
        newest.append(report)
    if not newest:
        click.echo("No events.", err=True)
        return
    shown, articles = [event for event, _ in newest], {article.id: article for _, article in newest}
    with opened(output) as stream:
        show(lambda width: event_table(shown, articles, width_cells=width), stream)
    cut = f", the newest of {found:,} (--limit N shows more)" if found > len(shown) else ""
    click.echo(f"{counted(len(shown), 'event')}{cut}. Why: {explain} {short_id(shown[-1])}", err=True)


def _export(reports: Iterable[Report], form: str, output: Path | None) -> None:
    """Write PLOVER records to a file or stdout."""
    from rapallo.interchange import plover_record, write_events

    if output is None and form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("Parquet is not for a terminal: give -o FILE.")
    records = (plover_record(event, article) for event, article in reports)
    write_events(records, form, output or sys.stdout.buffer)
