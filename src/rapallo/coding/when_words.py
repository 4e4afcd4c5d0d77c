"""The vocabulary of time words, and a phrase made ready for the rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

# What a rule finds: the value in ISO 8601, and the rule in words.
Found = tuple[str, str]

# The longest time words in the training set have 61 characters; the rest of a longer phrase is not read.
PHRASE_CHARS_MAX = 120

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)}
MONTHS["sept"] = 9

_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# "saturdays": a possessive whose apostrophe was lost on the way.
WEEKDAYS = {form: i for i, name in enumerate(_WEEKDAY_NAMES) for form in (name, name + "s", name[:3])}
WEEKDAYS |= {"tues": 1, "thur": 3, "thurs": 3}

# First month of each; three months long.
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = {name: i for i, name in enumerate(_SMALL)} | _TENS | {"a": 1, "an": 1, "hundred": 100}
# Counts that are not counted: read as this many, and dated more coarsely.
ROUGH_NUMBERS = {"few": 3, "several": 4, "couple": 2, "dozen": 12, "dozens": 24}

UNITS = {"hour": "hour", "hr": "hour", "day": "day", "night": "day", "week": "week", "month": "month"}
UNITS |= {"year": "year", "yr": "year", "decade": "decade"}
UNIT_WORDS = frozenset({*UNITS, *(f"{unit}s" for unit in UNITS)})

# Fixed holidays as (month, day); movable ones as (month, weekday, nth) or as days from Easter Sunday.
FIXED_HOLIDAYS = {
    "new year's eve": (12, 31), "new year": (1, 1), "orthodox christmas": (1, 7), "valentine's day": (2, 14),
    "women's day": (3, 8), "patrick's day": (3, 17), "anzac day": (4, 25), "may day": (5, 1), "victory day": (5, 9),
    "russia day": (6, 12), "juneteenth": (6, 19), "vidovdan": (6, 28), "canada day": (7, 1), "fourth of july": (7, 4),
    "bastille day": (7, 14), "german unity day": (10, 3), "halloween": (10, 31), "veterans day": (11, 11),
    "armistice day": (11, 11), "remembrance day": (11, 11), "christmas eve": (12, 24), "christmas": (12, 25),
    "boxing day": (12, 26),
}  # fmt: skip
MONTH_HOLIDAYS = {
    "martin luther king": (1, 0, 3), "presidents day": (2, 0, 3), "memorial day": (5, 0, -1), "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2), "thanksgiving": (11, 3, 4),
}  # fmt: skip
EASTER_HOLIDAYS = {"good friday": -2, "easter monday": 1, "easter": 0, "pentecost": 49, "palm sunday": -7}
HOLIDAYS = [*FIXED_HOLIDAYS, *MONTH_HOLIDAYS, *EASTER_HOLIDAYS]

_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-", ",": " ", "(": " ", ")": " "})
_WORD = re.compile(r"[a-z]+|[0-9]+")

FORWARD_WORDS = frozenset({"by", "next", "coming", "upcoming", "later"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Time words in lower case with plain quotes, dashes and single spaces, and what is known around them.

    `forward` is true where the words or the event's mark point past publication; `earlier` are the values of dates told
    before in the article, the nearest last.
    """

    text: str
    words: tuple[str, ...]
    published: date | None
    forward: bool
    historical: bool
    earlier: Sequence[str]

    def says(self, *words: str) -> bool:
        """Whether any of the words stands in the phrase."""
        return any(word in self.words for word in words)

    def lacks(self, vocabulary: AbstractSet[str]) -> bool:
        """Whether no word of the phrase is of the vocabulary."""
        return vocabulary.isdisjoint(self.words)

    def word_before(self, word: str) -> str:
        """The word left of the first occurrence of `word`, or ''."""
        index = self.words.index(word)
        return self.words[index - 1] if index else ""

    def told(self, chars: int) -> str:
        """The nearest value told before in the article that is known to so many characters, cut to them; or ''.

        4 characters are a year, 7 a month, 10 a day.
        """
        return next((value[:chars] for value in reversed(self.earlier) if len(value) >= chars), "")

    def day_told(self) -> date | None:
        """The nearest day told before in the article."""
        value = self.told(10)
        return date.fromisoformat(value) if value else None


def phrase(
    words: str, published: date | None, *, future: bool = False, historical: bool = False, earlier: Sequence[str] = ()
) -> Phrase:
    """Make time words ready for the rules; reads at most PHRASE_CHARS_MAX characters."""
    text = " ".join(words[:PHRASE_CHARS_MAX].lower().translate(_PLAIN).split())
    tokens = tuple(_WORD.findall(text))
    forward = future or not FORWARD_WORDS.isdisjoint(tokens)
    return Phrase(text, tokens, published, forward, historical, earlier)
