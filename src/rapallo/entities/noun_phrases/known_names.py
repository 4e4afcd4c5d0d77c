"""Phrases that end on a known name: a person, a state or people, an organisation or institution."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.memory import Party
from rapallo.entities.noun_phrases.people import known_person
from rapallo.entities.noun_phrases.places import LANDS, merely_where, names_no_actor
from rapallo.entities.noun_phrases.reading import KINDS, ORGANISATION, PEOPLE, STATE, Reading
from rapallo.entities.phrases import Item
from rapallo.entities.sectors import with_sector

COUNTING = frozenset(
    "two three four five six seven eight nine ten dozens hundreds thousands many some most ordinary young".split()
)


def known_name(reading: Reading, item: Item, before: Sequence[Item]) -> Party | None:
    """The party that a known name means behind the items `before` it; None where it names no actor."""
    assert item.match is not None
    titles = [i.text for i in before if i.is_noun]
    states = (reading.record(i).key for i in reversed(before) if i.match and reading.record(i).kind == "state")
    record, form = reading.memory.record_of(item.match, reading.situation.day, titles=titles, state=next(states, ""))
    if record.kind == "person":
        return known_person(reading, item, before, record, form)
    if names_no_actor(reading, item, form) or merely_where(reading, item, record, form):
        return None
    if record.kind in LANDS:
        return _state(reading, item, before, record, form)
    return _body(reading, item, before, record)


def _body(reading: Reading, item: Item, before: Sequence[Item], record: Record) -> Party:
    """An organisation, institution, party, group or outlet; of another state where the text says so."""
    if (elsewhere := _seated(reading, item, record) or _generic_elsewhere(reading, item, record)) is not None:
        return elsewhere
    owner = _state_before(reading, item, before) if record.kind in ("institution", "political party") else None
    if owner is not None:
        key = with_sector(owner.key, record.sector)
        return Party(key, record.name, owner.id, f"{item.text} of {owner.name}", ORGANISATION)
    if record.kind == "institution" and (then := _of_the_state_before(reading, item, record)) is not None:
        return then
    return Party(record.key, record.name, record.id, f"by the name {item.text}", KINDS[record.kind])


def _seated(reading: Reading, item: Item, record: Record) -> Party | None:
    """'the Senate in Manila', 'the Supreme Court of Ghana': a body of a common name, of the state named behind it."""
    memory = reading.memory
    behind = SEATED.match(memory.text, item.end)
    if behind is None or not _generic(reading, item):
        return None
    name = next(iter(memory.matches_in(behind.end(), behind.end() + SEAT_CHARS_MAX)), None)
    if name is None or name.start != behind.end():
        return None
    seat, form = memory.record_of(name)
    if seat.kind not in LANDS or form is Form.ADJECTIVE or seat.code == record.code:
        return None
    key = with_sector(seat.code, record.sector)
    return Party(key, record.name, seat.id, f"{item.text} {behind.group().strip()} {name.text}", ORGANISATION)


SEATED = re.compile(r" (?:in|of) (?:the )?")
SEAT_CHARS_MAX = 40


def _generic(reading: Reading, item: Item) -> bool:
    """Whether many states have a body of this name."""
    return item.text.removeprefix("the ") in reading.memory.knowledge.words.lists["generic_institutions"]


def _generic_elsewhere(reading: Reading, item: Item, record: Record) -> Party | None:
    """'the Supreme Court' where the article speaks of another state than the one that the files name."""
    memory, code = reading.memory, record.code
    if not _generic(reading, item) or memory.home == code or memory.spoken_of_in_full(code) or not memory.focus:
        return None
    others = [state for state in memory.focus if state != code]
    if not others:
        return None
    key = with_sector(others[0], record.sector)
    return Party(key, record.name, "", f"{item.text} of the state that the article is about", ORGANISATION)


def _of_the_state_before(reading: Reading, item: Item, record: Record) -> Party | None:
    """'The Kremlin' in 1988: an institution of the state that held then what is its state's now."""
    knowledge = reading.memory.knowledge
    code = knowledge.state_lines.holder(record.code, reading.day)
    if code == record.code:
        return None
    why = f"by the name {item.text}, then of {knowledge.label(code)}"
    return Party(with_sector(code, record.sector), record.name, record.id, why, ORGANISATION)


def _state_before(reading: Reading, item: Item, before: Sequence[Item]) -> Record | None:
    """The state that stands right before an institution of another ('the Russian Supreme Court')."""
    if not before or before[-1].match is None or item.start - before[-1].end > len("'s "):
        return None
    record = reading.record(before[-1])
    return record if record.kind == "state" and reading.record(item).code not in (record.key, "IGO") else None


def _state(reading: Reading, item: Item, before: Sequence[Item], record: Record, form: Form) -> Party:
    """A state or region named bare, or a people."""
    noun = next((i for i in reversed(before) if i.is_noun), None)
    if form is Form.PEOPLE and "ethnic" in reading.phrase.head.words:
        abroad = next((code for code in reading.memory.focus if code != record.key), record.key)
        why = f"ethnic {item.text} of {reading.memory.knowledge.label(abroad)}"
        return Party(with_sector(abroad, "CVL"), record.name, record.id, why, PEOPLE)
    if form is Form.PEOPLE or (form is Form.ADJECTIVE and _votes(reading)):
        sector, why, kind = _people_sector(reading, before, record), f"a people: {item.text}", PEOPLE
    elif noun is not None and noun.sector != "GOV":
        sector, why, kind = noun.sector, f"{noun.text} of {record.name}", PEOPLE
    else:
        how = {Form.CAPITAL: "the capital for the government", Form.ADJECTIVE: "by the adjective"}
        bare = "" if record.kind == "place" or form is Form.PLACE else reading.situation.bare_sector
        sector, why, kind = bare, f"{how.get(form, 'by the name')} {item.text}", STATE
    return Party(with_sector(record.key, sector), record.name, record.id, why, kind)


def _people_sector(reading: Reading, before: Sequence[Item], record: Record) -> str:
    """CVL, or what the people's state does in such an event; counted people ("two Russians") and voters are people.

    With its article a people is a side of a war or of talks ("accused the Americans"), as if the state were named.
    """
    words, situation = reading.phrase.head.words, reading.situation
    counted = bool(before) or any(word[:1].isdigit() or word in COUNTING for word in words)
    if counted or _votes(reading):
        return "CVL"
    side = reading.articled and record.kind == "state" and situation.event_type not in TO_PEOPLE
    own = situation.people_sector
    return situation.bare_sector if side and own == "CVL" else own


# What is done to people themselves: "barred the Syrians from entry", "fed the Somalis".
TO_PEOPLE = frozenset({"COERCE", "AID"})
VOTE = re.compile(r"\b(?:percent|per cent|referendum|plebiscite|turnout|ballots?|at the polls)\b|\d ?%")


def _votes(reading: Reading) -> bool:
    """'The French rejected the treaty by 55 percent': whether a people with nothing but its article votes."""
    phrase, memory = reading.phrase, reading.memory
    if not reading.articled or len(phrase.head.items) > 1 or phrase.tail or reading.situation.role != "actor":
        return False
    sentence = memory.sentences[memory.sentence_at(phrase.start)]
    return VOTE.search(memory.text, phrase.end, sentence.end) is not None
