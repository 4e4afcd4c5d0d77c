"""The consoles that everything is shown on: data and pages on stdout, progress and errors on stderr."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import TextIO

from rich.console import Console
from rich.theme import Theme

THEME = Theme(
    {
        "heading": "bold",
        "quiet": "dim",
        "trigger": "bold underline",
        "cooperation": "green",
        "conflict": "red",
        "mark": "yellow",
        "type_in": "cyan",
    }
)
# A pipe has no width; this one is the customary one. COLUMNS overrides it.
PIPED_WIDTH_CELLS = 80


def console(stream: TextIO | None = None) -> Console:
    """A console on a stream (default: stdout as it is now). Colour only on a terminal and without NO_COLOR."""
    stream = stream or sys.stdout
    terminal = stream.isatty()
    return Console(
        file=stream,
        theme=THEME,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=terminal,
        no_color=None if terminal else True,
        color_system="auto" if terminal else None,
        width=None if terminal else get_terminal_size((PIPED_WIDTH_CELLS, 24)).columns,
    )
