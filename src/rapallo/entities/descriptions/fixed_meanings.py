"""Words that mean the same whoever is spoken of: "world leaders", "refugees", "the secretary of state"."""

from __future__ import annotations

import re

from rapallo.entities.descriptions.description import Description
from rapallo.entities.descriptions.organisations import organisation_of_kind
from rapallo.entities.memory import Party
from rapallo.entities.noun_phrases import place_behind

MANY = frozenset("countries nations leaders governments states powers capitals ministers presidents".split()) | {
    "foreign ministers"
}
CANDIDATES = frozenset({"nominee", "candidate", "pick"})
OF_OIL = re.compile(r"\b(?:oil|crude|barrels|OPEC)\b", re.IGNORECASE)
# "refugees who had fled the war in Syria", "migrants fleeing from Eritrea".
FLED = re.compile(r"(?: who)?(?: have| had)? (?:fled|fleeing|escaping|who escaped)(?: \w+){0,3}? (?:in|from)\b")


def many(description: Description) -> Party | None:
    """'other nations', 'world leaders', 'six countries': more states than are named."""
    words, lowered = description.phrase.text, description.lowered
    if "coalition" in lowered and "government" not in lowered:
        return Party("MULTI/ALLIES", "Allies", "", f"“{words}” of no named state", "organisation")
    if description.noun.text not in MANY:
        return None
    if lowered.startswith(("the ", "its ", "their ")) and "world" not in lowered:
        return None
    return Party("MULTI", "Several states", "", f"“{words}”: states that are not named", "state")


def unowned(description: Description) -> Party | None:
    """'refugees', 'terrorists': what the word means where no state is named."""
    noun, memory = description.noun, description.memory
    key = memory.knowledge.words.unowned.get(noun.text)
    if noun.text == "cartel" and description.definite and OF_OIL.search(memory.text):
        return organisation_of_kind("cartel", "oil cartel", memory)
    definite = description.lowered.startswith("the ") and key in ("IMG/REB", "IMG/CRM")
    if key is None or description.noun_is_among("related_states") or definite:
        return None
    if (located := _located(key, description)) is not None:
        return located
    return Party(key, memory.knowledge.label(key), "", f"“{noun.text}” of no named state", "people")


def _located(key: str, description: Description) -> Party | None:
    """'terrorists in Mali', 'refugees who fled the war in Syria': of the place that is named behind them."""
    memory, end = description.memory, description.phrase.end
    if key == "IMG/REB" and (record := place_behind(end, memory)) is not None:
        codes = description.at_war([record.code])
        if codes:
            return description.of(codes[0], f"the place named behind it, {record.name}")
    if description.noun.sector == "CVL" and (fled := FLED.match(memory.text, end)):
        record = place_behind(fled.end() - len(" from"), memory)
        if record is not None:
            return description.of(record.code, f"who fled {record.name}")
    return None


def of_one_state(description: Description) -> Party | None:
    """'the secretary of state': an office or body that one state calls so."""
    noun, knowledge = description.noun.text, description.memory.knowledge
    behind = description.phrase.tail[:1]
    sought = [i.text for part in behind if part.link == "for" for i in part.items if i.is_noun]
    offices = [noun, *sought] if noun in CANDIDATES else [noun]
    code = next((c for office in offices if (c := knowledge.words.of_state.get(office))), None)
    return description.of(code, f"{noun}: an office or body of {knowledge.label(code)}") if code else None
