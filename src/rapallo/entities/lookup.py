"""Everything that a name can mean on a day, which of it the coder would choose, and why not the others.

The choice is that of `knowledge.likeliest`, and the key that of the resolver reading the words alone, so that a look-up
cannot differ from the coder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapallo.entities.knowledge import Knowledge, likeliest
from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.lookup_names import Hit, NameIndex, Spelling, folded, index_of
from rapallo.entities.lookup_reasons import called, why_chosen, why_nobody, why_not
from rapallo.entities.lookup_things import holders_on, same_thing
from rapallo.entities.resolver import Resolver
from rapallo.entities.sectors import Situation
from rapallo.records import Article, Mention, Sentence

LIMIT = 10


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of something, how it names it ("family name"), and the ISO dates between which it does ('' for open)."""

    text: str
    how: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One state, organisation, group, person …: its records (a person's offices), the latest first, and its names.

    `called` are the names by which it was found, `valid` says whether any of it holds on the day, `members` are the
    codes of an organisation's member states on the day, `holders` who heads it on the day, `facts` what else is known.
    """

    kind: str
    key: str
    name: str
    records: tuple[Record, ...]
    called: tuple[KnownName, ...]
    names: tuple[KnownName, ...]
    valid: bool
    members: tuple[str, ...] = ()
    holders: tuple[Record, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that a name can mean: the record of it that counts on the day, whether it is chosen, and why."""

    thing: Thing
    record: Record
    chosen: bool
    why: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A party as the coder writes it where the words stand as an actor, and its reason.

    `beside` is a state that an article must name too, or ''.
    """

    key: str
    record: str
    reason: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a name can mean on an ISO day ('' for no particular one), the chosen first.

    `left_out` counts the answers beyond the limit; `uncoded` says why the coder finds nobody by the words alone, ''
    where it does or no reason is known. Nothing fits: no answers, and the nearest known names.
    """

    asked: str
    day: str
    spelling: Spelling | None = None
    answers: tuple[Answer, ...] = ()
    left_out: int = 0
    coded: tuple[Coded, ...] = ()
    uncoded: str = ""
    suggestions: tuple[str, ...] = ()

    @property
    def chosen(self) -> Answer | None:
        """What the coder would choose; None where nothing is known."""
        return next((answer for answer in self.answers if answer.chosen), None)


def look_up(knowledge: Knowledge, name: str, *, on: date | None = None, limit: int = LIMIT) -> Lookup:
    """Everything that a name can mean on a day (None: no particular one, the latest counts), at most `limit` things."""
    asked = " ".join(name.split())
    day = on.isoformat() if on else ""
    index = index_of(knowledge)
    hits = index.hits(asked, day=day)
    if not hits:
        return Lookup(asked, day, suggestions=index.suggestions(asked))
    groups = _by_thing(hits, index, day)
    best = _best(groups[0].hits, day)
    shown = tuple(_answer(group, best, index, day) for group in groups[:limit])
    coded = _coded(best, asked, knowledge, on)
    uncoded = "" if coded else why_nobody(best, day)
    return Lookup(asked, day, best.spelling, shown, len(groups) - len(shown), coded, uncoded)


@dataclass(frozen=True, slots=True)
class _Group:
    """The records of one thing, and the hits that led to it."""

    records: tuple[Record, ...]
    hits: tuple[Hit, ...]


def _by_thing(hits: Sequence[Hit], index: NameIndex, day: str) -> list[_Group]:
    """The things that were hit, from the one that the coder chooses down."""
    left = list(hits)
    groups: list[_Group] = []
    while left:
        best = _best(left, day)
        records = same_thing(best.named.record, index)
        ids = {record.id for record in records}
        groups.append(_Group(records, tuple(hit for hit in left if hit.named.record.id in ids)))
        left = [hit for hit in left if hit.named.record.id not in ids]
    return groups


def _best(hits: Sequence[Hit], day: str) -> Hit:
    """The hit that the coder would choose: of the nearest spelling, without what names an outlet only on request.

    Who holds the office goes before the organisation that has it among its names ("UN Secretary-General").
    """
    pool = [hit for hit in hits if hit.named.form is not Form.OUTLET]
    if not pool:
        return hits[0]
    holders = [hit for hit in pool if hit.spelling is Spelling.OFFICE]
    keys = {hit.named.record.key for hit in holders}
    if all(
        hit in holders or (hit.named.record.kind == "organisation" and hit.named.record.key in keys) for hit in pool
    ):
        pool = holders
    exact = [hit for hit in pool if hit.spelling is Spelling.EXACT]
    nearest = exact or [hit for hit in pool if hit.spelling is Spelling.CUT_SHORT] or pool
    chosen = likeliest((hit.named for hit in nearest), day)
    return next(hit for hit in nearest if hit.named is chosen)


def _answer(group: _Group, best: Hit, index: NameIndex, day: str) -> Answer:
    own = _best(group.hits, day)
    chosen = own is best
    others = [hit for hit in group.hits if hit is not own]
    record = own.named.record
    why = why_chosen(own, day) if chosen else why_not(own, best, day)
    return Answer(_thing(group, [own, *others], record, index, day), record, chosen, why)


def _thing(group: _Group, hits: Sequence[Hit], record: Record, index: NameIndex, day: str) -> Thing:
    knowledge = index.knowledge
    facts = {name: value for one in reversed(group.records) for name, value in knowledge.facts(one.id).items()}
    found = (KnownName(h.text, called(h, knowledge), h.named.since, h.named.until) for h in hits)
    return Thing(
        kind=record.kind,
        key=record.key,
        name=record.name,
        records=group.records,
        called=tuple(dict.fromkeys(found)),
        names=_names(group.records, index),
        valid=any(one.valid(day) for one in group.records),
        members=knowledge.members(record.id, day),
        holders=holders_on(record, knowledge, day),
        facts=facts,
    )


def _names(records: Iterable[Record], index: NameIndex) -> tuple[KnownName, ...]:
    """The names of all records, spellings that differ in accents only once, as the accented one."""
    names: dict[tuple[str, str], KnownName] = {}
    for record in records:
        for text, named in index.names_of.get(record.id, ()):
            known = KnownName(text, called(Hit(text, named, Spelling.EXACT), index.knowledge), named.since, named.until)
            place = folded(text), known.how
            if place not in names or (names[place].text.isascii() and not text.isascii()):
                names[place] = known
    return tuple(names.values())


def _coded(best: Hit, asked: str, knowledge: Knowledge, on: date | None) -> tuple[Coded, ...]:
    """What the coder makes of the words alone; where it wants the state named beside them, with that."""
    as_asked = best.spelling in (Spelling.EXACT, Spelling.LOOSE, Spelling.OFFICE, Spelling.ADDRESS)
    words = asked if as_asked else best.named.record.name if best.spelling is Spelling.CODE else best.text
    state = knowledge.label(best.named.record.code)
    for beside in ("", state):
        if found := _resolved(words, beside, knowledge, on):
            return found
    return ()


def _resolved(words: str, beside: str, knowledge: Knowledge, on: date | None) -> tuple[Coded, ...]:
    text = f"{words} said so. {beside} was there." if beside else words
    article = Article(text, published=on, id="look-up")
    reading = Resolver(knowledge).read(article, [Sentence(0, 0, len(text), text)])
    situation = Situation("actor", "ACCUSE", day=on.isoformat() if on else "")
    entities = reading.resolve_mention(Mention(0, len(words), words), situation)
    return tuple(Coded(entity.key, entity.record, entity.reason, beside) for entity in entities)
