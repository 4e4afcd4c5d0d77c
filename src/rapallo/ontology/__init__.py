"""PLOVER: the 16 event types, their modes, quad classes and scores, and the marks an event can carry."""

from rapallo.ontology.plover import (
    MARKS,
    NONE,
    QUAD_NAMES,
    SECTORS,
    TURNING_MARKS,
    TYPES,
    EventType,
    event_type,
    is_verbal,
    quad,
    score,
)

__all__ = [
    "MARKS",
    "NONE",
    "QUAD_NAMES",
    "SECTORS",
    "TURNING_MARKS",
    "TYPES",
    "EventType",
    "event_type",
    "is_verbal",
    "quad",
    "score",
]
