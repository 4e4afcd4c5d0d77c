"""The PLOVER tables, read once from plover.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from rapallo.errors import NameUnknownError

# PLOVER's auxiliary modes, in the order in which they are written.
MARKS = ("negation", "future", "hypothetical", "historical")
# Those that turn what is said of an event. That it lies more than a year back is told by its date, and coders differ in
# saying it: events are not told apart by that mark, and it is not scored.
TURNING_MARKS = tuple(mark for mark in MARKS if mark != "historical")

# What stands in place of a type where there is no event.
NONE = "NONE"

QUAD_NAMES: Mapping[int, str] = MappingProxyType(
    {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
)

# PLOVER's sector codes, and NGO, which is ours.
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC NGO".split()
)


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types: quad class 1-4, score in [-10, 10], scores of its modes."""

    name: str
    quad: int
    score: float
    modes: Mapping[str, float]


def _read() -> Mapping[str, EventType]:
    table = tomllib.loads(files(__package__).joinpath("plover.toml").read_text("utf-8"))["types"]
    return MappingProxyType(
        {
            name: EventType(name, row["quad"], float(row["score"]), MappingProxyType(dict(row.get("modes", {}))))
            for name, row in table.items()
        }
    )


TYPES: Mapping[str, EventType] = _read()


def event_type(name: str) -> EventType:
    """The type of this name, in any case. Raises NameUnknownError."""
    try:
        return TYPES[name.upper()]
    except KeyError:
        raise NameUnknownError(f"There is no event type {name!r}.", mend=f"The types are {', '.join(TYPES)}.") from None


def quad(type_name: str) -> int:
    """Quad class of a type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return event_type(type_name).quad


def is_verbal(type_name: str) -> bool:
    """Whether a type is words (quads 1 and 3) rather than deeds (2 and 4)."""
    return quad(type_name) in (1, 3)


def score(type_name: str, mode: str | None = None) -> float:
    """PLOVER's conflict-cooperation score in [-10, 10]: the mode's where it has one, else the type's."""
    kind = event_type(type_name)
    return float(kind.modes.get(mode, kind.score)) if mode else kind.score
