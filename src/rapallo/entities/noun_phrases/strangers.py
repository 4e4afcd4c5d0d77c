"""Names that the knowledge base does not have: whom a title before them, or the article, says they are."""

from __future__ import annotations

from collections.abc import Sequence

from rapallo.entities.memory import Party
from rapallo.entities.noun_phrases.nouns import noun_with_owner
from rapallo.entities.noun_phrases.ownership import owned, owner_before
from rapallo.entities.noun_phrases.reading import STATE, Reading
from rapallo.entities.phrases import Item
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
    if item.text in SOUTH_AND_NORTH and (korea := _korea(reading, item)) is not None:
        return korea
    owner = owner_before(reading, before)
    if owner is None or reading.record(owner).kind in ("person", "bloc"):
        return None
    sector = "GOV" if owner.possessive else "CVL"
    return owned(reading, reading.record(owner), sector, Item(item.start, item.end, item.text))


def _korea(reading: Reading, item: Item) -> Party | None:
    """'the North' in an article about Korea."""
    code = SOUTH_AND_NORTH[item.text]
    if code not in reading.memory.focus:
        return None
    name = reading.memory.knowledge.label(code)
    key = with_sector(code, reading.situation.bare_sector)
    return Party(key, name, f"state-{code.lower()}", f"{item.text} of Korea", STATE)
