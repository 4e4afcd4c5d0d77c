"""Knowledge files made into records and the names that name them, as texts write those names.

Used by knowledge/build.py for the file that the package ships, and for the files that a user adds.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapallo.entities.dates import OPEN, Span
from rapallo.entities.knowledge_file import FIRM_KINDS, Form, Record
from rapallo.entities.names import TYPOGRAPHY
from rapallo.entities.source_files import Sourced
from rapallo.entities.sources import (
    ArmedGroup,
    Bloc,
    Dated,
    Institution,
    Lasting,
    More,
    Office,
    Organisation,
    Outlet,
    Person,
    Place,
    PoliticalParty,
    Region,
    State,
    Words,
)
from rapallo.entities.words import plural
from rapallo.errors import KnowledgeError

# Letters that Unicode does not decompose, in the ways in which newspapers without them write.
PLAIN_LETTERS = tuple(
    str.maketrans(dict(pair.split("=") for pair in pairs.split()))
    for pairs in (
        "đ=dj Đ=Dj ł=l Ł=L ø=o Ø=O ı=i ß=ss æ=ae Æ=Ae ð=d Ð=D þ=th Þ=Th ə=a Ə=A ʻ=' ʼ='",
        "đ=d Đ=D ø=oe Ø=Oe ä=ae ö=oe ü=ue Ä=Ae Ö=Oe Ü=Ue å=aa Å=Aa ə=e Ə=E ʻ= ʼ=",
    )
)
ARABIC_ARTICLE = re.compile(r"^(?:[Aa]l|[Ee]l)-(?=\w{4})")
WITHIN_ARABIC_NAME = re.compile(r" (?:[Aa]l|[Ee]l)[- ](?=\w{3})")
HYPHENATED_GIVEN_NAME = re.compile(r"\b(\w+)-(\w+)$")
KOREAN_NAMES = frozenset({"KOR", "PRK", "TWN"})
FAMILY_NAME_FIRST = frozenset({"JPN", "HUN"})
# Kinds in the order in which a name is theirs: states win over what is called alike.
KIND_ORDER = (
    "state",
    "organisation",
    "bloc",
    "group",
    "institution",
    "political party",
    "outlet",
    "region",
    "person",
    "place",
)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name as a text writes it, how it names its record, and from when to when."""

    text: str
    form: Form
    span: Span = OPEN


@dataclass(frozen=True, slots=True)
class Compiled:
    """A record with its names, and facts that no rule asks for but a reader may (codes, members, predecessors)."""

    record: Record
    names: tuple[NameRow, ...]
    place: str
    facts: dict[str, object] = field(default_factory=dict)


def content_of(sourced: Iterable[Sourced], words: dict[str, Any], *, release: str) -> dict[str, Any]:
    """What `knowledge_file.parse` reads; [[more]] tables count for the version only (`additions` applies them).

    Raises KnowledgeError where two records have one id.
    """
    listed = list(sourced)
    return packed(listed, compiled_of(listed, words), words, release=release)


def compiled_of(sourced: Iterable[Sourced], words: dict[str, Any]) -> list[Compiled]:
    """The records of tables in the order in which names are theirs. Raises KnowledgeError where two have one id."""
    return _unique(_ordered(one for each in sourced for one in _compiled(each, words)))


def packed(
    listed: Sequence[Sourced], compiled: Sequence[Compiled], words: dict[str, Any], *, release: str
) -> dict[str, Any]:
    """What `knowledge_file.parse` reads, of tables and the records made of them."""
    number = {one.record.id: place for place, one in enumerate(compiled)}
    rows = sorted(
        {(n.text, number[one.record.id], n.form.value, n.span.start, n.span.end) for one in compiled for n in one.names}
    )
    firm = {text for text, place, *_ in rows if compiled[place].record.kind in FIRM_KINDS}
    taken = {text for text, _, form, *_ in rows if form != Form.PLACE}
    body = {
        "records": [one.record.as_row() for one in compiled],
        # A person's family name that a state, organisation or bloc has too is theirs (Jordan, Chad); a place's name is
        # whoever else's it is.
        "names": [
            _shortened(row)
            for row in rows
            if not (row[2] == Form.FAMILY_NAME and row[0] in firm) and not (row[2] == Form.PLACE and row[0] in taken)
        ],
        "facts": {one.record.id: one.facts for one in compiled if one.facts},
        "words": words,
        "nouns_added": _nouns_added(listed),
    }
    more = [one.table.model_dump(mode="json") for one in listed if isinstance(one.table, More)]
    digest = hashlib.sha256(as_json([body, more] if more else body)).hexdigest()[:8]
    return {"version": f"{release}-{digest}" if release else digest, **body}


def as_json(value: object) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _shortened(row: tuple[str, int, str, str, str]) -> list[object]:
    return list(row) if row[3] or row[4] else list(row[:3])


def _nouns_added(listed: Sequence[Sourced]) -> dict[str, str]:
    """Agent noun, its plural → sector, of the [[words]] tables."""
    tables = [one.table for one in listed if isinstance(one.table, Words)]
    return {form: table.sector for table in tables for noun in table.nouns for form in (noun, plural(noun))}


def _ordered(compiled: Iterable[Compiled]) -> list[Compiled]:
    return sorted(compiled, key=lambda one: (KIND_ORDER.index(one.record.kind), one.record.id))


def _unique(compiled: Sequence[Compiled]) -> list[Compiled]:
    places: dict[str, Compiled] = {}
    for one in compiled:
        first = places.setdefault(one.record.id, one)
        if first is not one:
            same = first.record.name == one.record.name
            whom = "" if same else f", where it is {first.record.name!r}"
            raise KnowledgeError(
                f"{one.place}: {one.record.name!r} stands in {first.place} already, as {one.record.id}{whom}.",
                mend="Keep one of the two, or tell them apart by name, title or date.",
            )
    return list(places.values())


def _compiled(sourced: Sourced, words: dict[str, Any]) -> Iterator[Compiled]:
    table = sourced.table
    if isinstance(table, State):
        yield _state(table, sourced)
    elif isinstance(table, Organisation):
        yield _lasting(
            table, sourced, f"IGO/{table.code}", {"headquarters": table.headquarters, "members": table.members}
        )
    elif isinstance(table, Person):
        yield from _person(table, sourced, words["lists"])
    elif isinstance(table, Region):
        yield _lasting(table, sourced, table.key, {}, forms(map(Dated, table.adjectives), Form.ADJECTIVE))
    elif isinstance(table, Bloc):
        yield _lasting(table, sourced, table.key, {"members": table.members})
    elif isinstance(table, Institution | PoliticalParty | ArmedGroup | Outlet | Place):
        yield _lasting(table, sourced, table.key, {})


def _lasting(
    table: Lasting, sourced: Sourced, key: str, facts: dict[str, object], further: Iterable[NameRow] = ()
) -> Compiled:
    of_key = key.partition("/")[2] if table.kind == "organisation" else f"{slug(key)}-{slug(table.name)}"
    stem = slug(table.name) if table.kind == "bloc" else of_key
    start = f"-{table.start}" if table.start and table.kind == "group" else ""
    record = Record(
        id=f"{table.kind.replace(' ', '-')}-{stem}{start}",
        kind=table.kind,
        key=key,
        name=table.name.removeprefix("the "),
        valid_from=table.start,
        valid_to=table.end,
        source=sourced.source,
        wikidata=table.wikidata,
    )
    form = Form.PLACE if isinstance(table, Place) else Form.NAME
    form = Form.OUTLET if table.ambiguous else form
    names = (*forms(table.names, form), *forms(map(Dated, table.short), Form.SHORT), *further)
    return Compiled(record, names, sourced.place, _filled(facts))


def _filled(facts: dict[str, object]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items() if value}


def _state(table: State, sourced: Sourced) -> Compiled:
    record = Record(
        id=f"state-{table.code.lower()}",
        kind="state",
        key=table.code,
        name=table.name,
        valid_from=table.start,
        valid_to=table.end,
        source=sourced.source,
        wikidata=table.wikidata,
    )
    peoples = [Dated(name) for name in table.people if name not in table.adjectives]
    names = (
        *forms(_compass([*table.names, *map(Dated.parse, table.official)]), Form.NAME),
        *forms(_compass(map(Dated, table.adjectives)), Form.ADJECTIVE),
        *forms(_compass(peoples), Form.PEOPLE),
        *forms(map(Dated.parse, table.capitals), Form.CAPITAL),
        *forms(map(Dated, table.short), Form.SHORT),
    )
    told = "status official iso2 iso_number cow gw capitals part_of claimed_by predecessors successors members".split()
    facts: dict[str, object] = {name: getattr(table, name) for name in told}
    return Compiled(record, names, sourced.place, _filled(facts))


def _compass(names: Iterable[Dated]) -> Iterator[Dated]:
    """'South Africa' → also 'S. Africa' and 'S Africa', as headlines write it."""
    for name in names:
        yield name
        if COMPASS.match(name.text):
            yield from (Dated(COMPASS.sub(rf"\1{point} ", name.text), name.span) for point in (".", ""))


COMPASS = re.compile(r"^([NESW])(?:orth|ast|outh|est)(?:ern)? ")


def _person(table: Person, sourced: Sourced, lists: dict[str, list[str]]) -> Iterator[Compiled]:
    """One record an office; all of them under all names of the person."""
    names = tuple(_names_of_person(table, frozenset(lists["no_family_names"])))
    common = tuple(forms(map(Dated, _common_names(table, lists)), Form.COMMON_NAME))
    for record in offices_of(table.name, table.offices, table.wikidata, sourced.source):
        weighty = record.office in WEIGHTY_OFFICES or record.key.endswith("/MIL")
        yield Compiled(record, (*names, *common) if weighty else names, sourced.place)


def offices_of(name: str, offices: Iterable[Office], wikidata: str, source: str) -> Iterator[Record]:
    """The records of a person's offices; an office may have a source of its own."""
    for office in offices:
        code = office.code
        stem = f"{slug(code)}-{slug(name)}-{slug(office.title or office.office)}-{office.start or 'open'}"
        yield Record(
            id=f"person-{stem}",
            kind="person",
            key=office.key,
            name=name,
            valid_from=office.start,
            valid_to=office.end,
            source=office.source or source,
            office=office.office,
            title=office.title,
            wikidata=wikidata,
        )


def _names_of_person(table: Person, no_family_names: frozenset[str]) -> Iterator[NameRow]:
    full = [table.name, *(name for name in table.also if " " in name)]
    family = table.name.rpartition(" ")[2] if table.family is None else table.family
    short = [name for name in (family, *(name for name in table.also if " " not in name)) if name]
    short += [ARABIC_ARTICLE.sub("", name) for name in short]
    codes = frozenset(office.code for office in table.offices)
    for variants in (_hyphenated(full, codes), _articles(full), _reversed(full, codes)):
        full += [name for name in variants if name not in full]
    alone = [name for name in dict.fromkeys(short) if name not in no_family_names and len(name) > 1]
    yield from forms(map(Dated, dict.fromkeys(name for name in full if " " in name)), Form.NAME)
    yield from forms(map(Dated, alone), Form.FAMILY_NAME)


# Whom a common name alone can mean, where the article speaks of their state.
WEIGHTY_OFFICES = frozenset({"head of state", "head of government", "foreign minister", "defence minister"})
ROYAL = re.compile(r"\b(?:King|Queen|Emir|Sultan|Crown Prince)\b")


def _common_names(table: Person, lists: dict[str, list[str]]) -> list[str]:
    """What somebody of a name that many bear is called alone: 'Singh'; of a monarch the first word, 'Abdullah'."""
    words = table.name.split()
    royal = any(ROYAL.search(office.title) for office in table.offices)
    alone = words[0] if royal else words[-1]
    written = table.family if table.family is not None else words[-1]
    # "Imran Khan" is what newspapers call him; the last word alone is still his where the article speaks of his state.
    is_full = " " in written and alone in lists["no_family_names"]
    kept_apart = written == "" or written in lists["no_family_names"] or is_full
    return [alone] if kept_apart and len(words) > 1 and alone not in lists["words_not_names"] else []


def _hyphenated(names: Sequence[str], codes: frozenset[str]) -> list[str]:
    """'Kim Jong-un' → also 'Kim Jong Un', 'Kim Jong-Un'."""
    if not codes & KOREAN_NAMES:
        return []
    spaced = [HYPHENATED_GIVEN_NAME.sub(lambda m: f"{m[1]} {m[2].capitalize()}", name) for name in names]
    capital = [HYPHENATED_GIVEN_NAME.sub(lambda m: f"{m[1]}-{m[2].capitalize()}", name) for name in names]
    return [*spaced, *capital]


def _articles(names: Sequence[str]) -> list[str]:
    """'Bashar al-Assad' → also 'Bashar Al-Assad', 'Bashar al Assad', 'Bashar Assad'."""
    written = [name for name in names if WITHIN_ARABIC_NAME.search(name)]
    return [
        WITHIN_ARABIC_NAME.sub(article, name) for name in written for article in (" al-", " Al-", " al ", " Al ", " ")
    ]


def _reversed(names: Sequence[str], codes: frozenset[str]) -> list[str]:
    """'Taro Aso' → also 'Aso Taro', as Japan and Hungary themselves write it."""
    words = [name.split() for name in names]
    return [f"{pair[1]} {pair[0]}" for pair in words if len(pair) == 2 and codes & FAMILY_NAME_FIRST]


def forms(names: Iterable[Dated], form: Form) -> Iterator[NameRow]:
    """Names as texts are read: with plain apostrophes and hyphens, with and without diacritics and a leading article.

    A name of one word that is listed with its article only ("the North") keeps it.
    """
    listed = [Dated(name.text.translate(TYPOGRAPHY), name.span) for name in names]
    texts = {name.text for name in listed}
    for name in listed:
        bare = name.text.removeprefix("the ")
        kept = bare == name.text or bare in texts or " " in bare
        for spelling in [bare] if kept else [name.text, f"The {bare}"]:
            yield from (NameRow(written, form, name.span) for written in spellings(spelling))


def spellings(name: str) -> list[str]:
    """A name with and without diacritics: 'Đukanović' → 'Djukanovic', 'Dukanovic'; 'Müller' → 'Muller', 'Mueller'."""
    plain = [_without_marks(name.translate(letters)) for letters in PLAIN_LETTERS]
    return list(dict.fromkeys([name, *plain]))


def without_diacritics(text: str) -> str:
    """'Vučić' → 'Vucic'."""
    return _without_marks(text.translate(PLAIN_LETTERS[0]))


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, without diacritics; Cyrillic and other letters stay, to tell names apart."""
    return re.sub(r"[\W_]+", "-", without_diacritics(text).lower()).strip("-")
