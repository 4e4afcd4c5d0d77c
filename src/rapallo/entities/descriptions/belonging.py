"""Descriptions that say whose they are by a word that stands for somebody: "his army", "that country's leader"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from rapallo.entities.antecedents import likeliest_party, of_pronoun
from rapallo.entities.descriptions.description import Description
from rapallo.entities.memory import Memory, Party
from rapallo.entities.phrases import POSSESSIVES, Item, Phrase
from rapallo.entities.sectors import Situation, with_sector
from rapallo.records import COLLECTIVE_CODES

# Those who stand across from somebody are not his: "his rival".
OPPOSITE = frozenset(
    "neighbor neighbour rival enemy counterpart opponent colony neighbors neighbours rivals opponents".split()
)
FIRST_WORD = re.compile(r"\w+")


def homeland(phrase: Phrase, memory: Memory, situation: Situation) -> Party | None:
    """'our homeland', 'its soil': the state of whom the pronoun means."""
    owner, pronoun = owner_by_pronoun(phrase, memory)
    if phrase.head.items or owner is None:
        return None
    key = owner.key if owner.code in COLLECTIVE_CODES else with_sector(owner.code, situation.bare_sector)
    return replace(owner, key=key, kind="state", reason=f"“{pronoun}” means {owner.name}: {owner.reason}")


def possessed(description: Description) -> Party | None:
    """'his administration', 'our troops': of whom the pronoun means."""
    owner, pronoun = owner_by_pronoun(description.phrase, description.memory)
    noun = description.noun.text
    if owner is None or noun in OPPOSITE:
        return None
    if noun in ("allies", "partners"):
        return Party("MULTI/ALLIES", "Allies", "", f"“{description.phrase.text}”", "organisation")
    rebels = owner.sector == "REB" and description.noun_is_among("armed_men")
    whose = owner.key if owner.code in ("IGO", "MULTI") or rebels else owner.code
    return description.of(whose, f"“{pronoun}” means {owner.name}: {owner.reason}")


def owner_by_pronoun(phrase: Phrase, memory: Memory) -> tuple[Party | None, str]:
    """Whom the possessive pronoun before a phrase means, and the pronoun."""
    first = FIRST_WORD.match(phrase.text.lower())
    if first is None or first.group() not in POSSESSIVES:
        return None, ""
    return next(iter(of_pronoun(first.group(), phrase.start, memory)), None), first.group()


def before_whose(description: Description) -> Phrase | None:
    """The words that 'whose' right before a description points back to, from their article or possessive on."""
    memory, start = description.memory, description.phrase.start
    opening = memory.sentences[memory.sentence_at(start)].start if memory.sentences else 0
    whose = WHOSE.search(memory.text, opening, start)
    items = memory.phrase(opening, whose.start()).segments[-1].items if whose else []
    if whose is None or not items or whose.start() - items[-1].end > BEHIND_NOUN_CHARS_MAX:
        return None
    first = next(i for n, i in enumerate(items) if all(b.start - a.end <= len("'s ") for a, b in pairwise(items[n:])))
    told = DETERMINED.search(memory.text, opening, first.start)
    return memory.phrase(told.start() if told else first.start, whose.start())


WHOSE = re.compile(r",? whose $")
DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their|our) (?:[\w'-]+ ){0,3}$", re.IGNORECASE)
# Room for a word that is no agent noun: "the intelligence branch, whose …".
BEHIND_NOUN_CHARS_MAX = 8


def of_owner(owner: Party, description: Description) -> Party:
    """What a description means in the hands of somebody: general words and armed men keep his sector."""
    own = owner.sector not in ("", "GOV") and description.noun_is_among("general", "armed_men")
    whose = owner.key if own or owner.code in COLLECTIVE_CODES else owner.code
    return description.of(whose, f"“whose” means {owner.name}: {owner.reason}")


def of_the_first_noun(description: Description) -> Party | None:
    """'that country's leader', 'alliance members': of whom the first noun means."""
    offset, memory = description.phrase.start, description.memory
    for item in description.phrase.head.items:
        if item is description.noun or not item.is_noun:
            continue
        kinds = _kinds_called(item, memory)
        codes = description.codes_described() if "state" in kinds else None
        owner = likeliest_party(item.text, offset, memory, kinds=kinds, codes=codes) if kinds else None
        if owner is not None and description.noun_is_among("related_states"):
            return _member_of(owner, description)
        if owner is not None:
            return owner if owner.code in COLLECTIVE_CODES else description.of(owner.code, owner.reason)
    return None


def _kinds_called(item: Item, memory: Memory) -> tuple[str, ...]:
    lists = memory.knowledge.words.lists
    if item.text in lists["singular_states"] and item.possessive:
        return ("state",)
    return ("organisation",) if item.text in lists["organisations"] and not item.text.endswith("s") else ()


def _member_of(owner: Party, description: Description) -> Party | None:
    """'the alliance member': the likeliest earlier state among those that belong to it."""
    phrase, memory = description.phrase, description.memory
    codes = memory.knowledge.members(owner.record, memory.day)
    party = likeliest_party(
        phrase.text, phrase.start, memory, kinds=("state", "person"), codes=codes, not_codes=COLLECTIVE_CODES
    )
    return description.of(party.code, party.reason) if party is not None else None


def by_attitude(description: Description) -> Party | None:
    """'anti-Assad rebels': those against a state's ruler are of that state."""
    memory = description.memory
    for item in description.phrase.head.items:
        if item.backed and item.match is not None:
            record = memory.record_of(item.match)[0]
            against = memory.text[max(0, item.start - 5) : item.start].lower() == "anti-"
            if against and record.kind == "person" and record.code not in COLLECTIVE_CODES:
                return description.of(record.code, f"against the rulers of {memory.knowledge.label(record.code)}")
    return None


def by_leader(description: Description) -> Party | None:
    """'Nigerian-led forces': troops are of the state that leads them."""
    memory = description.memory
    for item in description.phrase.head.items:
        led = memory.text[item.end : item.end + 4].lower() == "-led"
        if led and item.match is not None and description.noun.sector == "MIL":
            return description.of(memory.record_of(item.match)[0].code, "who leads them")
    return None
