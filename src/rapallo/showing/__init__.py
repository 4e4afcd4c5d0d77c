"""What is shown on a terminal: tables, pages, progress. News text comes through `plain` before it is shown."""

from rapallo.showing.dyad_page import DyadRecord, dyad_page
from rapallo.showing.entities import entities_page
from rapallo.showing.event_table import event_table
from rapallo.showing.explanation import explanation
from rapallo.showing.progress import Tally, dropped, progress, summary
from rapallo.showing.terminal import console
from rapallo.showing.untrusted import plain
from rapallo.showing.wording import counted, short_id

__all__ = [
    "DyadRecord",
    "Tally",
    "console",
    "counted",
    "dropped",
    "dyad_page",
    "entities_page",
    "event_table",
    "explanation",
    "plain",
    "progress",
    "short_id",
    "summary",
]
