"""The store under all stages: articles, events and their evidence in one DuckDB file."""

from rapallo.store.dating import PUBLICATION_RULE, day_span, effective_date
from rapallo.store.filters import EventFilter
from rapallo.store.recoding import Recoding
from rapallo.store.runs import Added
from rapallo.store.store import Store
from rapallo.store.view import Counts, DyadCounts, Stratum, View
from rapallo.store.writer import Writer

__all__ = [
    "PUBLICATION_RULE",
    "Added",
    "Counts",
    "DyadCounts",
    "EventFilter",
    "Recoding",
    "Store",
    "Stratum",
    "View",
    "Writer",
    "day_span",
    "effective_date",
]
