"""Time words with a number: `two days earlier`, `a decade ago`, `within 72 hours`, `in recent weeks`, `for a week`.

Days are dated to the day, weeks and months to the month, years to the year. A rough count (`a few days ago`) is dated
one step coarser, a span to what holds it whole, a length of time (`for three weeks`) by its beginning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rapallo.coding.when_calendar import days_from, month_value, months_from, year_value
from rapallo.coding.when_words import NUMBERS, ROUGH_NUMBERS, UNIT_WORDS, UNITS, Found, Phrase

EXACT_DAYS_MAX = 10
HOURS_A_DAY = 24
# What days, weeks and months without a number are taken to be; years without a number are no date.
UNCOUNTED = {"day": 3, "week": 2, "month": 3}
DAYS_OF = {"day": 1, "week": 7, "month": 30}
# A span up to this long is dated by the month of its middle, a longer one by what holds it whole.
SHORT_SPAN_DAYS = 10

_COUNTS = "|".join(sorted({**NUMBERS, **ROUGH_NUMBERS}, key=len, reverse=True))
_ONES = "|".join(list(NUMBERS)[1:10])
_QUANTITY = re.compile(
    rf"""\b (?: (?P<count>[0-9]{{1,4}} | {_COUNTS}) (?: [ -] (?P<ones>{_ONES}) )?
               (?: -and-a-half | [ ]and[ ]a[ ]half | [ ]of | [ ]more | [ ]full | [ ]straight )? [ -] )?
         (?P<unit>{"|".join(UNITS)}) (?P<plural>s)? \b""",
    re.VERBOSE,
)
_BACK = frozenset(["ago", "earlier", "before", "beforehand", "previously", "prior", "after", "since", "old"])
_BACK_FROM_TOLD = frozenset({"earlier", "before", "previously", "prior"})
_LATER = frozenset({"later", "afterward", "afterwards"})
_SPAN = frozenset({"last", "past", "recent", "over", "during", "in", "within"})


@dataclass(frozen=True, slots=True)
class _Quantity:
    """So many of a unit: hour, day, week, month or year."""

    count: int
    unit: str
    rough: bool

    def __str__(self) -> str:
        number = "some" if self.rough else str(self.count)
        return f"{number} {self.unit}{'s' if self.rough or self.count != 1 else ''}"


def counted_date(phrase: Phrase) -> Found | None:
    """A quantity of time, counted from publication or from the day told before, or a span up to publication."""
    if phrase.published is None or phrase.lacks(UNIT_WORDS):
        return None
    match = _QUANTITY.search(phrase.text)
    quantity = _quantity(phrase, match) if match else None
    return _dated(phrase, phrase.published, quantity) if quantity else None


def _quantity(phrase: Phrase, match: re.Match[str]) -> _Quantity | None:
    unit, count = UNITS[match["unit"]], match["count"]
    if count is None:
        return _uncounted(phrase, unit, plural=match["plural"] is not None)
    rough = count in ROUGH_NUMBERS
    number = int(count) if count.isdigit() else NUMBERS.get(count, 0) or ROUGH_NUMBERS.get(count, 0)
    number += NUMBERS.get(match["ones"], 0)
    if unit == "hour":
        return _Quantity((number + HOURS_A_DAY // 2) // HOURS_A_DAY, "day", rough)
    return _Quantity(10 * number, "year", rough) if unit == "decade" else _Quantity(number, unit, rough)


def _uncounted(phrase: Phrase, unit: str, *, plural: bool) -> _Quantity | None:
    """`Days after`, `for weeks`; and `the day after`, `over week` in a headline, which mean one."""
    if unit == "hour":
        return _Quantity(0, "day", rough=False)
    if plural and unit in UNCOUNTED:
        return _Quantity(UNCOUNTED[unit], unit, rough=True)
    if not plural and unit in DAYS_OF and (phrase.says("over") or not phrase.lacks(_BACK | _LATER)):
        return _Quantity(1, unit, rough=False)
    return None


def _dated(phrase: Phrase, published: date, quantity: _Quantity) -> Found | None:
    if not phrase.lacks(_LATER):
        told = phrase.day_told()
        return _point(told, 1, quantity, "after the day told before") if told else None
    if not phrase.lacks(_BACK):
        return _back(phrase, published, quantity)
    if phrase.forward or "from now" in phrase.text:
        return _point(published, 1, quantity, "after publication")
    return _length(published, quantity) if phrase.lacks(_SPAN) else _span(published, quantity)


def _back(phrase: Phrase, published: date, quantity: _Quantity) -> Found | None:
    """`Ago` and `after` count from publication: what came a day after the event is the report's own news."""
    if phrase.says("before") and phrase.words[-1] != "before":
        return None  # "two days before the vote": when the vote was, these words do not say
    told = None if phrase.lacks(_BACK_FROM_TOLD) else phrase.day_told()
    if told:
        return _point(told, -1, quantity, "before the day told before")
    return _point(published, -1, quantity, "before publication")


def _point(base: date, sign: int, quantity: _Quantity, told: str) -> Found | None:
    """So long after (sign 1) or before (sign -1) a day."""
    count, rule = sign * quantity.count, f"relative: {quantity} {told}"
    if quantity.unit == "year":
        return None if quantity.rough else (year_value(base.year + count), rule)
    if quantity.unit == "month":
        month = month_value(months_from(base, count))
        return (month[:4] if quantity.rough else month), rule
    day = days_from(base, count * DAYS_OF[quantity.unit])
    if day == base:
        rule = "relative: the same day"
    to_the_day = quantity.unit == "day" and not quantity.rough and quantity.count <= EXACT_DAYS_MAX
    return (day.isoformat() if to_the_day else month_value(day)), rule


def _span(published: date, quantity: _Quantity) -> Found | None:
    """The time up to publication: `in the past 24 hours`, `over the past ten days`, `in recent months`."""
    if quantity.unit == "year":
        return None
    rule, days = f"relative: {quantity} up to publication", quantity.count * DAYS_OF[quantity.unit]
    if days <= 1:
        return published.isoformat(), rule
    start, middle = days_from(published, -days), days_from(published, -days // 2)
    whole_month = days <= SHORT_SPAN_DAYS or month_value(start) == month_value(published)
    return (month_value(middle) if whole_month else year_value(middle.year)), rule


def _length(published: date, quantity: _Quantity) -> Found | None:
    """`For three weeks`, `two days`: when it began. Months and years are too long for that to say when."""
    if quantity.unit not in {"day", "week"} and not quantity.rough:
        return None
    start = _point(published, -1, quantity, "up to publication")
    return (start[0][:7], start[1]) if start else None
