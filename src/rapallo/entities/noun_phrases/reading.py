"""A phrase in the light of its article and event: what the rules for names and nouns ask of it."""

from __future__ import annotations

from dataclasses import dataclass

from rapallo.entities.knowledge_file import Record
from rapallo.entities.memory import Memory
from rapallo.entities.phrases import Item, Phrase
from rapallo.entities.sectors import Situation

PERSON, STATE, ORGANISATION, GROUP, PEOPLE, MEDIUM = "person", "state", "organisation", "group", "people", "medium"
# Kind of a record → kind of the party that its name means.
KINDS = {
    "person": PERSON, "state": STATE, "region": STATE, "place": STATE, "organisation": ORGANISATION,
    "bloc": ORGANISATION, "institution": ORGANISATION, "political party": ORGANISATION, "outlet": MEDIUM,
    "group": GROUP,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase, the article that it stands in and the event that it has a role in."""

    phrase: Phrase
    memory: Memory
    situation: Situation

    @property
    def day(self) -> str:
        """The ISO day of the event, else of the article."""
        return self.situation.day or self.memory.day

    @property
    def former(self) -> bool:
        """Whether the head speaks of somebody who no longer is what it calls them."""
        former = self.memory.knowledge.words.lists["former"]
        return any(word in former for word in self.phrase.head.words)

    def record(self, item: Item) -> Record:
        """The record that a known name of the phrase means."""
        assert item.match is not None
        return self.memory.record_of(item.match)[0]


def one_person(item: Item, memory: Memory) -> bool:
    """Whether an agent noun speaks of one person, not of several, a body or a thing."""
    return not item.text.endswith("s") and item.text not in memory.knowledge.words.lists["bodies"]
