"""Calendar arithmetic behind time words: weekdays, weeks, months, seasons, holidays. Knows no words.

Every function may raise OverflowError or ValueError at the ends of the calendar (years 1 and 9999); `resolve_date`
answers None there.
"""

from __future__ import annotations

from datetime import date, timedelta

THURSDAY = 3
# How far back a day of the month is looked for: two leap days lie at most eight years apart.
YEARS_SEARCHED = 9


def days_from(day: date, days: int) -> date:
    """The day so many days after (negative: before) `day`."""
    return day + timedelta(days)


def months_from(day: date, months: int) -> date:
    """The first day of the month so many months after (negative: before) that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def month_value(day: date) -> str:
    """ISO to the month: `2024-07`."""
    return f"{day.year:04}-{day.month:02}"


def year_value(year: int) -> str:
    """ISO to the year: `1999`."""
    return f"{date(year, 1, 1).year:04}"


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The last such weekday (0 = Monday) up to and including `day`."""
    return days_from(day, -((day.weekday() - weekday) % 7))


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday (0 = Monday) from `day` on."""
    return days_from(day, (weekday - day.weekday()) % 7)


def weekday_in_week(day: date, weekday: int, weeks: int) -> date:
    """That weekday of the calendar week (Monday to Sunday) so many weeks after the week of `day`."""
    return days_from(day, weekday - day.weekday() + 7 * weeks)


def middle_of_week_so_far(day: date) -> date:
    """Half way between the week's Monday and `day`: the best single guess at "this week" in a report of the past."""
    return days_from(day, -(day.weekday() + 1) // 2)


def anniversary_on_or_before(day: date, month: int, day_of_month: int) -> date | None:
    """The last such day of the year up to and including `day`; None where no year has it (February 31)."""
    return _nearest(day, month, day_of_month, -1)


def anniversary_on_or_after(day: date, month: int, day_of_month: int) -> date | None:
    """The first such day of the year from `day` on; None where no year has it."""
    return _nearest(day, month, day_of_month, 1)


def _nearest(day: date, month: int, day_of_month: int, step: int) -> date | None:
    for offset in range(YEARS_SEARCHED):
        found = day_of(day.year + step * offset, month, day_of_month)
        if found and (found - day).days * step >= 0:
            return found
    return None


def day_of(year: int, month: int, day_of_month: int) -> date | None:
    """The date, or None where the calendar does not have it."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def middle_of_season(year: int, first_month: int) -> date:
    """The middle of the three months from `first_month` of `year` on (December: the middle lies in the year after)."""
    return days_from(months_from(date(year, first_month, 1), 1), 14)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; nth -1 is the last one."""
    if nth > 0:
        return days_from(weekday_on_or_after(date(year, month, 1), weekday), 7 * (nth - 1))
    return weekday_on_or_before(days_from(months_from(date(year, month, 1), 1), -1), weekday)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus, Nature, 1876)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
