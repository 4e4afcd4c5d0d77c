"""When: time words of an article → an ISO date to the granularity they tell, and the rule that found it.

Rules of our own and no date library: measured in docs/how-it-works.md, they are right far more often on news text and
tens of times as fast. A library's date always has a day, and knows nothing of the report around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rapallo.coding.when_absolute import holiday_date, month_date, numeric_date, year_date
from rapallo.coding.when_counted import counted_date
from rapallo.coding.when_relative import day_word_date, period_date, vague_date, weekday_date
from rapallo.coding.when_words import Found, Phrase, phrase

# The first rule that answers decides. What names a date stands before what must be counted.
RULES: tuple[Callable[[Phrase], Found | None], ...] = (
    numeric_date,  # 1. 2024-09-04, 24.9.2013, 9/11
    holiday_date,  # 2. Christmas 2018
    month_date,  # 3. Sept. 4; July last year
    year_date,  # 4. since 2012; the 1999 war
    weekday_date,  # 5. Wednesday; last Friday
    day_word_date,  # 6. today, yesterday
    period_date,  # 7. last month; over the weekend; that day
    counted_date,  # 8. two days earlier; in recent weeks
    vague_date,  # 9. recently, now
)
# What lies before a date or lasts until it has no date itself; nor has what happens again and again.
OPEN_ENDED = ("before ", "until ", "till ", "prior to ", "ahead of ", "up to ", "on the eve of ", "on eve of ")
REPEATED = ("every", "each")


@dataclass(frozen=True, slots=True)
class Resolved:
    """`value` is ISO 8601 to the granularity known (`2024-09-04`, `2024-07`, `1999`), `rule` says in words how."""

    value: str
    rule: str


def resolve_date(
    words: str, published: date | None, *, future: bool = False, historical: bool = False, earlier: Sequence[str] = ()
) -> Resolved | None:
    """When the time words of an event say that it happened; None where they do not say.

    `future` and `historical` are the event's marks: a future event lies on or after publication where the words leave
    it open (a weekday, a day or month without its year). `earlier` are the values of the dates that the article tells
    before these words, the nearest last, for "that day" and "a week later". Without `published` only words with their
    year resolve. Never raises; reads PHRASE_CHARS_MAX characters at most.
    """
    told = phrase(words, published, future=future, historical=historical, earlier=earlier)
    if told.text.startswith(OPEN_ENDED) or told.says(*REPEATED):
        return None
    try:
        for rule in RULES:
            if found := rule(told):
                return Resolved(*found)
    except (ValueError, OverflowError):  # a count that leads out of the calendar, or an earlier value that is no date
        pass
    return None
