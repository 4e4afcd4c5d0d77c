"""Descriptions of several who are named together: "the two leaders", "six countries", "the negotiators"."""

from __future__ import annotations

from dataclasses import replace

from rapallo.entities.descriptions.description import Description
from rapallo.entities.memory import Party
from rapallo.entities.sectors import with_sector
from rapallo.entities.together import counted, those_counted, those_listed, those_who_met
from rapallo.records import COLLECTIVE_CODES

SENTENCES_TO_A_LIST = 3
PEOPLE_WHO_MEET = frozenset(
    {"leader", "president", "minister", "foreign minister", "prime minister", "men", "statesmen"}
)


def those_named_together(description: Description) -> list[Party]:
    """The parties of a meeting or list that a plural noun means; empty where the text names none together."""
    noun, memory, offset = description.noun.text, description.memory, description.phrase.start
    if not noun.endswith("s"):
        return []
    number = counted(description.lowered)
    met = description.noun_is_among("who_meet")
    leaders = noun.removesuffix("s") in PEOPLE_WHO_MEET
    parties = those_counted(number, offset, memory, of_people=leaders) if number else []
    if not parties and met and (number or description.definite) and not description.phrase.tail:
        parties = those_who_met(offset, memory) or those_listed(offset, memory, sentences_back=SENTENCES_TO_A_LIST)
    return [_as_described(party, description) for party in parties]


def _as_described(party: Party, description: Description) -> Party:
    """A party in the sector that the noun says, and why the words mean it."""
    land, said = description.noun_is_among("of_the_land"), description.noun.sector
    sector = description.situation.bare_sector if land else said
    keeps = party.code in COLLECTIVE_CODES or (party.sector == "REB" and said == "GOV")
    key = party.key if keeps else with_sector(party.code, sector)
    return replace(party, key=key, reason=f"“{description.phrase.text}” for those {party.reason}")
