"""PETRARCH and TABARI dictionaries: actors with dated codes, and agents. Syntax only; nothing is mapped here.

    SERBIA_ [SRB]                 a name and its code
    KOFI_ANNAN_                   a name, …
    +K._ANNAN_                    … other names of the same, …
        [IGOUNO 970101-061231]    … and its codes, dated <DATE, >DATE or DATE-DATE, or undated
    POLICEMAN {POLICEMEN} [~COP]  an agent with its plural; {} for none
    !PERSON! = MAN, WOMAN         a set of words that agents name as !PERSON!

What follows # or ; is a comment. Every other line is read or is listed as malformed, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

# Two-digit years as PETRARCH reads them: to 30 they are of this century.
TWO_DIGIT_YEAR_MAX = 30
COMMENT = re.compile(r"\s*[#;].*")
SET = re.compile(r"!(\w+)!\s*=\s*(.+)")
SET_USED = re.compile(r"!(\w+)!")
BRACKETED = re.compile(r"\[([^\[\]]*)\]\s*")
CODE = re.compile(r"~?[A-Z0-9]{3,}~?|---")
SPAN = re.compile(r"([<>])\s*(\d+)|(\d+)\s*-\s*(\d+)")
PLURAL = re.compile(r"\{([^{}]*)\}")
NAMEABLE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Role:
    """A code with its line, and from when to when it holds (ISO days, both inclusive, '' for open)."""

    code: str
    start: str = ""
    end: str = ""
    line: int = field(default=0, compare=False)

    @property
    def dated(self) -> bool:
        """Whether it holds for some time only."""
        return bool(self.start or self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor: its names as the dictionary writes them, each with its line, the first one first, and its codes."""

    names: tuple[tuple[int, str], ...]
    roles: tuple[Role, ...]

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.names[0][0]


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent noun as the dictionary writes it, its code without ~; `plural` is None where English rules make it."""

    line: int
    noun: str
    code: str
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that cannot be read, or whose name has no code."""

    line: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary file. `lines` counts those that are neither blank nor comment: well-formed and malformed ones."""

    file: str
    entries: tuple[Entry, ...]
    agents: tuple[Agent, ...]
    malformed: tuple[Malformed, ...]
    lines: int


class _LineError(ValueError):
    """Why a line cannot be read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its comment: number from 1, and the line as it stands."""

    number: int
    text: str
    raw: str


@dataclass(slots=True)
class _Open:
    """An entry while its lines are read."""

    names: list[tuple[Line, str]]
    roles: list[Role] = field(default_factory=list)


Sets: TypeAlias = dict[str, tuple[str, ...]]


def parse(text: str, file: str) -> Dictionary:
    """The entries, agents and malformed lines of a dictionary's text."""
    return _Parser(file).parsed(list(_lines(text)))


def _lines(text: str) -> Iterator[Line]:
    """Lines that are neither blank nor comment."""
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        words = COMMENT.sub("", raw).strip()
        if words:
            yield Line(number, words, raw)


class _Parser:
    """Reads the lines of one dictionary."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._sets: Sets = {}
        self._open: _Open | None = None
        self._lost = False
        self._entries: list[Entry] = []
        self._agents: list[Agent] = []
        self._malformed: list[Malformed] = []

    def parsed(self, lines: list[Line]) -> Dictionary:
        for line in lines:
            try:
                self._read(line)
            except _LineError as why:
                self._malformed.append(Malformed(line.number, line.raw.strip(), str(why)))
                self._after_malformed(line)
        self._close()
        malformed = tuple(sorted(self._malformed, key=lambda one: one.line))
        return Dictionary(self._file, tuple(self._entries), tuple(self._agents), malformed, len(lines))

    def _after_malformed(self, line: Line) -> None:
        """Codes and other names below a name that cannot be read are not those of the name above it."""
        if not line.text.startswith(("+", "[")):
            self._close()
            self._lost = True

    def _read(self, line: Line) -> None:
        if bad := next((letter for letter in line.text if letter < " " and letter != "\t"), None):
            raise _LineError(f"a control character (U+{ord(bad):04X})")
        if "\ufffd" in line.text:
            raise _LineError("a letter was lost when the file was converted (U+FFFD)")
        if found := SET.fullmatch(line.text):
            self._sets[found[1]] = tuple(word.strip() for word in found[2].split(",") if word.strip())
        elif line.text.startswith("+"):
            self._other_name(line)
        else:
            self._name_or_codes(line)

    def _other_name(self, line: Line) -> None:
        name = _name(line.text[1:])
        if self._open is None:
            raise self._nameless("another name (+)")
        self._open.names.append((line, name))

    def _name_or_codes(self, line: Line) -> None:
        before, bracket, behind = line.text.partition("[")
        if not bracket:
            self._begin(line, _name(before))
            return
        contents = _bracketed(bracket + behind)
        if any("~" in content for content in contents):
            self._close()
            self._agents.extend(_agents(line.number, before, contents, self._sets))
            return
        roles = [_role(content, line.number) for content in contents]
        if before.strip():
            self._begin(line, _name(before))
        if self._open is None:
            raise self._nameless("a code")
        self._open.roles.extend(roles)

    def _nameless(self, what: str) -> _LineError:
        return _LineError(f"{what} of a name that cannot be read" if self._lost else f"{what} without a name above")

    def _begin(self, line: Line, name: str) -> None:
        self._close()
        self._lost = False
        self._open = _Open([(line, name)])

    def _close(self) -> None:
        """Keep the entry read last; the lines of one that has no code are malformed."""
        entry, self._open = self._open, None
        if entry is None:
            return
        if entry.roles:
            names = tuple((line.number, name) for line, name in entry.names)
            self._entries.append(Entry(names, tuple(entry.roles)))
            return
        reason = "a name without a code that can be read"
        self._malformed.extend(Malformed(line.number, line.raw.strip(), reason) for line, _ in entry.names)


def _name(text: str) -> str:
    name = text.strip()
    if not NAMEABLE.search(name.replace("_", "")):
        raise _LineError("no name")
    if any(letter in name for letter in "[]{}"):
        raise _LineError("a bracket in a name")
    return name


def _bracketed(text: str) -> list[str]:
    """The contents of '[A] [B]'. Raises _LineError where there is anything else."""
    contents = BRACKETED.findall(text)
    rest = BRACKETED.sub("", text).strip()
    if rest:
        raise _LineError(
            "a bracket that is not closed" if "[" in rest else f"words behind the code that no ; begins: {rest!r}"
        )
    return [content.strip() for content in contents]


def _role(content: str, line: int) -> Role:
    code, _, span = content.partition(" ")
    span = span.strip()
    if not CODE.fullmatch(code):
        raise _LineError(f"{content!r} is no code")
    if not span:
        return Role(code, line=line)
    found = SPAN.fullmatch(span)
    if not found:
        raise _LineError(f"{span!r} is no <DATE, >DATE or DATE-DATE")
    sign, day, start, end = found.groups()
    if sign:
        return Role(code, *((_day(day), "") if sign == ">" else ("", _day(day))), line=line)
    role = Role(code, _day(start), _day(end), line)
    if role.end < role.start:
        raise _LineError(f"{span} ends before it begins")
    return role


def _day(digits: str) -> str:
    """'970101', '19970101' → '1997-01-01'. Raises _LineError."""
    if len(digits) == 6:
        digits = f"{20 if int(digits[:2]) <= TWO_DIGIT_YEAR_MAX else 19}{digits}"
    try:
        if len(digits) != 8:
            raise ValueError
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        raise _LineError(f"{digits} is no date (YYMMDD or YYYYMMDD)") from None


def _agents(number: int, before: str, contents: list[str], sets: Sets) -> Iterator[Agent]:
    """The agents of a line, one for each word of the sets that it names."""
    if len(contents) != 1 or not CODE.fullmatch(contents[0]):
        raise _LineError(f"{' '.join(contents)!r} is no code of an agent")
    plurals = PLURAL.findall(before)
    if len(plurals) > 1:
        raise _LineError("more than one plural")
    noun = _name(PLURAL.sub("", before))
    plural = plurals[0].strip() if plurals else None
    code = contents[0].strip("~")
    words = list(_substituted(noun, sets))
    # A plural in braces is that of the line as it stands; where a set is named its words have their own plurals.
    return iter([Agent(number, word, code, plural) for word in words])


def _substituted(noun: str, sets: Sets) -> Iterable[str]:
    found = SET_USED.search(noun)
    if not found:
        return [noun]
    if found[1] not in sets:
        raise _LineError(f"!{found[1]}! is no set that the file defines above")
    filled = (noun[: found.start()] + word + noun[found.end() :] for word in sets[found[1]])
    return [one for each in filled for one in _substituted(each, sets)]
