"""A dictionary's dated codes of one actor as times that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapallo.records import WithKey

FORMER = "ELI"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KeyTime(WithKey):
    """A key, and from when to when it holds (ISO days, both inclusive, '' for open)."""

    key: str
    start: str = ""
    end: str = ""

    @property
    def dated(self) -> bool:
        """Whether it holds for some time only."""
        return bool(self.start or self.end)

    @property
    def former(self) -> bool:
        """Whether it is that of an elite out of office."""
        return self.sector == FORMER

    @property
    def first(self) -> date:
        """The first day."""
        return date.fromisoformat(self.start) if self.start else date.min

    @property
    def last(self) -> date:
        """The last day."""
        return date.fromisoformat(self.end) if self.end else date.max


def without_overlap(times: Sequence[KeyTime]) -> list[KeyTime]:
    """Times in order, apart from each other; those of one key that touch are one.

    As in PETRARCH the first that holds on a day wins and an undated one holds where none else does. Time out of office
    (ELI) yields to every office, and undated it says nothing beside an office: the end of office tells.
    """
    dated = [time for time in times if time.dated]
    undated = [time for time in times if not time.dated]
    offices = any(not time.former for time in dated)
    undated = [time for time in undated if not (offices and time.former)][:1]
    kept: list[KeyTime] = []
    for time in [*sorted(dated, key=lambda one: one.former), *undated]:
        kept.extend(_free(time, kept))
    return _joined(sorted(kept, key=lambda one: one.first))


def hull(times: Iterable[KeyTime]) -> tuple[str, str]:
    """From the first day of all to the last."""
    listed = list(times)
    start = min((time.first for time in listed), default=date.min)
    end = max((time.last for time in listed), default=date.max)
    return _iso(start), _iso(end)


def _free(time: KeyTime, taken: Sequence[KeyTime]) -> list[KeyTime]:
    """What of a time no other takes."""
    free = [(time.first, time.last)]
    for other in taken:
        free = [part for span in free for part in _minus(span, (other.first, other.last))]
    return [KeyTime(time.key, _iso(first), _iso(last)) for first, last in free]


def _minus(span: tuple[date, date], other: tuple[date, date]) -> list[tuple[date, date]]:
    first, last = span
    if other[1] < first or last < other[0]:
        return [span]
    before = [(first, other[0] - DAY)] if first < other[0] else []
    behind = [(other[1] + DAY, last)] if other[1] < last else []
    return before + behind


def _joined(times: Sequence[KeyTime]) -> list[KeyTime]:
    joined: list[KeyTime] = []
    for time in times:
        before = joined[-1] if joined else None
        if before and before.key == time.key and before.last >= time.first - DAY:
            joined[-1] = KeyTime(time.key, before.start, time.end)
        else:
            joined.append(time)
    return joined


def _iso(day: date) -> str:
    return "" if day in (date.min, date.max) else day.isoformat()
