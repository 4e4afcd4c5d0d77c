"""A description in its article and event: what the rules ask of it, and the parties that they make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapallo.entities.knowledge_file import on_day
from rapallo.entities.memory import Memory, Party
from rapallo.entities.noun_phrases import one_person
from rapallo.entities.phrases import Item, Phrase
from rapallo.entities.sectors import Situation, with_sector
from rapallo.records import COLLECTIVE_CODES

OPPOSITION_AT_WAR = frozenset({"opposition", "opposition group", "opposition groups", "opposition forces"})
# "OPEC's biggest producer": with a superlative a state, else what the noun says.
EPITHETS_OF = frozenset({"leader", "member", "producer", "exporter", "democracy", "heavyweight", "kingpin"})
WITHOUT_ARTICLE = frozenset({"negotiators", "presidents", "leaders"})


@dataclass(frozen=True, slots=True)
class Description:
    """Words around an agent noun that do not say whose it is, in the light of their article and event."""

    noun: Item
    phrase: Phrase
    memory: Memory
    situation: Situation

    @property
    def lowered(self) -> str:
        """The words in small letters."""
        return self.phrase.text.lower()

    def noun_is_among(self, *lists: str) -> bool:
        """Whether the noun is in one of these lists of words (knowledge/words.toml)."""
        return any(self.noun.text in self.memory.knowledge.words.lists[name] for name in lists)

    @property
    def calls_a_state(self) -> bool:
        """'the nation', 'its neighbour': whether the noun calls a state by its kind or by what it is to another."""
        return self.noun_is_among("singular_states", "related_states")

    @property
    def definite(self) -> bool:
        """Whether 'the', or a pronoun of those who speak, stands in or right before the words."""
        before = self.memory.text[max(0, self.phrase.start - 4) : self.phrase.start].lower()
        alone = self.phrase.text[:1].isupper() and " " not in self.phrase.text
        articled = self.lowered.startswith(("the ", "both ", "our ", "their ")) or before.endswith(("the ", "our "))
        return articled or (alone and self.noun.text in WITHOUT_ARTICLE)

    @property
    def backed(self) -> bool:
        """'the military-backed government', as nobody calls his own."""
        return any(word.endswith(("-backed", "-led", "-installed")) for word in self.phrase.head.words)

    @property
    def backers(self) -> set[str]:
        """The states of 'Iran-backed', 'pro-Russian': those who are so backed are not theirs."""
        backed = [i.match for i in self.phrase.head.items if i.backed and i.match is not None]
        return {self.memory.record_of(match)[0].code for match in backed}

    @property
    def in_a_war(self) -> bool:
        """Whether it is an armed group, or people whom an attack hits."""
        victims = self.noun.sector == "CVL" and self.situation.of_victims
        return self.noun.sector == "REB" or self.armed_opposition or victims

    @property
    def armed_opposition(self) -> bool:
        """Whether 'the opposition' is one that is bombed or armed."""
        of_war = self.situation.role == "recipient" and self.situation.event_type in ("ASSAULT", "AID")
        return self.noun.text in OPPOSITION_AT_WAR and of_war

    def of(self, code: str, why: str, *, armed: bool = False) -> Party:
        """The party that the noun calls, of a state; `armed` makes it one that fights the state."""
        a_state = self.noun_is_among("singular_states") or self.noun.text in EPITHETS_OF
        sector = self.situation.bare_sector if a_state and self.noun.sector == "GOV" else self.noun.sector
        sector = "REB" if armed else sector
        kind = "person" if one_person(self.noun, self.memory) else "people"
        return Party(with_sector(code, sector), self.memory.knowledge.label(code), "", why, kind)

    def possible(self, codes: Sequence[str]) -> list[str]:
        """States that it can be of: none of those that only back it, and such as have the office."""
        excluded = self.backers | COLLECTIVE_CODES
        possible = [code for code in codes if code not in excluded]
        offices = self._codes_with_office()
        return [code for code in possible if offices is None or code in offices] or possible

    def _codes_with_office(self) -> frozenset[str] | None:
        """The states that have the office which the noun names: no 'prime minister' of the United States."""
        if not self.noun_is_among("offices"):
            return None
        titles = ("prime minister", "premier") if self.noun.text == "premier" else (self.noun.text,)
        each = (self.memory.knowledge.states_with_office(title, self.memory.day) for title in titles)
        return frozenset().union(*each) or None

    def at_war(self, codes: Sequence[str]) -> list[str]:
        """Of some states those where armed groups fight; great powers are left to what the article is about."""
        fighting = self.memory.knowledge.states_with_armed_groups(self.memory.day)
        great = self.memory.knowledge.words.lists["great_powers"]
        return [code for code in codes if code in fighting and code not in great]

    def codes_described(self) -> tuple[str, ...] | None:
        """The states that words like 'Balkan' or 'NATO' (members of it) leave; None where there are none."""
        codes: tuple[str, ...] | None = None
        called = self.lowered.replace("biggest", "largest").replace("top ", "largest ")
        for word, meant in self.memory.knowledge.words.described.items():
            if word in called and re.search(rf"\b{re.escape(word)}\b", called):
                of_day = on_day(meant, self.memory.day)
                codes = of_day if codes is None else tuple(c for c in codes if c in of_day)
        if self.noun_is_among("related_states"):
            for item in self.phrase.head.items:
                if item.match is not None:
                    record = self.memory.record_of(item.match)[0]
                    members = self.memory.knowledge.members(record.id, self.memory.day)
                    codes = members if members and codes is None else codes
        return codes
