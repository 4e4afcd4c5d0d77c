"""Alignment in words and deeds as bars on the scale from -1 to 1."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from rapallo.alignment import Alignment, Estimate
from rapallo.showing.wording import counted

HOW = (
    "Mean PLOVER score / 10 by confidence and marks, drawn to 0 where events are few, ± standard error. "
    "How: docs/alignment.md"
)
# Cells on either side of 0.
HALF_CELLS_MAX = 20
HALF_CELLS_MIN = 6
# Label, figure and count of events stand beside the bar.
BESIDE_CELLS = 44


def alignment_bars(alignment: Alignment, *, width_cells: int) -> Iterator[RenderableType]:
    """Heading, one bar each for words, deeds and both, and how the figures are made."""
    half = min(HALF_CELLS_MAX, max(HALF_CELLS_MIN, (width_cells - BESIDE_CELLS) // 2))
    yield Text.assemble(("Alignment", "heading"), ("  provisional", "mark"))
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(4):
        table.add_column(no_wrap=True)
    table.add_row("", "", Text(f"{'-1':<{half}}0{'+1':>{half}}", "quiet"), "")
    rows = [("words", alignment.words), ("deeds", alignment.deeds), ("both", alignment.overall)]
    for name, estimate in rows:
        table.add_row(f"  {name}", *_cells(estimate, half))
    yield table
    yield Text(HOW, "quiet")


def _cells(estimate: Estimate | None, half: int) -> tuple[Text, Text, Text]:
    if estimate is None:
        return Text("no evidence", "quiet"), _bar(0, half), Text()
    figure = Text(f"{estimate.value:+.2f} ± {estimate.spread:.2f}")
    return figure, _bar(estimate.value, half), Text(counted(estimate.events, "event"), "quiet")


def _bar(value: float, half: int) -> Text:
    """A bar from 0 to the value: at least one cell where the value does not round to 0.00."""
    cells = max(round(abs(value) * half), 1) if round(value, 2) else 0
    dots = "·" * (half - cells)
    if value < 0:
        return Text.assemble((dots, "quiet"), ("█" * cells, "conflict"), "│", ("·" * half, "quiet"))
    return Text.assemble(("·" * half, "quiet"), "│", ("█" * cells, "cooperation"), (dots, "quiet"))
