"""Knowledge files: the readable form of what is known about states, organisations, groups and people (TOML).

The files under knowledge/ and those that a user adds have one form, described in docs/data-formats.md. Reading checks
every field; an error names the file, the line where the table begins, the field and what it should be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from rapallo.errors import KnowledgeError
from rapallo.records import WithKey

FILE_BYTES_MAX = 20_000_000
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
STATE_CODE = re.compile(r"[A-Z]{3}")
KEY = re.compile(r"[A-Z]{3}(/[A-Z]{3})?|(IGO|MULTI|IMG)/[A-Z0-9]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _day(text: str) -> str:
    if text and not DATE.fullmatch(text):
        raise ValueError("write a date as 2017-05-31, 2017-05 or 2017")
    if text:
        date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
    return text


def _code(text: str) -> str:
    if not STATE_CODE.fullmatch(text):
        raise ValueError("a state's code has three capital letters (ISO 3166-1 alpha-3)")
    return text


def _key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise ValueError("a key looks like RUS, RUS/GOV, IGO/EU, MULTI/WEST or IMG/REB")
    return text


def _name(text: str) -> str:
    if not text.strip() or text != text.strip():
        raise ValueError("a name is not empty and has no blanks around it")
    if CONTROL.search(text):
        raise ValueError("a name holds no control characters")
    return text


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, ISO dates to the granularity known, '' for open."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A name or code that holds from one day to another: 'GBR | 1973-01-01/2020-01-31'."""

    text: str
    span: Span = Span()

    @classmethod
    def parse(cls, written: str) -> Self:
        """Raises ValueError where the span behind the bar is none."""
        text, bar, span = written.partition(" | ")
        start, slash, end = span.partition("/")
        if bar and not slash:
            raise ValueError("a span is written FROM/TO behind ' | ', as in 'Bonn | 1949/1990'")
        return cls(_name(text.strip()), Span(_day(start.strip()), _day(end.strip())))

    def __str__(self) -> str:
        return f"{self.text} | {self.span.start}/{self.span.end}" if self.span != Span() else self.text


def _dated(written: str) -> str:
    Dated.parse(written)
    return written


def _dated_code(written: str) -> str:
    _code(Dated.parse(written).text)
    return written


Day = Annotated[str, AfterValidator(_day)]
StateCode = Annotated[str, AfterValidator(_code)]
Key = Annotated[str, AfterValidator(_key)]
NameText = Annotated[str, AfterValidator(_name)]
DatedName = Annotated[str, AfterValidator(_dated)]
DatedCode = Annotated[str, AfterValidator(_dated_code)]
Wikidata = Annotated[str, Field(pattern=r"^(Q\d+)?$")]
OfficeName = Literal[
    "head of state", "head of government", "foreign minister", "defence minister", "interior minister",
    "finance minister", "other",
]  # fmt: skip


class Table(BaseModel):
    """What every table has. Unknown fields are errors, so that a slip of the pen is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    kind: ClassVar[str]
    source: str = ""
    wikidata: Wikidata = ""


class Lasting(Table):
    """A table of something that has a name and exists from one day to another."""

    name: NameText
    also: tuple[DatedName, ...] = ()
    # What texts call it where they name its state or organisation otherwise too: "Pak", "the Tigers".
    short: tuple[NameText, ...] = ()
    start: Day = Field(default="", alias="from")
    end: Day = Field(default="", alias="to")
    # A name that is a word or somebody else's too ("Time"): it counts only where such a thing is asked for.
    ambiguous: bool = False

    @property
    def names(self) -> tuple[Dated, ...]:
        """The name and all other names."""
        return (Dated(self.name), *(Dated.parse(name) for name in self.also))


class State(Lasting):
    """[[state]]: a state or territory."""

    kind = "state"
    code: StateCode
    official: tuple[DatedName, ...] = ()
    adjectives: tuple[NameText, ...] = ()
    people: tuple[NameText, ...] = ()
    capitals: tuple[DatedName, ...] = ()
    status: Literal["state", "territory", "disputed", "former"] = "state"
    iso2: str = ""
    iso_number: int | None = None
    cow: int | None = None
    gw: int | None = None
    part_of: str = ""
    claimed_by: tuple[StateCode, ...] = ()
    predecessors: tuple[StateCode, ...] = ()
    successors: tuple[StateCode, ...] = ()
    members: tuple[DatedCode, ...] = ()


class Keyed(Lasting):
    """A table of something with a key of its own."""

    key: Key


class Region(Keyed):
    """[[region]]: a part of a state."""

    kind = "region"
    adjectives: tuple[NameText, ...] = ()


class Place(Keyed):
    """[[place]]: a city or division by which people are told to be of a state; it is nobody who acts."""

    kind = "place"


class Institution(Keyed):
    """[[institution]]: ministry, parliament, court, agency, armed force, company, church … under a name of its own."""

    kind = "institution"


class PoliticalParty(Keyed):
    """[[political_party]]"""

    kind = "political party"


class Outlet(Keyed):
    """[[outlet]]: who publishes news; an ambiguous name ("Time") counts only where an outlet is asked for."""

    kind = "outlet"


class ArmedGroup(Keyed):
    """[[armed_group]]"""

    kind = "group"


class Bloc(Keyed):
    """[[bloc]]: states that are spoken of together, without an organisation.

    Where `members` are given the name means just these states, each for itself ("the Baltic states").
    """

    kind = "bloc"
    members: tuple[DatedCode, ...] = ()


class Organisation(Lasting):
    """[[organisation]]: states that have bound themselves together."""

    kind = "organisation"
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]+$")]
    headquarters: str = ""
    members: tuple[DatedCode, ...] = ()


class Office(BaseModel, WithKey):
    """One unbroken time of a person in one office."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    title: str = ""
    office: OfficeName = "other"
    key: Key
    start: Day = Field(default="", alias="from")
    end: Day = Field(default="", alias="to")
    source: str = ""


class Person(Table):
    """[[person]]: who held which offices when."""

    kind = "person"
    name: NameText
    family: str | None = None
    also: tuple[NameText, ...] = ()
    offices: tuple[Office, ...] = Field(min_length=1)


class Words(Table):
    """[[words]]: agent nouns of a sector, as 'troops' of MIL."""

    kind = "words"
    sector: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    nouns: tuple[NameText, ...]


TABLES: dict[str, type[Table]] = {
    "state": State, "region": Region, "place": Place, "institution": Institution, "political_party": PoliticalParty,
    "outlet": Outlet, "armed_group": ArmedGroup, "bloc": Bloc, "organisation": Organisation, "person": Person,
    "words": Words,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sourced:
    """A checked table with the file and the line where it begins, and its source."""

    table: Table
    file: str
    line: int
    source: str

    @property
    def place(self) -> str:
        """'states/SRB.toml:12'."""
        return f"{self.file}:{self.line}"


def read_folder(folder: Path) -> Iterator[Sourced]:
    """Every table of every .toml file under a folder, in the order of their paths. Raises KnowledgeError."""
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: is no folder.", mend="Name a folder of knowledge files (.toml).")
    files = sorted(path for path in folder.rglob("*.toml") if path.is_file())
    if not files:
        raise KnowledgeError(f"{folder}: holds no .toml file.", mend="See the knowledge files of the guide.")
    for path in files:
        yield from read_file(path, path.as_posix())


def read_file(path: Path, shown: str = "") -> Iterator[Sourced]:
    """Every table of a file, in the order in which they stand. Raises KnowledgeError."""
    shown = shown or path.name
    text = _text(path, shown)
    content = _parsed(text, shown)
    source = content.pop("source", "")
    if not isinstance(source, str):
        raise KnowledgeError(f'{shown}: source: write it as text, as in source = "added 2026-11".')
    lines = _header_lines(text)
    found: list[Sourced] = []
    for name, tables in content.items():
        if name not in TABLES or not isinstance(tables, list):
            known = ", ".join(f"[[{table}]]" for table in TABLES)
            raise KnowledgeError(f"{shown}: “{name}” is no table of knowledge files.", mend=f"There are {known}.")
        places = lines.get(name, [])
        for number, fields in enumerate(tables):
            line = places[number] if number < len(places) else 1
            table = _checked(TABLES[name], fields, f"{shown}:{line}", name)
            found.append(Sourced(table, shown, line, table.source or source))
    yield from sorted(found, key=lambda one: one.line)


def _text(path: Path, shown: str) -> str:
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise KnowledgeError(f"{shown}: is longer than {FILE_BYTES_MAX:,} bytes.", mend="Split it.")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise KnowledgeError(f"{shown}: cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{shown}: byte {error.start:,} is not UTF-8.", mend="Save it as UTF-8.") from None


def _parsed(text: str, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{shown}: is no TOML: {error}.", mend="Mend the place that it names.") from None
    except RecursionError:
        raise KnowledgeError(f"{shown}: is nested too deeply.", mend="Knowledge files hold plain tables.") from None


HEADER = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]", re.MULTILINE)


def _header_lines(text: str) -> dict[str, list[int]]:
    """Table name → the line of each [[header]], from 1."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := HEADER.match(line):
            lines.setdefault(header.group(1), []).append(number)
    return lines


def _checked(model: type[Table], fields: object, place: str, name: str) -> Table:
    try:
        return model.model_validate(_frozen(fields))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        called = f" {fields['name']!r}" if isinstance(fields, dict) and isinstance(fields.get("name"), str) else ""
        given = "" if first["type"] == "missing" else f" (got {_short(first['input'])})"
        raise KnowledgeError(f"{place}: [[{name}]]{called}: {where}: {message}{given}.") from None


def _frozen(value: object) -> object:
    """Lists as tuples, which strict validation asks for; dates as text, for TOML has dates of its own."""
    if isinstance(value, dict):
        return {key: _frozen(field) for key, field in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    return value.isoformat() if isinstance(value, date) else value


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
