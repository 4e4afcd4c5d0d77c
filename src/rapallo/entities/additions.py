"""[[more]]: names, members and offices added to records that stay what they are otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapallo.entities.compiling import NameRow, forms, offices_of
from rapallo.entities.knowledge_file import Form, KnowledgeFile, Named, Record
from rapallo.entities.source_files import Sourced
from rapallo.entities.sources import Dated, More
from rapallo.errors import KnowledgeError

# What can be added to a record, by its kind; names to every kind.
ADDED_TO = {
    "state": ("also", "official", "adjectives", "people", "capitals", "members"),
    "organisation": ("also", "members"),
    "bloc": ("also", "members"),
    "region": ("also", "adjectives"),
    "person": ("also", "offices"),
}
TO_ANY = ("also",)
CONTENT = ("also", "official", "adjectives", "people", "capitals", "members", "offices")
# These a look-up shows as facts too.
TOLD = ("official", "capitals", "members")
# Kinds that are meant by their key as well as by name.
PARTIES = ("state", "organisation", "bloc")
WITHOUT_A_STATE = ("IGO", "IMG", "MULTI")
IDS_TOLD_MAX = 4


def with_more(content: KnowledgeFile, tables: Iterable[Sourced]) -> KnowledgeFile:
    """The knowledge with what the [[more]] tables add.

    Raises KnowledgeError where one names nothing, or several things, or adds what such a thing does not have.
    """
    listed = [(one, one.table) for one in tables if isinstance(one.table, More)]
    if not listed:
        return content
    additions = _Additions(content)
    for sourced, more in listed:
        additions.add(sourced, more)
    return replace(content, records=tuple(additions.records), names=additions.names, facts=additions.facts)


class _Additions:
    """The records, names and facts of a knowledge base while more is added to them."""

    def __init__(self, content: KnowledgeFile) -> None:
        self.records = list(content.records)
        self.names = dict(content.names)
        self.facts = dict(content.facts)
        self._called: dict[str, list[Record]] = {}
        for record in self.records:
            for word in (record.id, record.name, *([record.key] if record.kind in PARTIES else [])):
                self._called.setdefault(word, []).append(record)

    def add(self, sourced: Sourced, more: More) -> None:
        """Add what a table gives to the thing that it names. Raises KnowledgeError."""
        where = f"{sourced.place}: {sourced.heading}"
        records = self._meant(more.of, where)
        _check(more, records[0], where)
        if more.offices:
            records = [*records, *self._with_offices(more, records[0], sourced, where)]
        for record in records:
            for row in _rows(more, record):
                self._name(row.text, Named(record, row.form, row.span.start, row.span.end))
        if told := _facts(self.facts.get(records[0].id, {}), more):
            self.facts[records[0].id] = told

    def _meant(self, of: str, where: str) -> list[Record]:
        """The records of the one thing that `of` means: by key, id, or name, with all offices of a person."""
        called = self._called.get(of, ())
        found = [r for r in called if of == r.id or (r.kind in PARTIES and of == r.key)] or list(called)
        if not found:
            mend = "Give a code (SRB, IGO/NATO), the name or an id as `rapallo entities` shows them."
            raise KnowledgeError(f"{where}: of: there is nothing so called to add to.", mend=mend)
        if len({_identity(r) for r in found if not _is_abroad(r, found)}) > 1:
            ids = ", ".join(r.id for r in found[:IDS_TOLD_MAX])
            raise KnowledgeError(f"{where}: of: several are so called.", mend=f"Give the id of one: {ids}.")
        first = found[0]
        if first.kind != "person":
            return [first]
        return [r for r in self._called[first.name] if r.kind == "person" and _is_same_person(r, first)]

    def _with_offices(self, more: More, known: Record, sourced: Sourced, where: str) -> list[Record]:
        """New offices of a person, under all names that the person has. Raises KnowledgeError for a known one."""
        names = [(text, one) for text, named in self.names.items() for one in named if one.record.id == known.id]
        made = list(offices_of(known.name, more.offices, known.wikidata, sourced.source))
        for number, office in enumerate(made, 1):
            if office.id in self._called:
                raise KnowledgeError(
                    f"{where}: offices.{number}: is known already, as {office.id}.",
                    mend="Leave it out; a [[person]] with this office takes the known one's place.",
                )
            self.records.append(office)
            for word in (office.id, office.name):
                self._called.setdefault(word, []).append(office)
            for text, named in names:
                self._name(text, replace(named, record=office))
        return made

    def _name(self, text: str, named: Named) -> None:
        """Put a name in front of what it means already, as all knowledge of a user goes first."""
        known = self.names.get(text, ())
        if named not in known:
            self.names[text] = (named, *known)


def _identity(record: Record) -> tuple[str, str]:
    """What tells things of one name apart: the key, of people their state."""
    return record.kind, (record.wikidata or record.code) if record.kind == "person" else record.key


def _is_abroad(record: Record, found: Sequence[Record]) -> bool:
    """Whether it is the office of a person with an organisation, who has one at home too."""
    international = record.kind == "person" and record.code in WITHOUT_A_STATE
    return international and any(r.kind == "person" and r.code not in WITHOUT_A_STATE for r in found)


def _is_same_person(record: Record, other: Record) -> bool:
    """Whether two offices under one name are one person's: of one state, or one of them of an organisation."""
    if record.wikidata and record.wikidata == other.wikidata:
        return True
    homes = {record.code, other.code}
    return len(homes) == 1 or any(home in WITHOUT_A_STATE for home in homes)


def _check(more: More, record: Record, where: str) -> None:
    """Raises KnowledgeError where a field is given that a record of its kind does not have, or none."""
    given = [field for field in CONTENT if getattr(more, field)]
    fitting = ADDED_TO.get(record.kind, TO_ANY)
    for field in given:
        if field not in fitting:
            told = f"{where}: {field}: {record.name} is of the kind {record.kind}, which has none."
            raise KnowledgeError(told, mend=f"It can be given {', '.join(fitting)}.")
    if not given:
        raise KnowledgeError(f"{where}: adds nothing.", mend=f"Give {', '.join(fitting)}.")


def _rows(more: More, record: Record) -> Iterator[NameRow]:
    also = [Dated.parse(name) for name in more.also]
    if record.kind == "person":
        yield from forms([name for name in also if " " in name.text], Form.NAME)
        yield from forms([name for name in also if " " not in name.text], Form.FAMILY_NAME)
        return
    yield from forms(also, Form.PLACE if record.kind == "place" else Form.NAME)
    yield from forms(map(Dated.parse, more.official), Form.NAME)
    yield from forms(map(Dated, more.adjectives), Form.ADJECTIVE)
    yield from forms(map(Dated, more.people), Form.PEOPLE)
    yield from forms(map(Dated.parse, more.capitals), Form.CAPITAL)


def _facts(facts: dict[str, object], more: More) -> dict[str, object]:
    """The facts of a record with those added; a member that is given again takes the place of the one known."""
    told = dict(facts)
    for field in TOLD:
        listed, known = list(getattr(more, field)), facts.get(field)
        again = {Dated.parse(one).text for one in listed} if field == "members" else set()
        kept = [one for one in known if Dated.parse(one).text not in again] if isinstance(known, list) else []
        if listed:
            told[field] = [*kept, *listed]
    return told
