"""What a name can mean, as a page: the choice and its reason first, then everything that is known of each thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rapallo.entities.dates import lasting
from rapallo.entities.knowledge_file import Record
from rapallo.entities.lookup import Answer, Coded, KnownName, Lookup, Thing
from rapallo.entities.lookup_names import Spelling
from rapallo.showing.untrusted import plain
from rapallo.showing.wording import Label, counted

CHOSEN, OTHER, HOLDS = "●", "○", "▸"
NAMES_SHOWN_MAX = 16
# More members than these are listed by their codes.
MEMBERS_BY_NAME_MAX = 40
HOLDERS_SHOWN_MAX = 12
INDENT_CELLS = 2
PLAIN_NAMES = ("full name", "name", "acronym", "short name", "family name")
OTHER_NAMES = (
    ("official", ("official name",)),
    ("formerly", ("former name",)),
    ("adjective", ("adjective", "former adjective")),
    ("people", ("people", "former people")),
)

Row = tuple[str, Sequence[Text]]


def entities_page(lookup: Lookup, label: Label) -> RenderableType:
    """A look-up that found something, as a page."""
    parts: list[RenderableType] = [*_heading(lookup, label)]
    for answer in lookup.answers:
        parts += [Text(), *_block(answer, lookup.day, label)]
    if lookup.left_out:
        parts += [Text(), Text(f"and {counted(lookup.left_out, 'more', 'more')} (--limit N shows them)", "quiet")]
    return Group(*parts)


def _heading(lookup: Lookup, label: Label) -> Iterator[Text]:
    yield Text(plain(f"“{lookup.asked}” on {lookup.day}" if lookup.day else f"“{lookup.asked}”"), "quiet")
    chosen = lookup.chosen
    if chosen is None:
        return
    yield Text.assemble((plain(chosen.thing.name), "heading"), f"  {plain(chosen.record.key)}")
    if chosen.why:
        yield Text(plain(_sentence(chosen.why)))
    if lookup.spelling in (Spelling.CUT_SHORT, Spelling.SLIP, Spelling.TRANSLITERATION):
        yield Text(f"Found {lookup.spelling}: the coder knows names only as they are listed below.", "mark")
    if lookup.spelling is Spelling.ADDRESS:
        yield Text(f"Found {lookup.spelling}.", "mark")
    yield from (_coded(party, label) for party in lookup.coded)
    if not lookup.coded:
        why = f": {plain(lookup.uncoded)}" if lookup.uncoded else ""
        yield Text(f"The coder finds nobody by these words alone{why}.", "mark")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _coded(party: Coded, label: Label) -> Text:
    """How the coder writes it, and what an article must say beside it."""
    beside = f" where the article names {plain(party.beside)} too" if party.beside else ""
    return Text.assemble(
        "Coded as an actor: ",
        (plain(party.key), "heading"),
        f" ({plain(label(party.key))}){beside}; ",
        (plain(party.reason), "quiet"),
    )


def _block(answer: Answer, day: str, label: Label) -> Iterator[RenderableType]:
    thing = answer.thing
    head = Text.assemble(CHOSEN if answer.chosen else OTHER, " ", (plain(thing.name), "heading"))
    yield head.append(f"  {plain(thing.kind)} · {plain(thing.key)}")
    rows = list(_rows(answer, day, label))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="quiet", no_wrap=True)
    grid.add_column(overflow="fold")
    for heading, lines in rows:
        for number, line in enumerate(lines):
            grid.add_row("" if number else heading, line)
    yield Padding(grid, (0, 0, 0, INDENT_CELLS))
    if thing.kind == "person" or len(thing.records) > 1:
        yield Padding(_records(thing.records, day), (0, 0, 0, INDENT_CELLS))


def _rows(answer: Answer, day: str, label: Label) -> Iterator[Row]:
    thing = answer.thing
    if not answer.chosen:
        yield "not chosen", [Text(plain(answer.why), "mark")]
    yield "called so", [Text(_joined(_with_how(name) for name in thing.called))]
    yield from _names(thing)
    if thing.kind != "person" and len(thing.records) == 1:
        yield "there", _lines(lasting(answer.record.valid_from, answer.record.valid_to))
    yield from _facts(thing, label)
    yield "members", _members(thing, day, label)
    yield "in office" if thing.kind == "state" else "headed by", list(_holders(thing.holders))
    yield "wikidata", _lines(answer.record.wikidata)
    yield "source", [Text(_joined(dict.fromkeys(one.source or "none given" for one in thing.records)))]


def _names(thing: Thing) -> Iterator[Row]:
    own = [name for name in thing.names if name.how in PLAIN_NAMES and name.text != thing.name]
    yield "names", _lines(_cut([_dated(name.text, name.since, name.until) for name in own]))
    for heading, hows in OTHER_NAMES:
        listed = [_dated(name.text, name.since, name.until) for name in thing.names if name.how in hows]
        yield heading, _lines(_cut(listed))


def _facts(thing: Thing, label: Label) -> Iterator[Row]:
    facts = thing.facts
    iso = [str(facts[field]) for field in ("iso2", "iso_number") if field in facts]
    codes = [f"ISO {', '.join([thing.key, *iso])}"] if thing.kind == "state" else []
    codes += [f"{field.upper()} {facts[field]}" for field in ("cow", "gw") if field in facts]
    yield "codes", _lines(" · ".join(codes))
    status = str(facts.get("status", ""))
    yield "status", _lines(status if status != "state" else "")
    yield "capital", _lines(_joined(_spanned(facts.get("capitals"))))
    yield "seat", _lines(str(facts.get("headquarters", "")))
    part_of = str(facts.get("part_of", ""))
    yield "part of", _lines(label(part_of) if part_of else "")
    for heading, field in (("claimed by", "claimed_by"), ("before it", "predecessors"), ("after it", "successors")):
        yield heading, _lines(_joined(f"{label(code)} ({code})" for code in _listed(facts.get(field))))


def _members(thing: Thing, day: str, label: Label) -> list[Text]:
    """Their number and they; of a state that fell apart, each with its time."""
    if thing.kind == "state":
        return _lines(_joined(_spanned(thing.facts.get("members"), label)))
    if not thing.members:
        return []
    many = len(thing.members) > MEMBERS_BY_NAME_MAX
    listed = sorted(thing.members if many else map(label, thing.members))
    on = f"on {day}" if day else "now"
    return [Text(plain(f"{len(listed)} {on}: {(' ' if many else ', ').join(listed)}"))]


def _holders(holders: Sequence[Record]) -> Iterator[Text]:
    for one in holders[:HOLDERS_SHOWN_MAX]:
        text = Text.assemble(plain(one.name), (f"  {plain(one.title or one.office)}", "quiet"))
        yield text.append(f"  {plain(lasting(one.valid_from, one.valid_to))}", "quiet")
    if len(holders) > HOLDERS_SHOWN_MAX:
        yield Text(f"and {len(holders) - HOLDERS_SHOWN_MAX} more", "quiet")


def _records(records: Sequence[Record], day: str) -> Table:
    """The offices of a person, or the times of a group, the valid ones marked."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    offices = any(one.title or one.office for one in records)
    sources = len({one.source for one in records}) > 1
    for heading in ("", "from", "to", "key"):
        table.add_column(heading, no_wrap=True)
    for heading in ["office"] * offices + ["source"] * sources:
        table.add_column(heading, overflow="fold")
    for one in records:
        holds = one.valid(day)
        cells = [HOLDS if holds else "", one.valid_from or "…", one.valid_to or "…", one.key]
        cells += [_office(one)] * offices + [one.source or "none given"] * sources
        table.add_row(*(Text(plain(cell), "heading" if holds else "") for cell in cells))
    return table


def _office(record: Record) -> str:
    """The title, with the office that it is where the two differ: 'Secretary of State (foreign minister)'."""
    told = record.office not in ("", "other") and record.office.casefold() != record.title.casefold()
    return f"{record.title} ({record.office})" if record.title and told else record.title or record.office


def _with_how(name: KnownName) -> str:
    return f"{_dated(name.text, name.since, name.until)} ({name.how})"


def _dated(text: str, since: str, until: str) -> str:
    span = lasting(since, until)
    return f"{text} [{span}]" if span else text


def _spanned(listed: object, label: Label | None = None) -> Iterator[str]:
    """'Bonn | 1949/1999' → 'Bonn [1949 to 1999]'; codes by their labels."""
    for one in _listed(listed):
        text, _, span = one.partition(" | ")
        start, _, end = span.partition("/")
        yield _dated(label(text) if label else text, start, end)


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _cut(listed: Sequence[str]) -> str:
    shown = _joined(listed[:NAMES_SHOWN_MAX])
    return f"{shown} and {len(listed) - NAMES_SHOWN_MAX} more" if len(listed) > NAMES_SHOWN_MAX else shown


def _joined(parts: Iterable[str]) -> str:
    return plain(", ".join(parts))


def _lines(text: str) -> list[Text]:
    return [Text(plain(text))] if text else []
