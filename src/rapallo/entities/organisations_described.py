"""Organisations that a text calls by their kind: "the Washington-based lender", "the world body", "the bloc".

Rules, in order: an epithet that one organisation has; the seat; for a bloc without either the first of its kind to
which the state that the article is about belongs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapallo.entities.memory import Memory, Party

SEAT = re.compile(r"\b((?:The )?[A-Z][\w.]+(?: [A-Z][\w.]+)*)-based\b")
# Kinds that are meant by the states that the article is about, where nothing else tells.
BY_MEMBERS = frozenset({"bloc", "grouping", "alliance"})
FOCUS_STATES = 3


def organisation_described(noun: str, words: str, memory: Memory) -> Party | None:
    """The organisation that a noun like 'bloc' or 'lender' and the words around it mean; None where none is told."""
    of_kind = memory.knowledge.words.organisations_described.get(noun, ())
    if not of_kind:
        return None
    if (called := _by_epithet(noun, words, of_kind, memory)) is not None:
        return called
    if (named := _by_its_own(of_kind, words, memory)) is not None:
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


def _by_its_own(of_kind: Sequence[str], words: str, memory: Memory) -> Party | None:
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
