"""Every known name in a text, found in one pass: an Aho-Corasick automaton over all names (ahocorasick_rs).

A name stands between word boundaries. Names match as they are written; a line without any capital, or in capitals only,
is matched whatever the case, but for names that are ordinary words there ("us", "turkey").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import ahocorasick_rs

from rapallo.entities.knowledge_file import Form, Named

# One character for one, so that offsets stay: typographic apostrophes, hyphens and spaces as names write them.
TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\t": " "}
)
US = re.compile(r"(?P<article>\bthe )?(?<![\w@#])(?P<us>us)(?= (?P<next>\w+)|\b)")
# Prefixes that turn a name into an attitude: "pro-Russian", "anti-Western".
ATTITUDES = ("pro-", "anti-", "non-", "post-")


NAME_BEFORE = re.compile(r"\b[A-Z]\w*-$")
NAME_CHARS_MAX = 24


@dataclass(frozen=True, slots=True)
class Match:
    """A known name at `start:end` of a text, with the records that it can mean."""

    start: int
    end: int
    text: str
    named: tuple[Named, ...]

    def half_of_double(self, text: str) -> bool:
        """Whether it may be half of a double name ("Diaby-Traoré"), which a family name or place then does not mean."""
        if not self.named or any(
            one.form not in (Form.FAMILY_NAME, Form.COMMON_NAME, Form.PLACE) for one in self.named
        ):
            return False
        before, after = text[max(0, self.start - NAME_CHARS_MAX) : self.start], text[self.end : self.end + 2]
        return bool(NAME_BEFORE.search(before)) or (after[:1] == "-" and after[1:].isupper())


class NameFinder:
    """Finds known names in texts; built once, used for every article."""

    def __init__(
        self,
        names: dict[str, tuple[Named, ...]],
        *,
        not_caseless: Iterable[str],
        after_us: Collection[str] = (),
        of_nobody: Iterable[str] = (),
    ) -> None:
        self._us = names.get("US", ())
        self._after_us = after_us
        self._names = names
        self._ordinary = {word.lower() for word in not_caseless}
        # Found so that no shorter name in them is, and left out then.
        self._of_nobody: dict[str, tuple[Named, ...]] = {name: () for name in of_nobody if name not in names}
        self._cased = _Automaton(names | self._of_nobody)
        short = [name for name, named in names.items() if any(one.form is Form.SHORT for one in named)]
        self._short = frozenset(spelling for name in short for spelling in (name, name.lower()))

    @cached_property
    def _caseless(self) -> _Automaton:
        """The names in small letters; made when a line without capitals is first read."""
        caseless: dict[str, tuple[Named, ...]] = {}
        for name, named in (self._names | self._of_nobody).items():
            folded = name.lower()
            if folded not in self._ordinary and len(folded) == len(name):
                known = caseless.get(folded, ())
                caseless[folded] = known + tuple(n for n in named if n not in known)
        return _Automaton(caseless)

    def find(self, text: str) -> list[Match]:
        """The names in a text, the longest at each place, in order and apart from each other."""
        found = self._found(text.translate(TYPOGRAPHY))
        return list(_told_by_others(found)) if any(match.text in self._short for match in found) else found

    def _found(self, plain: str) -> list[Match]:
        if all(has_case(line) for line in plain.split("\n") if line):
            return self._cased.find(plain)
        found: list[Match] = []
        for start, line in _lines(plain):
            matches = self._cased.find(line) if has_case(line) else self._without_case(_lowered(line))
            found.extend(Match(start + m.start, start + m.end, m.text, m.named) for m in matches)
        return found

    def _without_case(self, line: str) -> list[Match]:
        """The names in a line of small letters; "us" is the state before an agent noun or behind an article."""
        found = self._caseless.find(line)
        for us in US.finditer(line):
            free = all(us.end() <= m.start or m.end <= us.start() for m in found)
            if free and self._us and (us.group("article") or us.group("next") in self._after_us):
                found.append(Match(us.start("us"), us.end("us"), "US", self._us))
        return sorted(found, key=lambda m: m.start)


def _told_by_others(found: Sequence[Match]) -> Iterator[Match]:
    """The names of a text, a short one ("Pak") only where other names are of its state or organisation as well.

    What else a short name can mean goes before it where the text speaks of that one's state too.
    """
    longer = (match for match in found if all(one.form is not Form.SHORT for one in match.named))
    parties = {one.record.party for match in longer for one in match.named}
    for match in found:
        fitting = tuple(n for n in match.named if n.form is Form.SHORT and n.record.party in parties)
        others = tuple(n for n in match.named if n.form is not Form.SHORT)
        spoken_of = any(one.record.party in parties for one in others)
        if named := others if spoken_of else fitting or others:
            yield replace(match, named=named)


def has_case(text: str) -> bool:
    """Whether capitals tell names from words in a text: it has both cases, or no letters to tell by."""
    return not (text.islower() or (text.isupper() and " " in text))


def _lowered(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


class _Automaton:
    """The names of one way of writing."""

    def __init__(self, names: dict[str, tuple[Named, ...]]) -> None:
        self._names = list(names)
        self._named = [names[name] for name in self._names]
        self._automaton = ahocorasick_rs.AhoCorasick(self._names or ["\0"])

    def find(self, text: str) -> list[Match]:
        bounded = [
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (start and text[start - 1].isalnum())
            and not (end < len(text) and text[end].isalnum())
            and not (end < len(text) and text[end] == "'" and _goes_on(text, end))
            and not (end - start == len(MONTH) and text[start:end] == MONTH and _is_month(text, start, end))
        ]
        bounded.sort()
        starts, ends = {start for start, *_ in bounded}, {-minus_end for _, minus_end, _ in bounded}
        found: list[Match] = []
        for start, minus_end, number in bounded:
            match = Match(start, -minus_end, self._names[number], self._named[number])
            if match.half_of_double(text) and not (start - 1 in ends or -minus_end + 1 in starts):
                continue
            if not found or start >= found[-1].end:
                found.append(match)
            elif match.end - start > found[-1].end - found[-1].start:
                found[-1] = match
        return [match for match in found if match.named]


def _goes_on(text: str, apostrophe: int) -> bool:
    """Whether a word goes on behind an apostrophe: "Shi'ite", not "Serbia's"."""
    return text[apostrophe + 1 : apostrophe + 2].isalpha() and not CLITIC.match(text, apostrophe)


CLITIC = re.compile(r"'(?:s|d|ll|re|ve|m)\b", re.IGNORECASE)


# The one month that is a family name of a head of government.
MONTH = "May"
BEFORE_MONTH = re.compile(
    r"\b(?:in|on|of|since|until|by|from|before|after|early|late|last|this|next|mid|\d{1,2}) $", re.IGNORECASE
)
AFTER_MONTH = re.compile(r" (?:\d|Day\b)")


def _is_month(text: str, start: int, end: int) -> bool:
    return bool(BEFORE_MONTH.search(text, max(0, start - 8), start) or AFTER_MONTH.match(text, end))
