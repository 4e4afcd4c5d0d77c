"""ISO dates known to the day, the month or the year ('2017-05-31', '2017-05', '2017'; '' for open), compared.

A date of coarser grain stands for all of its days: who held an office to '2010' held it on every day of 2010, and
'2010-05' is neither before nor behind '2010-05-31'.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS_A_YEAR = 12
YEAR_CHARS, MONTH_CHARS = len("YYYY"), len("YYYY-MM")


def is_before(one: str, other: str) -> bool:
    """Whether all of a date lies before another one, as far as both are known."""
    grain = min(len(one), len(other))
    return one[:grain] < other[:grain]


def has_begun(start: str, day: str) -> bool:
    """Whether what begins at a date ('' long ago) has begun on a day; without a day: yes."""
    return not is_before(day, start)


def is_over(end: str, day: str) -> bool:
    """Whether what lasts to a date ('' open) is over on a day; without a day: whether it ends at all."""
    return bool(end) and (not day or is_before(end, day))


def holds(start: str, end: str, day: str) -> bool:
    """Whether what lasts from one date to another holds on a day; without a day: whether it does not end."""
    return has_begun(start, day) and not is_over(end, day)


def days_until(day: str, start: str) -> int | None:
    """Days from an ISO day to the first day of a date; None where one is open or the day is known less exactly."""
    return (first_day(start) - date.fromisoformat(day)).days if start and len(day) > MONTH_CHARS else None


def days_since(end: str, day: str) -> int | None:
    """Days from the last day of a date to an ISO day; None where one is open or the day is known less exactly."""
    return (date.fromisoformat(day) - last_day(end)).days if end and len(day) > MONTH_CHARS else None


def first_day(text: str) -> date:
    """'2017-05' → 2017-05-01. Raises ValueError where there is no such date."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """'2017-05' → 2017-05-31. Raises ValueError where there is no such date."""
    year, month, day = _parts(text)
    month = month or MONTHS_A_YEAR
    return date(year, month, day or monthrange(year, month)[1])


def months(text: str) -> int:
    """Months since the year 0, to order dates by; 0 for an open one."""
    return int(text[:YEAR_CHARS] or 0) * MONTHS_A_YEAR + int(text[YEAR_CHARS + 1 : MONTH_CHARS] or 0)


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = (int(part) for part in (f"{text}-0-0").split("-")[:3])
    return year, month, day


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, ISO dates to the granularity known, '' for open."""

    start: str = ""
    end: str = ""

    @property
    def reversed(self) -> bool:
        """Whether it ends before it begins."""
        return bool(self.start and self.end) and is_before(self.end, self.start)

    def holds(self, day: str) -> bool:
        """Whether it holds on an ISO day; without a day: whether it does not end."""
        return holds(self.start, self.end, day)

    @classmethod
    def of(cls, written: str) -> Span:
        """'1949/1990' → its two dates, unchecked."""
        start, _, end = written.partition("/")
        return cls(start.strip(), end.strip())


OPEN = Span()


def lasting(start: str, end: str) -> str:
    """'2017-06-29 to 2020-10-28', 'since 2022-12', 'until 1991', '' where both are open."""
    if start and end:
        return f"{start} to {end}" if start != end else start
    return f"since {start}" if start else f"until {end}" if end else ""
