"""Descriptions that do not say whose they are: the rules, one module a kind, in the order in which they are tried.

READ FIRST of this folder. Each rule takes a `Description` and answers with a party or passes on with None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rapallo.entities.descriptions import belonging, fixed_meanings, organisations, states, surroundings
from rapallo.entities.descriptions.description import Description
from rapallo.entities.descriptions.several import those_named_together
from rapallo.entities.memory import Memory, Party
from rapallo.entities.noun_phrases import by_its_make, leaves_office, party_of_phrase, sector_of_noun
from rapallo.entities.phrases import Item, Phrase
from rapallo.entities.sectors import Situation

Rule = Callable[[Description], Party | None]


def of_whom(description: Description) -> Party | None:
    """'the spy service, whose agents …': of whom the words before 'whose' mean."""
    before = belonging.before_whose(description)
    if before is None:
        return None
    memory, situation = description.memory, description.situation
    party = party_of_phrase(before, memory, situation)
    owner = party or next(iter(parties_described(before, memory, situation)), None)
    return belonging.of_owner(owner, description) if owner is not None else None


RULES: tuple[Rule, ...] = (
    states.by_apposition,  # 'its neighbour, Senegal, …'
    of_whom,  # 'the spy service, whose agents'
    belonging.possessed,  # 'his administration'
    belonging.of_the_first_noun,  # 'that country's leader'
    belonging.by_attitude,  # 'anti-Assad rebels'
    states.by_epithet,  # 'OPEC's biggest producer'
    belonging.by_leader,  # 'Nigerian-led forces'
    organisations.officer,  # 'the secretary-general'
    fixed_meanings.many,  # 'world leaders'
    fixed_meanings.unowned,  # 'refugees'
    fixed_meanings.of_one_state,  # 'the secretary of state'
    surroundings.same_words,  # 'the minister', who was named before
    states.called_earlier,  # 'the Balkan nation'
    organisations.called_earlier,  # 'the alliance'
    organisations.by_kind,  # 'the Washington-based lender'
    surroundings.at_home,  # 'the president' in a paper of his state
    surroundings.same_sector,  # 'the militants' after other rebels
    surroundings.behind_a_dash,  # 'Iran ready for talks — senior official'
    surroundings.by_place,  # '12 people … in Paris'
    surroundings.by_focus,  # the state that the article is about
)
# "President Guy Parmelin", of whom nothing is known: what was said of other presidents does not hold for him.
RULES_FOR_A_STRANGER: tuple[Rule, ...] = (fixed_meanings.of_one_state, surroundings.by_place, surroundings.by_focus)


def parties_described(phrase: Phrase, memory: Memory, situation: Situation) -> list[Party]:
    """Whom a description means; two parties for 'the two leaders', none where nothing tells."""
    noun = next((i for i in reversed(phrase.head.items) if i.is_noun), None) or _counted(phrase, memory)
    noun = noun or _behind_a_region(phrase, memory)
    if noun is None or any(item.backed and by_its_make(item, memory) for item in phrase.head.items):
        homeland = belonging.homeland(phrase, memory, situation)
        return [homeland] if homeland is not None else []
    former = any(word in memory.knowledge.words.lists["former"] for word in phrase.head.words)
    sector = "ELI" if former and leaves_office(noun, memory) else sector_of_noun(noun, phrase, memory)
    description = Description(replace(noun, sector=sector), phrase, memory, situation)
    if together := those_named_together(description):
        return together
    strange = any(item.is_unknown for item in phrase.head.items) and not description.calls_a_state
    rules = RULES_FOR_A_STRANGER if strange else RULES
    party = next((party for rule in rules if (party := rule(description)) is not None), None)
    return [party] if party is not None else []


def _behind_a_region(phrase: Phrase, memory: Memory) -> Item | None:
    """'the Horn of Africa nation': the noun behind a region whose name has a preposition in it."""
    regions = (word for word in memory.knowledge.words.described if " of " in word)
    if not any(region in phrase.text.lower() for region in regions):
        return None
    return next((i for part in reversed(phrase.tail) for i in reversed(part.items) if i.is_noun), None)


def _counted(phrase: Phrase, memory: Memory) -> Item | None:
    """'at least 22', 'hundreds' as people."""
    words = phrase.head.words
    if phrase.head.items or not words:
        return None
    if not all(w.replace(",", "").isdigit() or w in memory.knowledge.words.lists["partitive"] for w in words):
        return None
    return Item(phrase.start, phrase.end, "people", sector="CVL")
