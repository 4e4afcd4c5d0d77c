"""PLOVER: the 16 event types, their modes, quad classes and scores, and the marks an event can carry."""

from rapallo.ontology.plover import (
    MARKS,
    QUAD_NAMES,
    SECTORS,
    TYPES,
    EventType,
    event_type,
    is_verbal,
    quad,
    score,
)

__all__ = [
    "MARKS",
    "QUAD_NAMES",
    "SECTORS",
    "TYPES",
    "EventType",
    "event_type",
    "is_verbal",
    "quad",
    "score",
]
