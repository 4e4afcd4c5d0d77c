"""Organisations and groups called by their kind: "the Washington-based lender", "the bloc", "the group".

The organisation of a kind, in order: an epithet that one has; one that the article names; the seat; for a bloc without
any the first of its kind to which a state that the article is about belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapallo.entities.antecedents import likeliest_party, nearest
from rapallo.entities.descriptions.description import Description
from rapallo.entities.memory import Memory, Party

# What a noun of each list calls, in the order in which it is looked for.
KINDS_CALLED = (("groups", ("group",)), ("organisations", ("organisation",)), ("", ("organisation",)))
# What only states can be bound in: no institution is meant by these.
OF_STATES = frozenset({"bloc", "alliance", "grouping", "body", "union"})
ONE_GROUP = frozenset({"group", "movement", "grouping", "sect", "outfit"})
ORGANISATION_CALLED = re.compile(r"\bthe (alliance|bloc|grouping)\b", re.IGNORECASE)
# Bounds the work on long texts.
CALLED_BEFORE_CHARS_MAX = 10_000
SEAT = re.compile(r"\b((?:The )?[A-Z][\w.]+(?: [A-Z][\w.]+)*)-based\b")
# Kinds that are meant by the states that the article is about, where nothing else tells.
BY_MEMBERS = frozenset({"bloc", "grouping", "alliance"})
FOCUS_STATES = 3


def officer(description: Description) -> Party | None:
    """'the secretary-general': of the organisation that the article names, else of the United Nations."""
    if not description.noun_is_among("officers_of_organisations"):
        return None
    memory = description.memory
    key = memory.organisation_most_named
    if not key:
        key = next((party.key for party in _called_before(description)), "IGO/UN")
    return Party(key, memory.knowledge.label(key), "", f"{description.noun.text} of {key}", "person")


def _called_before(description: Description) -> Iterator[Party]:
    """'the alliance', 'the bloc' earlier in the article, where they say which is meant."""
    memory = description.memory
    start = description.phrase.start
    for noun in ORGANISATION_CALLED.finditer(memory.text, max(0, start - CALLED_BEFORE_CHARS_MAX), start):
        party = organisation_of_kind(noun.group(1), noun.group(), memory)
        if party is not None:
            yield party


def called_earlier(description: Description) -> Party | None:
    """'the group', 'the alliance': the likeliest earlier one, a group that is only named further on."""
    noun, phrase, memory = description.noun, description.phrase, description.memory
    backed = description.backers and not (description.definite and noun.text in ONE_GROUP)
    for name, kinds in KINDS_CALLED:
        if (description.noun_is_among(name) if name else noun.text in ONE_GROUP) and not backed:
            party = likeliest_party(phrase.text, phrase.start, memory, kinds=kinds)
            if party is not None and (party.code == "IGO" or noun.text not in OF_STATES):
                return party
    if not description.noun_is_among("groups") or not description.definite:
        return None
    behind = (s for s in memory.seen if s.start > phrase.start and s.party.key.endswith("/REB"))
    return nearest(behind, phrase.text)


def by_kind(description: Description) -> Party | None:
    """'the Washington-based lender', 'the bloc' in an article about one of its members."""
    return organisation_of_kind(description.noun.text, description.phrase.text, description.memory)


def organisation_of_kind(noun: str, words: str, memory: Memory) -> Party | None:
    """The organisation that a noun like 'bloc' or 'lender' and the words around it mean; None where none is told."""
    of_kind = memory.knowledge.words.organisations_described.get(noun, ())
    if not of_kind:
        return None
    if (called := _by_epithet(noun, words, of_kind, memory)) is not None:
        return called
    if (named := _named_by_article(of_kind, words, memory)) is not None:
        return named
    if seat := SEAT.search(words):
        return _by_seat(seat.group(1).removeprefix("The "), words, of_kind, memory)
    return _by_members(words, of_kind, memory) if noun in BY_MEMBERS else None


def _by_epithet(noun: str, words: str, of_kind: Sequence[str], memory: Memory) -> Party | None:
    for epithet, codes in memory.knowledge.words.organisation_epithets.items():
        if re.search(rf"(?<!\w){re.escape(epithet)}\b", words.lower()):
            fitting = [code for code in codes if code in of_kind or noun in epithet]
            if fitting:
                return _party(fitting[0], f"“{words}”: what it is called", memory)
    return None


def _named_by_article(of_kind: Sequence[str], words: str, memory: Memory) -> Party | None:
    """The one whose people or whose name the article names anywhere: 'the tribunal', and further on its prosecutor."""
    for code in of_kind:
        if f"IGO/{code}" in memory.levels_named:
            return _party(code, f"“{words}”: the article names it", memory)
    return None


def _by_seat(seat: str, words: str, of_kind: Sequence[str], memory: Memory) -> Party | None:
    for code in of_kind:
        if seat in str(memory.knowledge.facts(f"organisation-{code}").get("headquarters", "")):
            return _party(code, f"“{words}”: its seat", memory)
    return None


def _by_members(words: str, of_kind: Sequence[str], memory: Memory) -> Party | None:
    for state in memory.focus[:FOCUS_STATES]:
        for code in of_kind:
            if state in memory.knowledge.members(f"organisation-{code}", memory.day):
                return _party(code, f"“{words}”: {memory.knowledge.label(state)} is a member", memory)
    return None


def _party(code: str, why: str, memory: Memory) -> Party:
    key = f"IGO/{code}"
    return Party(key, memory.knowledge.label(key), f"organisation-{code}", why, "organisation")
