"""Names that say where something is or comes from: "in Moscow", "12 people in Paris", "a Chinese-built gun"."""

from __future__ import annotations

import re

from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.memory import Memory
from rapallo.entities.noun_phrases.reading import Reading
from rapallo.entities.phrases import Item

LANDS = ("state", "region", "place")
# Cities that stand for an organisation.
SEATS_OF_ORGANISATIONS = frozenset({"Brussels", "Strasbourg", "Turtle Bay"})
LOCATIVES = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "throughout"})
LOCATIVE_CHARS_MAX = 24
WORD_BEHIND = re.compile(r"([ -])([A-Za-z]+)")
PLACE_CHARS_MAX = 60
PLACE_LINK = re.compile(r"\b(in|at|near|from|of)\b")


def place_behind(end: int, memory: Memory) -> Record | None:
    """The state, region or city that stands behind some words in their sentence: '12 people … in Paris'."""
    number = memory.sentence_at(max(end - 1, 0))
    for match in memory.matches_in(end, end + PLACE_CHARS_MAX):
        record, form = memory.record_of(match)
        of_place = record.kind in LANDS and form in (Form.NAME, Form.CAPITAL, Form.PLACE)
        here = memory.sentence_at(match.start) == number
        if of_place and here and PLACE_LINK.search(memory.text, end, match.start):
            return record
    return None


def merely_where(reading: Reading, item: Item, record: Record, form: Form) -> bool:
    """'in Moscow': a city that says where somebody acts, not who."""
    if record.kind not in LANDS and item.text not in SEATS_OF_ORGANISATIONS:
        return False
    if form is Form.ADJECTIVE:
        return _of_a_city(reading, item)
    text, phrase = reading.memory.text, reading.phrase
    alone = phrase.start == item.start and item.end >= phrase.end - len("'s") and not item.possessive
    seat = item.text in SEATS_OF_ORGANISATIONS
    city = seat or form in (Form.CAPITAL, Form.PLACE) or record.kind == "region"
    if not city or not alone or not (seat or reading.situation.role == "actor"):
        return False
    if text[item.end : item.end + 2] == "'s":
        return False
    before = text[max(0, item.start - LOCATIVE_CHARS_MAX) : item.start].rpartition("\n")[2].split()
    return bool(before) and before[-1].lower() in LOCATIVES


def _of_a_city(reading: Reading, item: Item) -> bool:
    """'met in the Austrian capital', 'at the Swiss resort': an adjective of where somebody acts."""
    text, lists = reading.memory.text, reading.memory.knowledge.words.lists
    behind = WORD_BEHIND.match(text, item.end)
    a_city = behind is not None and behind.group(2).lower() in lists["cities"] and item.end >= reading.phrase.end
    before = text[max(0, item.start - LOCATIVE_CHARS_MAX) : item.start]
    return a_city and reading.situation.role == "actor" and LOCATED.search(before) is not None


LOCATED = re.compile(r"\b(?:in|at|near|outside|around|inside|across|throughout) (?:the |an? )?$")


def names_no_actor(reading: Reading, item: Item, form: Form) -> bool:
    """'French fries', 'the G20 summit', 'a Chinese-built gun': a name that only says what something is called."""
    if item.end < reading.phrase.end - len("'s"):
        return False
    lists = reading.memory.knowledge.words.lists
    behind = WORD_BEHIND.match(reading.memory.text, item.end)
    if behind is None or behind.group(1) == "-":
        return by_its_make(item, reading.memory)
    word = behind.group(2).lower()
    # "the Vienna Convention", but "the Iran accord" is of Iran.
    signed_at = form in (Form.CAPITAL, Form.PLACE) or (reading.record(item).kind == "region" and form is Form.NAME)
    return word in lists["not_actors_behind"] or (signed_at and word in lists["treaties"])


def by_its_make(item: Item, memory: Memory) -> bool:
    """Whether a name says where a thing comes from: 'a Chinese-built gun'."""
    behind = WORD_BEHIND.match(memory.text, item.end)
    made = memory.knowledge.words.lists["made_behind"]
    return behind is not None and behind.group(1) == "-" and behind.group(2).lower() in made
