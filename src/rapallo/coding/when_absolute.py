"""Time words that name a date of the calendar: `Sept. 4, 2024`, `July`, `early 2014`, `Christmas 2018`, `9/11`.

A range is dated by its first day, month or year. Where the year is left out, it is the nearest one on or before
publication; on or after it where the words or marks point ahead, or where that is near and the one before a year away.
"""

from __future__ import annotations

import re
from datetime import date

from rapallo.coding.when_calendar import (
    anniversary_on_or_after,
    anniversary_on_or_before,
    day_of,
    days_from,
    easter,
    month_value,
    months_from,
    nth_weekday,
    year_value,
)
from rapallo.coding.when_words import (
    EASTER_HOLIDAYS,
    FIXED_HOLIDAYS,
    HOLIDAYS,
    MONTH_HOLIDAYS,
    MONTHS,
    WEEKDAYS,
    Found,
    Phrase,
)

NEAREST_PAST = "nearest on or before publication"
NEAREST_AHEAD = "nearest on or after publication"
# A day told without its year lies ahead, marked or not, where that is this near: in the training set no report leaves
# the year out of a date more than nine months back.
NEAR_DAYS = 31

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY_AND_MONTH = re.compile(
    rf"""(?: (?<![0-9:.]) (?P<before>[0-9]{{1,2}}) {_ORDINAL}
             (?: \s? (?: - | and | to | & ) \s? [0-9]{{1,2}} {_ORDINAL} )? \s (?: of \s )? )?
         \b (?P<month>{_MONTH}) \b \.?
         (?: \s? (?: the \s )? (?P<after>[0-9]{{1,2}}) (?![0-9:]) )?""",
    re.VERBOSE,
)
# Not the hour of a soldier's clock ("2000 GMT"), not a decade ("the 1990s"): ten years are no date.
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])(?! ?(?:gmt|utc|hours|hrs|local))(?!(?<=0)'?s\b)")
_ISO = re.compile(r"(?<![0-9])(?P<year>(?:1[5-9]|20)[0-9]{2})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?(?![0-9])")
_NUMERIC = re.compile(
    r"(?<![0-9])(?P<first>[0-9]{1,2})(?P<separator>[-./])(?P<second>[0-9]{1,2})(?P=separator)"
    r"(?P<year>(?:1[5-9]|20)[0-9]{2})(?![0-9])"
)
_YEARS_AGO = re.compile(
    r"\b(?P<years>[0-9]{1,4}) ?(?:years?|yrs?) (?:ago|earlier|before)\b"
    r"|\b(?P<nth>[0-9]{1,4})(?:st|nd|rd|th) anniversary\b"
)
_YEARS_FROM_PUBLICATION = {"last year": -1, "previous year": -1, "year earlier": -1, "next year": 1, "this year": 0}
_HOLIDAY = re.compile("|".join(re.escape(name) for name in sorted(HOLIDAYS, key=len, reverse=True)))
_HOLIDAY_WORDS = frozenset(word for name in HOLIDAYS for word in re.findall("[a-z]+", name)) - {"day", "of", "s"}
# The attacks of 2001 need no year: "Sept. 11" told as history, or written as Americans do.
_NINE_ELEVEN = date(2001, 9, 11)
_NINE_ELEVEN_WRITTEN = re.compile(r"(?<![0-9/])9/11(?![0-9/])")


def numeric_date(phrase: Phrase) -> Found | None:
    """`2024-09-04`, `2024-09`, `24-09-2013`, `9/24/2013`; 04/05/2013 may be two days and gives the year alone."""
    if not phrase.words or not any(word[0] in "0123456789" for word in phrase.words):
        return None
    if _NINE_ELEVEN_WRITTEN.search(phrase.text):
        return _NINE_ELEVEN.isoformat(), "day named"
    if match := _ISO.search(phrase.text):
        year, month = int(match["year"]), int(match["month"])
        two_years = not match["day"] and month == (year + 1) % 100  # "2011-12"
        return _named(year, 0 if two_years else month, int(match["day"] or 0))
    if match := _NUMERIC.search(phrase.text):
        return _day_and_month_of(int(match["first"]), int(match["second"]), int(match["year"]), match["separator"])
    return None


def _day_and_month_of(first: int, second: int, year: int, separator: str) -> Found | None:
    """Dots and dashes put the day first; with slashes the one above 12 is the day, else nobody knows."""
    if separator == "/" and first <= 12 and second <= 12 and first != second:
        return year_value(year), "year named"
    day, month = (second, first) if second > 12 else (first, second)
    return _named(year, month, day)


def _named(year: int, month: int, day: int) -> Found | None:
    """A date with its year: to the day where the calendar has it, else to the month, else to the year."""
    if day and (found := day_of(year, month, day)):
        return found.isoformat(), "day named"
    if 1 <= month <= 12:
        return month_value(date(year, month, 1)), "month named"
    return year_value(year), "year named"


def month_date(phrase: Phrase) -> Found | None:
    """A month by name, with or without its day and year."""
    if phrase.lacks(MONTHS.keys()):
        return None
    match = _DAY_AND_MONTH.search(phrase.text)
    if match is None:
        return None
    month, day = MONTHS[match["month"]], int(match["before"] or match["after"] or 0)
    if (month, day) == (9, 11) and phrase.historical and not _YEAR.search(phrase.text):
        return _NINE_ELEVEN.isoformat(), "day named"
    year = _year_meant(phrase)
    if year is not None:
        return _named(year, month, day)
    if phrase.published is None:
        return None
    named_day = _day_without_year(phrase, phrase.published, month, day) if day else None
    return named_day or _month_without_year(phrase, phrase.published, match["month"])


def _year_meant(phrase: Phrase) -> int | None:
    """The year named, or counted from publication ("last year", "20 years ago", "60th anniversary")."""
    if match := _YEAR.search(phrase.text):
        return int(match[0])
    if phrase.published is None:
        return None
    for words, offset in _YEARS_FROM_PUBLICATION.items():
        if words in phrase.text:
            return phrase.published.year + offset
    match = _YEARS_AGO.search(phrase.text)
    return phrase.published.year - int(match["years"] or match["nth"]) if match else None


def _day_without_year(phrase: Phrase, published: date, month: int, day: int) -> Found | None:
    past = anniversary_on_or_before(published, month, day)
    ahead = anniversary_on_or_after(published, month, day)
    if past is None or ahead is None:
        return None
    near = not phrase.historical and (ahead - published).days <= NEAR_DAYS and past != published
    if _fits_weekday(phrase, ahead, past) or ((phrase.forward or near) and not _fits_weekday(phrase, past, ahead)):
        return ahead.isoformat(), f"day of the year, {NEAREST_AHEAD}"
    return past.isoformat(), f"day of the year, {NEAREST_PAST}"


def _fits_weekday(phrase: Phrase, this: date, other: date) -> bool:
    """Whether the weekday told along with the day ("Monday, June 12") fits the one date and not the other."""
    weekday = next((WEEKDAYS[word] for word in phrase.words if word in WEEKDAYS), None)
    return weekday is not None and this.weekday() == weekday != other.weekday()


def _month_without_year(phrase: Phrase, published: date, name: str) -> Found:
    month, before = MONTHS[name], phrase.word_before(name)
    if before == "this":
        return month_value(date(published.year, month, 1)), "month of the year of publication"
    near = not phrase.historical and month == months_from(published, 1).month
    if before == "next" or ((phrase.forward or near) and before != "last"):
        later = month < published.month or (before == "next" and month == published.month)
        return month_value(date(published.year + later, month, 1)), f"month, {NEAREST_AHEAD}"
    sooner = month > published.month or (before == "last" and month == published.month)
    return month_value(date(published.year - sooner, month, 1)), f"month, {NEAREST_PAST}"


def year_date(phrase: Phrase) -> Found | None:
    """A year, with whatever stands around it ("since 2012", "early 2014", "the 1999 war", "summer of 2014")."""
    match = _YEAR.search(phrase.text)
    if match is None:
        return None
    return match[0], "since year" if phrase.says("since", "from") else "year named"


def holiday_date(phrase: Phrase) -> Found | None:
    """A holiday that falls on one known day of its year."""
    if phrase.lacks(_HOLIDAY_WORDS):
        return None
    match = _HOLIDAY.search(phrase.text)
    if match is None:
        return None
    year = _year_meant(phrase)
    if year is not None:
        return _holiday(match[0], year).isoformat(), "holiday of the year named"
    return _holiday_without_year(match[0], phrase.published, phrase.forward) if phrase.published else None


def _holiday_without_year(name: str, published: date, forward: bool) -> Found:
    days = [_holiday(name, published.year + offset) for offset in (-1, 0, 1)]
    if forward:
        return min(day for day in days if day >= published).isoformat(), f"holiday, {NEAREST_AHEAD}"
    return max(day for day in days if day <= published).isoformat(), f"holiday, {NEAREST_PAST}"


def _holiday(name: str, year: int) -> date:
    if name in FIXED_HOLIDAYS:
        return date(year, *FIXED_HOLIDAYS[name])
    if name in MONTH_HOLIDAYS:
        return nth_weekday(year, *MONTH_HOLIDAYS[name])
    return days_from(easter(year), EASTER_HOLIDAYS[name])
