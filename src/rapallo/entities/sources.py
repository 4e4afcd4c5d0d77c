"""The tables of knowledge files: what is known about states, organisations, groups and people, in readable form.

The files under knowledge/ and those that a user adds have one form, described in docs/data-formats.md. Each table
checks its own fields; `references` checks what one table says of others, and `source_files` reads the files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from rapallo.entities.dates import OPEN, Span, first_day
from rapallo.entities.knowledge_file import NAME_CHARS_MAX
from rapallo.ontology import SECTORS
from rapallo.records import WithKey

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
STATE_CODE = re.compile(r"[A-Z]{3}")
ORGANISATION_CODE = re.compile(r"[A-Z0-9]+")
WIKIDATA = re.compile(r"Q\d+")
KEY = re.compile(r"[A-Z]{3}(/[A-Z]{3})?|(IGO|MULTI|IMG)/[A-Z0-9]+")
# Behind these stands the acronym of an organisation or bloc, or a sector.
WITH_NAMES_OF_THEIR_OWN = ("IGO", "MULTI")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _day(text: str) -> str:
    if text and not DATE.fullmatch(text):
        raise ValueError("write a date as 2017-05-31, 2017-05 or 2017")
    if text:
        _check_calendar(text)
    return text


def _check_calendar(text: str) -> None:
    try:
        first_day(text)
    except ValueError:
        raise ValueError("the calendar has no such date") from None


def _check_order(span: Span) -> None:
    if span.reversed:
        raise ValueError(f"from {span.start} is later than to {span.end}; write the earlier date first")


def _code(text: str) -> str:
    if not STATE_CODE.fullmatch(text):
        raise ValueError("a state's code has three capital letters (ISO 3166-1 alpha-3)")
    return text


def _key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise ValueError("a key looks like RUS, RUS/GOV, IGO/EU, MULTI/WEST or IMG/REB")
    whose, _, what = text.partition("/")
    return text if whose in WITH_NAMES_OF_THEIR_OWN or not what else f"{whose}/{_sector(what)}"


def _sector(text: str) -> str:
    if text not in SECTORS:
        raise ValueError(f"there is no sector {text[:3]}; there are {', '.join(sorted(SECTORS))}")
    return text


def _state_or_none(text: str) -> str:
    return _code(text) if text else text


def _organisation_code(text: str) -> str:
    if not ORGANISATION_CODE.fullmatch(text):
        raise ValueError("an organisation's code has capital letters and digits only, as NATO or G20")
    return text


def _wikidata(text: str) -> str:
    if text and not WIKIDATA.fullmatch(text):
        raise ValueError("a Wikidata number looks like Q403")
    return text


def _name(text: str) -> str:
    if not text.strip() or text != text.strip():
        raise ValueError("a name is not empty and has no blanks around it")
    if CONTROL.search(text):
        raise ValueError("a name holds no control characters")
    if len(text) > NAME_CHARS_MAX:
        raise ValueError(f"a name has at most {NAME_CHARS_MAX} characters, this one {len(text):,}")
    return text


@dataclass(frozen=True, slots=True)
class Dated:
    """A name or code that holds from one day to another: 'GBR | 1973-01-01/2020-01-31'."""

    text: str
    span: Span = OPEN

    @classmethod
    def parse(cls, written: str) -> Self:
        """Raises ValueError where the span behind the bar is none."""
        text, bar, span = written.partition(" | ")
        if bar and "/" not in span:
            raise ValueError("a span is written FROM/TO behind ' | ', as in 'Bonn | 1949/1990'")
        held = Span.of(span)
        for day in (held.start, held.end):
            _day(day)
        _check_order(held)
        return cls(_name(text.strip()), held)

    def __str__(self) -> str:
        return f"{self.text} | {self.span.start}/{self.span.end}" if self.span != OPEN else self.text


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
Wikidata = Annotated[str, AfterValidator(_wikidata)]
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

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(Span(self.start, self.end))
        return self

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
    part_of: Annotated[str, AfterValidator(_state_or_none)] = ""
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
    code: Annotated[str, AfterValidator(_organisation_code)]
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

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(Span(self.start, self.end))
        return self


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
    sector: Annotated[str, AfterValidator(_sector)]
    nouns: tuple[NameText, ...]


class More(Table):
    """[[more]]: names, members or offices of something that is known already and stays what it is otherwise.

    `of` is the code of a state, the key of an organisation or bloc, the name of anything else, or a record's id.
    """

    kind = "more"
    of: NameText
    also: tuple[DatedName, ...] = ()
    official: tuple[DatedName, ...] = ()
    adjectives: tuple[NameText, ...] = ()
    people: tuple[NameText, ...] = ()
    capitals: tuple[DatedName, ...] = ()
    members: tuple[DatedCode, ...] = ()
    offices: tuple[Office, ...] = ()


TABLES: dict[str, type[Table]] = {
    "state": State, "region": Region, "place": Place, "institution": Institution, "political_party": PoliticalParty,
    "outlet": Outlet, "armed_group": ArmedGroup, "bloc": Bloc, "organisation": Organisation, "person": Person,
    "words": Words, "more": More,
}  # fmt: skip
HEADER_OF = {model: header for header, model in TABLES.items()}
