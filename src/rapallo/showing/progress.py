"""Progress of long work on stderr, on a terminal only, and the summary that always ends it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from rapallo.records import Drop
from rapallo.showing.terminal import console
from rapallo.showing.untrusted import plain
from rapallo.showing.wording import counted

REASONS_SHOWN = 3


@dataclass(slots=True)
class Tally:
    """Counts of a run under way. `coded` articles went through the model, `known` ones were coded before,
    `copies` of them stand there under another id.
    """

    coded: int = 0
    known: int = 0
    copies: int = 0
    events: int = 0
    drops: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=monotonic)

    @property
    def articles(self) -> int:
        """Articles done, one way or the other."""
        return self.coded + self.known

    @property
    def seconds(self) -> float:
        """Since the run began, by the monotonic clock."""
        return monotonic() - self.started

    @property
    def articles_per_second(self) -> float:
        """Coded articles per second since the run began."""
        return self.coded / max(self.seconds, 1e-9)

    def count_drops(self, drops: Iterable[Drop]) -> None:
        """Count dropped things by their reason."""
        self.drops.update(drop.reason for drop in drops)


class _TallyColumn(ProgressColumn):
    """Events, rate and drops of a tally, read afresh at every refresh."""

    max_refresh = 0.2

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        super().__init__()

    def render(self, task: Task) -> Text:  # noqa: ARG002 - the tally knows more than the task
        parts = [counted(self.tally.events, "event"), f"{self.tally.articles_per_second:.1f}/s"]
        if self.tally.drops:
            parts.append(f"dropped {dropped(self.tally)}")
        return Text(" · ".join(parts), no_wrap=True, overflow="ellipsis")


@contextmanager
def progress(tally: Tally, *, total: int | None) -> Iterator[Callable[[], None]]:
    """Show a tally while it grows; call what is given after each article. `total` is their number where known."""
    columns = (
        TextColumn("articles"),
        BarColumn(bar_width=16),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        _TallyColumn(tally),
    )
    err = console(sys.stderr)
    with Progress(*columns, console=err, disable=not err.is_terminal, transient=True) as bar:
        task = bar.add_task("articles", total=total)
        yield lambda: bar.update(task, completed=tally.articles)


def summary(tally: Tally, *, into: str, did: str = "Coded") -> str:
    """'Coded 44 articles into rapallo.duckdb: 213 events in 12.3 s. Dropped: 3 no-party-resolved.'"""
    lead = f"{did} {counted(tally.coded, 'article')}{_known(tally)} into {plain(into)}"
    counts = f"{counted(tally.events, 'event')} in {tally.seconds:.1f} s"
    return f"{lead}: {counts}. Dropped: {dropped(tally, len(tally.drops)) or 'nothing'}."


def _known(tally: Tally) -> str:
    """' (12 already known, 3 of them under another id)', or ''."""
    copies = f", {tally.copies:,} of them under another id" if tally.copies else ""
    return f" ({tally.known:,} already known{copies})" if tally.known else ""


def dropped(tally: Tally, reasons: int = REASONS_SHOWN) -> str:
    """'12 no-party-resolved, 3 empty': most frequent first, the rest as one number."""
    ranked = sorted(tally.drops.items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{number:,} {plain(reason)}" for reason, number in ranked[:reasons]]
    rest = sum(number for _, number in ranked[reasons:])
    return ", ".join([*parts, *([f"{rest:,} others"] if rest else [])])
