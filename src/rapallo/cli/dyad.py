"""`rapallo dyad`: what passed between two, with the sentences that say so, and how they stand in words and deeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from rapallo.cli.arguments import (
    check_period,
    database,
    database_option,
    knowledge,
    knowledge_option,
    on_database,
    party,
    period_options,
)

if TYPE_CHECKING:
    from rapallo.records import Event

TIMELINE_EVENTS = 20


@click.command(epilog="\b\nExample:\n  rapallo dyad Serbia Russia --since 2022\n  rapallo dyad EU CHN --all | less")
@click.argument("a", type=party, metavar="A")
@click.argument("b", type=party, metavar="B")
@period_options
@click.option(
    "--limit", type=click.IntRange(1), default=TIMELINE_EVENTS, show_default=True, metavar="N", help="Newest N events."
)
@click.option("--all", "everything", is_flag=True, help="The whole timeline.")
@database_option
@knowledge_option
def dyad(
    a: str, b: str, *, since: date | None, until: date | None, limit: int, everything: bool, db: Path | None
) -> None:
    """Show what passed between A and B, and their alignment.

    A and B are states, organisations or blocs, by name or code: Serbia, SRB, EU, NATO, the West. The alignment is a
    provisional figure over all events of the period, not only those shown.
    """
    check_period(since, until)
    if a == b:
        raise click.UsageError(f"A dyad has two sides, and both names mean {a}.")
    events = show_dyad(database(db), (a, b), since=since, until=until, limit=None if everything else limit)
    tell_next((a, b), events, db)


def show_dyad(
    path: Path,
    pair: tuple[str, str],
    *,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = TIMELINE_EVENTS,
) -> list[Event]:
    """Print the page of a pair of parties from the database at a path; all their events, oldest first."""
    from rapallo.alignment import provisional_alignment
    from rapallo.cli.output import show
    from rapallo.showing import DyadRecord, dyad_page
    from rapallo.store import EventFilter, Store

    reports = list(Store(path).view().reports(EventFilter(between=pair, since=since, until=until)))
    events = [event for event, _ in reports]
    articles = {article.id: article for _, article in reports}
    record = DyadRecord(*pair, events=events, articles=articles, alignment=provisional_alignment(events))
    show(lambda width: dyad_page(record, knowledge().label, width_cells=width, limit=limit))
    return events


def tell_next(pair: tuple[str, str], events: Sequence[Event], db: Path | None) -> None:
    """What one may want to type after reading the page: lines that work as they stand."""
    from rapallo.showing import short_id

    one, other = map(quote, pair)
    steps = [f"rapallo events --actor {one}", f"rapallo events --actor {other}"]
    if events:
        steps = [
            f"rapallo explain {short_id(events[-1])}",
            f"rapallo events --actor {one} --recipient {other}",
            f"rapallo events --actor {other} --format csv -o {other.replace('/', '-').lower()}.csv",
        ]
    click.echo("\nNext:")
    for step in steps:
        click.echo(f"  {on_database(step, db)}")
