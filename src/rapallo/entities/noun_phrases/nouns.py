"""Agent nouns and titles: the sector that they say, and the party that they make with whoever they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from rapallo.entities.memory import Memory, Party
from rapallo.entities.noun_phrases.ownership import owned, owner_before, owner_behind
from rapallo.entities.noun_phrases.reading import PERSON, Reading
from rapallo.entities.phrases import Item, Phrase

# Sectors whose former members are ELI; a former commander of rebels is none.
OF_THE_STATE = frozenset({"GOV", "MIL", "LEG", "SPY", "JUD", "COP"})
# "OPEC's biggest power": a member.
GREAT_ONES = frozenset({"power", "economy", "giant", "heavyweight"})


def noun_with_owner(reading: Reading, item: Item, before: Sequence[Item], *, named: str = "") -> Party | None:
    """An agent noun or title with whoever it belongs to; `named` is the name of a stranger who bears it."""
    owner, of = owner_before(reading, before, item.text), ""
    if owner is None:
        owner, of = owner_behind(reading)
    if owner is None or (not named and _is_another(reading, item, owner)):
        return None
    memory = reading.memory
    if item.text == "commissioner" and _of_the_union(reading, owner):
        return Party("IGO/EU", memory.knowledge.label("IGO/EU"), "organisation-EU", "a commissioner", PERSON)
    sector = sector_of_noun(item, reading.phrase, memory, before)
    if of and sector == "GOV" and item.text in memory.knowledge.words.lists["general"]:
        sector = of
    if reading.former and leaves_office(item, memory):
        sector = "ELI"
    return owned(reading, reading.record(owner), sector, item, named=named)


def leaves_office(item: Item, memory: Memory) -> bool:
    """Whether who once was what a noun says is ELI now: a former minister, but no former republic or ally."""
    lists = memory.knowledge.words.lists
    a_state = item.text in lists["singular_states"] or item.text in lists["related_states"]
    return item.sector in OF_THE_STATE and (item.text == "regime" or not a_state)


def sector_of_noun(item: Item, phrase: Phrase, memory: Memory, before: Sequence[Item] | None = None) -> str:
    """The sector of a noun; a modifier or noun before it decides where the noun itself is general."""
    words = memory.knowledge.words
    if item.text not in words.lists["general"] or item.sector == "REB":
        return item.sector
    items = before if before is not None else [i for i in phrase.head.items if i.start < item.start]
    for word in [*(i.text for i in reversed(items) if i.is_noun), *reversed(phrase.head.words)]:
        if word in words.modifiers and words.modifiers[word] != "ELI":
            return words.modifiers[word]
        if words.nouns.get(word, "GOV") not in ("GOV", "ELI") and word not in words.lists["describing"]:
            return words.nouns[word]
    return item.sector


def _of_the_union(reading: Reading, owner: Item) -> bool:
    """Whether a state's commissioner is one of the European Union: the article speaks of it."""
    members = reading.memory.knowledge.members("organisation-EU", reading.memory.day)
    return reading.record(owner).key in members and "IGO/EU" in reading.memory.levels_named


def _is_another(reading: Reading, item: Item, owner: Item) -> bool:
    """'the U.S. ally', 'a NATO member': one state that stands in a relation to the one named, not this one."""
    lists, record = reading.memory.knowledge.words.lists, reading.record(owner)
    one_state = item.text in lists["singular_states"] and not item.text.endswith("s")
    if one_state and (record.kind in ("bloc", "region", "place") or record.over(reading.memory.day)):
        return record.kind != "state" or reading.former or owner.backed
    great = (
        item.text in GREAT_ONES
        or "de facto" in reading.phrase.text
        or any(word in lists["superlatives"] for word in reading.phrase.head.words)
    )
    if great and record.kind == "organisation":
        return True
    related = item.text in lists["related_states"]
    return related and record.kind in ("state", "organisation")
