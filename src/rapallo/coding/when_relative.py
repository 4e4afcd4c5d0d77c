"""Time words that need no counting: `Wednesday`, `yesterday`, `last month`, `this summer`, `that day`, `recently`.

What is no single day is dated to the month or year that holds it: a week by its middle, a weekend by its Saturday.
"""

from __future__ import annotations

import re
from datetime import date

from rapallo.coding.when_calendar import (
    THURSDAY,
    days_from,
    middle_of_season,
    middle_of_week_so_far,
    month_value,
    months_from,
    weekday_in_week,
    weekday_on_or_after,
    weekday_on_or_before,
    year_value,
)
from rapallo.coding.when_words import SEASONS, WEEKDAYS, Found, Phrase

SATURDAY = 5
# "Recently" is read as this long before publication, so that early in a month it falls into the month before.
RECENT_DAYS = 3

_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "dawn", "dusk", "noon", "midday", "midnight"})
_PERIODS = frozenset({"day", "week", "weekend", "month", "year", *_DAY_PARTS, *SEASONS})
_PERIOD = re.compile(
    rf"""\b (?: (?P<which>this|last|next|past|previous|coming|following|that|same|current) [ ] )?
         (?P<unit>{"|".join(sorted(_PERIODS, key=len, reverse=True))}) \b""",
    re.VERBOSE,
)
_WITHIN_PERIOD = frozenset({"earlier", "later", "end", "start", "beginning", "middle", "rest"})
_AHEAD = frozenset({"next", "coming"})
_BACK = frozenset({"last", "past", "previous"})
_TOLD = frozenset({"that", "same", "following"})
_TODAY = frozenset({"today", "todays", "tonight", "overnight"})
_THIS_MONTH = frozenset({"now", "currently", "presently", "ongoing", "nowadays"})
_YEARS = frozenset({"years", "decades"})  # "in recent years" has no date
_RECENT = frozenset({"recent", "recently", "lately", "newly"})


def weekday_date(phrase: Phrase) -> Found | None:
    """`Wednesday`, `early Friday morning`, `last Monday`, `next Friday`, `Tuesday of last week`."""
    if phrase.published is None or phrase.lacks(WEEKDAYS.keys()):
        return None
    name = next(word for word in phrase.words if word in WEEKDAYS)
    day, rule = _weekday(phrase, phrase.published, WEEKDAYS[name], phrase.word_before(name))
    return day.isoformat(), rule


def _weekday(phrase: Phrase, published: date, weekday: int, before: str) -> tuple[date, str]:
    if before == "next" or "next week" in phrase.text:
        return weekday_in_week(published, weekday, 1), "weekday of the week after publication"
    if "last week" in phrase.text or "previous week" in phrase.text:
        return weekday_in_week(published, weekday, -1), "weekday of the week before publication"
    if "week ago" in phrase.text:
        return days_from(weekday_on_or_before(published, weekday), -7), "weekday, a week before the last"
    if before == "last":
        return weekday_on_or_before(days_from(published, -1), weekday), "weekday before publication"
    if phrase.forward and before != "past":
        return weekday_on_or_after(published, weekday), "weekday on or after publication"
    return weekday_on_or_before(published, weekday), "weekday on or before publication"


def day_word_date(phrase: Phrase) -> Found | None:
    """`today`, `overnight`, `yesterday`, `the day before yesterday`, `tomorrow`."""
    if phrase.published is None:
        return None
    if phrase.says("yesterday"):
        days = 2 if "before yesterday" in phrase.text else 1
        return days_from(phrase.published, -days).isoformat(), "day before publication"
    if phrase.says("tomorrow"):
        days = 2 if "after tomorrow" in phrase.text else 1
        return days_from(phrase.published, days).isoformat(), "day after publication"
    return None if phrase.lacks(_TODAY) else (phrase.published.isoformat(), "day of publication")


def period_date(phrase: Phrase) -> Found | None:
    """A part of the calendar pointed at: `last week`, `earlier this month`, `over the weekend`, `that same evening`."""
    if phrase.published is None or phrase.lacks(_PERIODS):
        return None
    match = _PERIOD.search(phrase.text)
    if match is None:
        return None
    which, unit, published = match["which"] or "", match["unit"], phrase.published
    if unit == "day" or unit in _DAY_PARTS:
        return _day_period(phrase, published, which, unit)
    if which == "last" and unit not in SEASONS and phrase.word_before("last") in {"the", "this"}:
        which = "past"
    elif not which and not phrase.lacks(_WITHIN_PERIOD) and phrase.word_before(unit) in {"the", "of"}:
        which = "this"  # "later in the week", "by the end of the year"
    if which == "this" and phrase.says("earlier"):
        published = days_from(published, -1)  # "earlier this month", on the first, is the month before
    if which in _TOLD:
        return _told_period(phrase, which, unit)
    return _calendar_period(phrase, published, which, unit)


def _calendar_period(phrase: Phrase, published: date, which: str, unit: str) -> Found | None:
    if unit == "weekend":
        return _weekend(phrase, published, which), "weekend, by its Saturday"
    if unit in SEASONS:
        return _season(phrase, published, which, SEASONS[unit]), "year of the season nearest publication"
    if not which:
        return None
    return {"week": _week, "month": _month, "year": _year}[unit](phrase, published, which)


def _day_period(phrase: Phrase, published: date, which: str, unit: str) -> Found | None:
    told = phrase.day_told()
    if which in {"next", "following"}:
        return (days_from(told, 1).isoformat(), "day after the day told before") if told else None
    if which == "previous" and told:
        return days_from(told, -1).isoformat(), "day before the day told before"
    if which == "previous" or (which == "last" and unit != "day"):
        return days_from(published, -1).isoformat(), "day before publication"
    if told and (which in {"that", "same"} or (not which and unit != "day")):
        return told.isoformat(), "day told before"
    if which or unit != "day" or phrase.says("in"):
        return published.isoformat(), "day of publication"
    return None


def _told_period(phrase: Phrase, which: str, unit: str) -> Found | None:
    """`That month`, `the following year`: counted from the nearest value told before that is fine enough."""
    if unit == "year" or unit in SEASONS:
        told = phrase.told(4)
        return (year_value(int(told) + (which == "following")), "year told before") if told else None
    told = phrase.told(7)
    if not told:
        return None
    months = 1 if which == "following" and unit == "month" else 0
    return month_value(months_from(date(int(told[:4]), int(told[5:]), 1), months)), "month told before"


def _week(phrase: Phrase, published: date, which: str) -> Found:
    """A week has no ISO form that sorts with months: the month of its middle, like ISO 8601 gives a week its year."""
    if which in {"last", "previous"}:
        return month_value(weekday_in_week(published, THURSDAY, -1)), "month of the week before publication"
    if which == "past":
        return month_value(days_from(published, -RECENT_DAYS)), "month of the seven days before publication"
    if which in _AHEAD:
        return month_value(weekday_in_week(published, THURSDAY, 1)), "month of the week after publication"
    if phrase.forward:
        middle = max(published, weekday_in_week(published, THURSDAY, 0))
    else:
        middle = middle_of_week_so_far(published)
    return month_value(middle), "month of the week of publication"


def _weekend(phrase: Phrase, published: date, which: str) -> str:
    if which in {"last", "previous", "next"}:
        return weekday_in_week(published, SATURDAY, 1 if which == "next" else -1).isoformat()
    if which == "coming" or (phrase.forward and which != "past"):
        return weekday_in_week(published, SATURDAY, 0).isoformat()
    return weekday_on_or_before(published, SATURDAY).isoformat()


def _month(_: Phrase, published: date, which: str) -> Found:
    if which in {"last", "previous"}:
        return month_value(months_from(published, -1)), "month before publication"
    if which == "past":
        return month_value(days_from(published, -15)), "month of the thirty days before publication"
    if which in _AHEAD:
        return month_value(months_from(published, 1)), "month after publication"
    return month_value(published), "month of publication"


def _year(_: Phrase, published: date, which: str) -> Found | None:
    if which in {"last", "previous"}:
        return year_value(published.year - 1), "year before publication"
    if which in _AHEAD:
        return year_value(published.year + 1), "year after publication"
    # "Over the past year" lies in two years.
    return None if which == "past" else (year_value(published.year), "year of publication")


def _season(phrase: Phrase, published: date, which: str, first_month: int) -> str:
    """The year of the season: the last that had begun, or ended (`last`), or one ahead. A winter is its January's."""
    years = range(max(published.year - 2, 1), published.year + 2)
    seasons = [(date(year, first_month, 1), middle_of_season(year, first_month)) for year in years]
    if which in _AHEAD or (phrase.forward and which not in _BACK):
        return year_value(min(middle for _, middle in seasons if days_from(middle, 45) >= published).year)
    begun_by = months_from(published, -3) if which in _BACK else published
    middle = max(middle for start, middle in seasons if start <= begun_by)
    return year_value(min(middle, published).year)


def vague_date(phrase: Phrase) -> Found | None:
    """`recently`, `the other day`, `now`, `shortly afterwards`: to the month."""
    if "same time" in phrase.text or "shortly after" in phrase.text:
        told = phrase.told(7) or phrase.told(4)
        return (told, "time told before") if told else None
    if phrase.published is None or not phrase.lacks(_YEARS):
        return None
    if not phrase.lacks(_RECENT) or "other day" in phrase.text:
        return month_value(days_from(phrase.published, -RECENT_DAYS)), "shortly before publication"
    if not phrase.lacks(_THIS_MONTH) or "so far" in phrase.text or "at the moment" in phrase.text:
        return month_value(phrase.published), "month of publication"
    return None
