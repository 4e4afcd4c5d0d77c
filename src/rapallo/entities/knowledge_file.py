"""The shipped knowledge as it lies in the package: records, the names that name them, and the sector words.

Made from knowledge/ by knowledge/build.py; read with the standard library only, in about 20 ms.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from typing import Any

FILE_NAME = "knowledge.json.gz"


class Form(StrEnum):
    """How a name names its record."""

    NAME = "n"
    ADJECTIVE = "a"
    PEOPLE = "p"
    CAPITAL = "c"
    FAMILY_NAME = "s"
    OUTLET = "o"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be meant: a state, organisation, bloc, group, institution, outlet, region or person in office.

    `valid_from` and `valid_to` are ISO dates to the granularity known, '' for open. `office` and `title` are those of a
    person.
    """

    id: str
    kind: str
    key: str
    name: str
    valid_from: str
    valid_to: str
    source: str
    office: str
    title: str

    def begun(self, day: str) -> bool:
        """Whether it existed, or was in office, on an ISO day or before; without a day: yes."""
        return not day or not self.valid_from or self.valid_from <= day[: len(self.valid_from)]

    def over(self, day: str) -> bool:
        """Whether it had ended before an ISO day; without a day: whether it has ended at all."""
        if not self.valid_to:
            return False
        return not day or self.valid_to < day[: len(self.valid_to)]

    def valid(self, day: str) -> bool:
        """Whether it existed, or was in office, on an ISO day."""
        return self.begun(day) and not self.over(day)


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a name can mean, and how the name names it."""

    record: Record
    form: Form


@dataclass(frozen=True)
class SectorWords:
    """Agent nouns and titles with their sector, modifiers, and lists of function words (see knowledge/words.toml).

    `unowned` and `of_state` give a noun's key or state where nothing else does; `described` the states that a word like
    'Balkan' or 'kingdom' can mean, the likeliest first.
    """

    nouns: dict[str, str]
    modifiers: dict[str, str]
    lists: dict[str, frozenset[str]]
    unowned: dict[str, str]
    of_state: dict[str, str]
    described: dict[str, tuple[str, ...]]

    @cached_property
    def noun_words_max(self) -> dict[str, int]:
        """First word of a noun → the number of words of the longest noun that begins with it."""
        longest: dict[str, int] = {}
        for noun in self.nouns:
            first = noun.partition(" ")[0]
            longest[first] = max(longest.get(first, 1), noun.count(" ") + 1)
        return longest


@dataclass(frozen=True)
class KnowledgeFile:
    """The content of the shipped file."""

    version: str
    records: tuple[Record, ...]
    names: dict[str, tuple[Named, ...]]
    words: SectorWords


def read() -> KnowledgeFile:
    """Reads the file that the package ships."""
    packed = files("rapallo.entities").joinpath(FILE_NAME).read_bytes()
    return parse(json.loads(gzip.decompress(packed)))


def parse(content: dict[str, Any]) -> KnowledgeFile:
    """The typed form of what knowledge/build.py writes."""
    records = tuple(Record(*fields) for fields in content["records"])
    names: dict[str, list[Named]] = {}
    for text, number, form in content["names"]:
        names.setdefault(text, []).append(Named(records[number], Form(form)))
    words = content["words"]
    return KnowledgeFile(
        version=content["version"],
        records=records,
        names={text: tuple(named) for text, named in names.items()},
        words=SectorWords(
            nouns=words["nouns"],
            modifiers=words["modifiers"],
            lists={name: frozenset(terms) for name, terms in words["lists"].items()},
            unowned=words["unowned"],
            of_state=words["of_state"],
            described={word: tuple(codes) for word, codes in words["described"].items()},
        ),
    )
