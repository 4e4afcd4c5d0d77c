"""Events as a table, one line each at any width: keys as `--actor` takes them, the quote in the room that is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from rapallo.records import Article, Entity, Event
from rapallo.showing.quoting import first_words, quoted
from rapallo.showing.wording import (
    keys,
    marks_in_words,
    party_keys,
    short_id,
    stance_style,
    type_and_mode,
    when,
    who_to_whom,
)

GAP_CELLS = 2
WHO_CELLS_MIN = 12
WHO_CELLS_MAX = 34
QUOTE_CELLS_WANTED = 24
QUOTE_CELLS_MIN = 14

Say = Callable[[Sequence[Entity]], str]


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    cells: list[Text]

    @property
    def width(self) -> int:
        """Cells of the widest cell and the gap behind it."""
        return max([cell_len(self.heading), *(cell.cell_len for cell in self.cells)]) + GAP_CELLS


def event_table(events: Sequence[Event], articles: Mapping[str, Article], *, width_cells: int) -> Table:
    """A table of the events in the order given. `articles` (by id) give the date of an event that has none.

    Where the quote would have too little room to say anything, first the mode goes, then the sectors, then the quote.
    """
    columns: list[_Column] = []
    for mode, say in ((True, keys), (False, keys), (False, party_keys)):
        columns = _columns(events, articles, width_cells=width_cells, mode=mode, say=say)
        if _left(columns, width_cells) >= QUOTE_CELLS_WANTED:
            break
    room = _left(columns, width_cells)
    if room >= QUOTE_CELLS_MIN:
        quotes = [quoted(event.sentence, event.trigger, width_cells=room) for event in events]
        columns.insert(-1, _Column("quote", quotes))
    return _table(columns)


def _columns(
    events: Sequence[Event], articles: Mapping[str, Article], *, width_cells: int, mode: bool, say: Say
) -> list[_Column]:
    """All columns but the quote; marks only where there are any; the parties are cut to what the others leave."""
    dates = _Column("date", [Text(when(event, articles.get(event.article))) for event in events])
    types = _Column("type", [Text(type_and_mode(e) if mode else e.type, stance_style(e)) for e in events])
    marks = _Column("marks", [Text(_marks(event), "mark") for event in events])
    ids = _Column("id", [Text(short_id(event), "quiet") for event in events])
    others = [types, marks, ids] if any(cell.plain for cell in marks.cells) else [types, ids]
    room = min(WHO_CELLS_MAX, max(WHO_CELLS_MIN, _left([dates, *others], width_cells)))
    who = _Column("who → whom", [Text(first_words(who_to_whom(event, say), room)) for event in events])
    return [dates, who, *others]


def _marks(event: Event) -> str:
    """The first mark and how many more there are: 'planned +1'."""
    first, *more = marks_in_words(event).split(", ")
    return f"{first} +{len(more)}" if more else first


def _left(columns: Sequence[_Column], width_cells: int) -> int:
    """Cells that one more column in front of the last would have; the last needs no gap."""
    return width_cells - sum(column.width for column in columns)


def _table(columns: Sequence[_Column]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0), header_style="heading")
    for column in columns:
        table.add_column(column.heading, no_wrap=True, overflow="ellipsis")
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*row)
    return table
