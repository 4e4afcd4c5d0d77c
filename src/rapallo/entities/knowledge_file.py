"""The shipped knowledge as it lies in the package: records, the names that name them, and the sector words.

Made from knowledge/ by knowledge/build.py; read with the standard library only, in about half a second.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from typing import Any

from rapallo.entities import dates
from rapallo.records import WithKey

FILE_NAME = "knowledge.json.gz"
# The longest name that ships has 96.
NAME_CHARS_MAX = 200
# What is called the same as one of these by a family name only is not meant (Jordan, Chad).
FIRM_KINDS = ("state", "organisation", "bloc")


class Form(StrEnum):
    """How a name names its record."""

    NAME = "n"
    ADJECTIVE = "a"
    PEOPLE = "p"
    CAPITAL = "c"
    FAMILY_NAME = "s"
    OUTLET = "o"
    COMMON_NAME = "w"
    PLACE = "t"
    SHORT = "b"


@dataclass(frozen=True, slots=True)
class Record(WithKey):
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
    source: str = ""
    office: str = ""
    title: str = ""
    wikidata: str = ""

    def as_row(self) -> list[str]:
        """The fields in their order, as the file holds them."""
        return [getattr(self, name) for name in self.__slots__]

    def begun(self, day: str) -> bool:
        """Whether it existed, or was in office, on an ISO day or before; without a day: yes."""
        return dates.has_begun(self.valid_from, day)

    def over(self, day: str) -> bool:
        """Whether it had ended before an ISO day; without a day: whether it has ended at all."""
        return dates.is_over(self.valid_to, day)

    def begins_within(self, days: int, day: str) -> bool:
        """Whether it begins at most so many days after an ISO day; a year or month begins with its first day."""
        ahead = dates.days_until(day, self.valid_from)
        return ahead is not None and 0 <= ahead <= days

    def ended_within(self, days: int, day: str) -> bool:
        """Whether it ended at most so many days before an ISO day; a year or month ends with its last day."""
        ago = dates.days_since(self.valid_to, day)
        return ago is not None and 0 <= ago <= days

    def valid(self, day: str) -> bool:
        """Whether it existed, or was in office, on an ISO day."""
        return dates.holds(self.valid_from, self.valid_to, day)


def on_day(listed: Iterable[str], day: str) -> tuple[str, ...]:
    """Of codes that may be dated ('GBR | 1973/2020-01-31') those that hold on an ISO day ('': now)."""
    spans = (code.partition(" | ") for code in listed)
    return tuple(code for code, _, span in spans if dates.Span.of(span).holds(day))


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a name can mean, how the name names it, and the ISO dates between which it does ('' for open)."""

    record: Record
    form: Form
    since: str = ""
    until: str = ""

    def holds(self, day: str) -> bool:
        """Whether the name meant its record on an ISO day; without a day: whether it does now."""
        return dates.holds(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Namesake:
    """Names that mean something else ('': nobody) in some texts.

    They do where nothing else names what they usually mean, or one of the parties `unless`; where something names one
    of the parties `beside` (none given: whatever is named); and where one of the `words` stands (none given: always).
    """

    names: tuple[str, ...]
    means: str
    words: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SectorWords:
    """Agent nouns and titles with their sector, modifiers, and lists of function words (see knowledge/words.toml).

    `spellings` gives the noun that an abbreviation like "govt" is; `unowned` and `of_state` a noun's key or state where
    nothing else does; `described` the states that a word like 'Balkan' or 'kingdom' can mean, the likeliest first;
    `organisations_described` and `organisation_epithets` the organisations that a kind ("the bloc") or an epithet
    ("world body") can mean.
    """

    nouns: dict[str, str]
    spellings: dict[str, str]
    modifiers: dict[str, str]
    lists: dict[str, frozenset[str]]
    unowned: dict[str, str]
    of_state: dict[str, str]
    described: dict[str, tuple[str, ...]]
    organisations_described: dict[str, tuple[str, ...]]
    organisation_epithets: dict[str, tuple[str, ...]]
    namesakes: tuple[Namesake, ...]

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
    facts: dict[str, dict[str, object]]


def raw() -> dict[str, Any]:
    """What the file that the package ships holds, untyped."""
    packed = files("rapallo.entities").joinpath(FILE_NAME).read_bytes()
    content: dict[str, Any] = json.loads(gzip.decompress(packed))
    return content


def read() -> KnowledgeFile:
    """Reads the file that the package ships."""
    return parse(raw())


def merged(base: KnowledgeFile, added: KnowledgeFile) -> KnowledgeFile:
    """Both together: a record that is added takes the place of the one with its id, and its names come first."""
    replaced = {record.id for record in added.records}
    kept = tuple(record for record in base.records if record.id not in replaced)
    names = {text: tuple(n for n in named if n.record.id not in replaced) for text, named in base.names.items()}
    for text, named in added.names.items():
        theirs = names.get(text, ())
        firm = any(n.record.kind in FIRM_KINDS for n in theirs)
        names[text] = tuple(n for n in named if not (firm and n.form is Form.FAMILY_NAME)) + theirs
    return KnowledgeFile(
        version=f"{base.version}+{added.version}",
        records=(*added.records, *kept),
        names={text: named for text, named in names.items() if named},
        words=replace(added.words, nouns={**base.words.nouns, **added.words.nouns}),
        facts={**{id_: facts for id_, facts in base.facts.items() if id_ not in replaced}, **added.facts},
    )


def parse(content: dict[str, Any]) -> KnowledgeFile:
    """The typed form of what knowledge/build.py writes."""
    records = tuple(Record(*fields) for fields in content["records"])
    names: dict[str, list[Named]] = {}
    form_of = {form.value: form for form in Form}
    for text, number, form, *span in content["names"]:
        names.setdefault(text, []).append(Named(records[number], form_of[form], *span))
    words = content["words"]
    return KnowledgeFile(
        version=content["version"],
        records=records,
        names={text: tuple(named) for text, named in names.items()},
        words=SectorWords(
            nouns={**words["nouns"], **content["nouns_added"]},
            spellings=words["spellings"],
            modifiers=words["modifiers"],
            lists={name: frozenset(terms) for name, terms in words["lists"].items()},
            unowned=words["unowned"],
            of_state=words["of_state"],
            described=_tuples(words["described"]),
            organisations_described=_tuples(words["organisations_described"]),
            organisation_epithets=_tuples(words["organisation_epithets"]),
            namesakes=tuple(map(_namesake, words["namesakes"])),
        ),
        facts=content["facts"],
    )


def _namesake(row: dict[str, Any]) -> Namesake:
    return Namesake(
        names=tuple(row["names"]),
        means=row["means"],
        words=tuple(row.get("words", ())),
        beside=frozenset(row.get("beside", ())),
        unless=frozenset(row.get("unless", ())),
    )


def _tuples(listed: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(codes) for word, codes in listed.items()}
