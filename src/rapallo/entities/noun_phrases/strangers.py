"""Names that the knowledge base does not have: whom a title before them, or the article, says they are."""

from __future__ import annotations

from collections.abc import Sequence

from rapallo.entities.knowledge_file import Record
from rapallo.entities.memory import Memory, Party
from rapallo.entities.noun_phrases.nouns import noun_with_owner
from rapallo.entities.noun_phrases.ownership import owned, owner_before
from rapallo.entities.noun_phrases.reading import PERSON, STATE, Reading
from rapallo.entities.phrases import ADDRESSED, ADDRESSED_CHARS_MAX, Item
from rapallo.entities.sectors import with_sector

SOUTH_AND_NORTH = {"North": "PRK", "South": "KOR"}


def stranger(reading: Reading, item: Item, before: Sequence[Item]) -> Party | None:
    """A name that only the article itself can explain: by a title before it, or where it was introduced."""
    noun = next((i for i in reversed(before) if i.is_noun), None)
    if noun is not None:
        party = noun_with_owner(reading, noun, before[: before.index(noun)], named=item.text)
        if party is not None:
            return party
    if (recalled := reading.memory.recall(item.text)) is not None:
        return recalled
    if (head := head_addressed(item, reading.memory, reading.day)) is not None:
        return Party(head.key, head.name, head.id, f"Mr or Mrs {item.text}: {head.title}", PERSON)
    if item.text in SOUTH_AND_NORTH and (korea := _korea(reading, item)) is not None:
        return korea
    owner = owner_before(reading, before)
    if owner is None or reading.record(owner).kind in ("person", "bloc"):
        return None
    sector = "GOV" if owner.possessive else "CVL"
    return owned(reading, reading.record(owner), sector, Item(item.start, item.end, item.text))


def head_addressed(item: Item, memory: Memory, day: str) -> Record | None:
    """'Mr Major', 'Mrs May': who heads a state that the article speaks of; without Mr or Mrs these are words."""
    if not ADDRESSED.search(memory.text, max(0, item.start - ADDRESSED_CHARS_MAX), item.start):
        return None
    heads = [head for head in memory.knowledge.heads_called(item.text, day) if memory.speaks_of(head.party)]
    return heads[0] if len({head.name for head in heads}) == 1 else None


def _korea(reading: Reading, item: Item) -> Party | None:
    """'the North' in an article about Korea."""
    code = SOUTH_AND_NORTH[item.text]
    if code not in reading.memory.focus:
        return None
    name = reading.memory.knowledge.label(code)
    key = with_sector(code, reading.situation.bare_sector)
    return Party(key, name, f"state-{code.lower()}", f"{item.text} of Korea", STATE)
