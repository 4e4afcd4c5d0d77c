"""The record of a dyad as a page: who, the timeline with quoted evidence, alignment in words and deeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rapallo.alignment import Alignment
from rapallo.records import Article, Entity, Event
from rapallo.showing.alignment_bars import alignment_bars
from rapallo.showing.quoting import quoted
from rapallo.showing.untrusted import plain
from rapallo.showing.wording import (
    Label,
    counted,
    marks_in_words,
    names,
    short_id,
    source,
    stance_style,
    type_and_mode,
    when,
)

DATE_CELLS = 10
GAP_CELLS = 2
QUOTE_CELLS_MIN = 20
QUOTE_LINES = 2


@dataclass(frozen=True, slots=True)
class DyadRecord:
    """What is shown of a dyad: two party keys, their events oldest first, the events' articles by id, the figures."""

    a: str
    b: str
    events: Sequence[Event]
    articles: Mapping[str, Article]
    alignment: Alignment

    def directed(self, actor: str, recipient: str) -> int:
        """Number of events from one party to the other."""
        return sum(1 for event in self.events if _is_directed(event, actor, recipient))


def _is_directed(event: Event, actor: str, recipient: str) -> bool:
    return any(_is_of(e, actor) for e in event.actors) and any(_is_of(e, recipient) for e in event.recipients)


def _is_of(entity: Entity, party: str) -> bool:
    """Whether an entity belongs to what was asked for: a party ('SRB') or one sector of it ('SRB/GOV')."""
    return party in (entity.party, entity.key)


def dyad_page(dyad: DyadRecord, label: Label, *, width_cells: int, limit: int | None = None) -> RenderableType:
    """The page, timeline newest last; `limit` keeps the newest events and states how many are left out."""
    shown = list(dyad.events)[-limit:] if limit else list(dyad.events)
    parts: list[RenderableType] = [*_header(dyad, label), Text()]
    if len(shown) < len(dyad.events):
        cut = counted(len(dyad.events) - len(shown), "earlier event")
        parts += [Text(f"… {cut} not shown (--all shows them, --limit N more of them)", "quiet"), Text()]
    parts += [_timeline(shown, dyad, label, width_cells=width_cells)] if shown else []
    parts += alignment_bars(dyad.alignment, width_cells=width_cells)
    return Group(*parts)


def _header(dyad: DyadRecord, label: Label) -> Iterator[Text]:
    a, b = plain(label(dyad.a)), plain(label(dyad.b))
    yield Text.assemble((f"{a} and {b}", "heading"), (f"  {dyad.a} · {dyad.b}", "quiet"))
    dates = sorted(filter(None, (when(e, dyad.articles.get(e.article)) for e in dyad.events)))
    period = f"{dates[0]} to {dates[-1]}" if dates else "no dates"
    outlets = {article.outlet for article in dyad.articles.values() if article.outlet}
    numbers = [
        counted(len(dyad.events), "event"),
        counted(len(dyad.articles), "article"),
        *([counted(len(outlets), "outlet")] if outlets else []),
    ]
    yield Text(f"{period}: {', '.join(numbers)}")
    there, back = dyad.directed(dyad.a, dyad.b), dyad.directed(dyad.b, dyad.a)
    yield Text(f"{a} → {b} {there}, {b} → {a} {back}, together {len(dyad.events) - there - back}")


def _timeline(events: Sequence[Event], dyad: DyadRecord, label: Label, *, width_cells: int) -> Table:
    """One row an event, the date in front; what is too long for a line goes on beside the date, never under it."""
    table = Table.grid(padding=(0, GAP_CELLS, 0, 0))
    table.add_column(no_wrap=True, min_width=DATE_CELLS)
    table.add_column(overflow="fold")
    for event in events:
        date = when(event, dyad.articles.get(event.article)) or "undated"
        table.add_row(Text(date), Group(*_entry(event, dyad, label, width_cells=width_cells), Text()))
    return table


def _entry(event: Event, dyad: DyadRecord, label: Label, *, width_cells: int) -> Iterator[Text]:
    """What happened, the words that say so, and where they stand."""
    head = Text.assemble(_parties(event, dyad, label), "  ", (type_and_mode(event), stance_style(event)))
    yield head.append(f"  {marks_in_words(event)}", "mark") if event.marks else head
    room = max(width_cells - DATE_CELLS - GAP_CELLS, QUOTE_CELLS_MIN)
    # Lines break at words: about a tenth of each line stays empty, so the quote is cut that much shorter.
    yield quoted(event.sentence, event.trigger, width_cells=QUOTE_LINES * room - room // 5)
    yield _provenance(event, dyad.articles.get(event.article), label)


def _parties(event: Event, dyad: DyadRecord, label: Label) -> str:
    """'Serbia → Russia', 'Serbia ↔ Russia', with others who took part: 'Serbia ↔ Russia, with Hungary'."""
    pair = [dyad.a, dyad.b]
    if event.recipients and not _is_directed(event, dyad.a, dyad.b):
        pair.reverse()
    arrow = "→" if event.recipients else "↔"
    text = f" {arrow} ".join(plain(label(party)) for party in pair)
    others = [e for e in (*event.actors, *event.recipients) if not any(_is_of(e, party) for party in pair)]
    return f"{text}, with {names(others, label)}" if others else text


def _provenance(event: Event, article: Article | None, label: Label) -> Text:
    text = Text(style="quiet")
    if event.says:
        text.append(f"says {names([event.says], label)}", "mark").append(" · ")
    text.append(f"{source(article, event.article)} · {short_id(event)}")
    if event.again:
        text.append(f" · told again in {counted(len(event.again), 'sentence')}")
    return text
