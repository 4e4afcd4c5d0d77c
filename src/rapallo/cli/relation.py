"""`rapallo relation`: what one given span of a text does to another, line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapallo.cli.arguments import GivenPath
from rapallo.cli.output import DropsFile, drops_file, refuse_overwriting, tell_unread
from rapallo.errors import ArticleError, InputError

if TYPE_CHECKING:
    from rapallo.language import EventModel
    from rapallo.reading.pairs import GivenPair
    from rapallo.records import Drop
    from rapallo.showing import Tally

UNREAD_TOLD = 5


@click.command(
    epilog="\b\nExample:\n"
    "  rapallo relation pairs.jsonl -o relations.jsonl\n"
    "  cat pairs.jsonl | rapallo relation - --drops dropped.jsonl"
)
@click.argument("file", metavar="FILE.jsonl")
@click.option("-o", "--output", type=GivenPath(), metavar="FILE", help="Write to FILE, not to stdout.")
@click.option("--drops", type=GivenPath(), metavar="FILE", help="Write what was dropped, and why, as JSON Lines.")
def relation(file: str, *, output: Path | None, drops: Path | None) -> None:
    """Tell what one given span of a text does to another.

    FILE.jsonl (- for stdin) holds an object a line: "text", and "actor" and "recipient" as [start, end], in Unicode
    code points, end exclusive. The same line comes out with "event" (a PLOVER type or NONE), "mode" and
    "probabilities". A line that cannot be used is dropped and counted with its reason; the rest is answered.
    """
    refuse_overwriting([file], [path for path in (output, drops) if path])
    from rapallo.cli.failures import Stopped
    from rapallo.interchange import write_events
    from rapallo.language import EventModel
    from rapallo.reading.pairs import read_file
    from rapallo.settings import settings
    from rapallo.showing import Tally, counted, dropped, plain

    model = EventModel.load(settings().model)
    with drops_file(drops) as kept:
        run = _Run(model, Tally(), kept)
        items = read_file(file, stdin=sys.stdin.buffer if sys.stdin else None)
        answers = run.answers(items, "standard input" if file == "-" else file)
        try:
            number = write_events(answers, "jsonl", output or sys.stdout.buffer)
        except KeyboardInterrupt:
            raise Stopped(f"Stopped, with {'nothing written' if output else 'whole lines written'}.") from None
    with_event = f"{run.with_event:,} with an event in {run.tally.seconds:.1f} s"
    click.echo(
        f"Read {counted(number, 'pair')} into {plain(str(output or 'stdout'))}: {with_event}."
        f" Dropped: {dropped(run.tally) or 'nothing'}.",
        err=True,
    )
    tell_unread(run.unread)


@dataclass(slots=True)
class _Run:
    """The answers to a stream of pairs, with what was dropped on the way; `unread` are the first of these."""

    model: EventModel
    tally: Tally
    drops_file: DropsFile
    with_event: int = 0
    unread: list[Drop] = field(default_factory=list)

    def answers(self, items: Iterable[GivenPair | Drop], name: str) -> Iterator[Mapping[str, object]]:
        """Each row with its answer. Raises InputError where there is none, so that no output takes its name."""
        from rapallo.ontology import NONE
        from rapallo.records import Drop

        number = 0
        for item in items:
            if isinstance(item, Drop):
                self._drop(item)
                continue
            try:
                told = self.model.relation(item.text, actor=item.actor, recipient=item.recipient)
            except ArticleError as error:
                self._drop(Drop(error.reason, item.where, error.message, error.mend))
                continue
            number += 1
            self.with_event += told.event != NONE
            yield {**item.row, **asdict(told)}
        if not number:
            tell_unread(self.unread)
            raise InputError(
                f"No pair could be read from {name}.",
                mend='Give lines of the form {"text": …, "actor": [start, end], "recipient": [start, end]}.',
            )

    def _drop(self, drop: Drop) -> None:
        self.tally.count_drops([drop])
        self.drops_file.write([drop])
        self.unread = [*self.unread, drop][:UNREAD_TOLD]
