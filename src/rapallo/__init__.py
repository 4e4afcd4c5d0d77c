"""Rapallo reads the news and keeps the record: who did what to whom, when, where, and who says so.

The public API, nothing else. Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rapallo.errors import RapalloError
    from rapallo.facade import OpenStore, open  # noqa: A004 - rapallo.open, as in gzip.open
    from rapallo.pipeline import Coder
    from rapallo.records import Article, Entity, Event, Evidence, Relation

_HOMES = {
    "Article": "rapallo.records",
    "Coder": "rapallo.pipeline",
    "Entity": "rapallo.records",
    "Event": "rapallo.records",
    "Evidence": "rapallo.records",
    "OpenStore": "rapallo.facade",
    "RapalloError": "rapallo.errors",
    "Relation": "rapallo.records",
    "open": "rapallo.facade",
}

__all__ = ["Article", "Coder", "Entity", "Event", "Evidence", "OpenStore", "RapalloError", "Relation", "open"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'rapallo' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
