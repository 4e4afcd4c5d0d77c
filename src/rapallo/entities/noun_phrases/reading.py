"""A phrase in the light of its article and event: what the rules for names and nouns ask of it."""

from __future__ import annotations

import re
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

ARTICLE = re.compile(r"the ", re.IGNORECASE)
ARTICLE_BEFORE = re.compile(r"\b[Tt]he (?:[A-Z]\w+(?:, [A-Z]\w+)*,? and )?$")
ARTICLE_CHARS_MAX = 60


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

    @property
    def articled(self) -> bool:
        """Whether 'the' stands in front of the phrase, as its first word, or before what is joined to it."""
        before = self.memory.text[max(0, self.phrase.start - ARTICLE_CHARS_MAX) : self.phrase.start]
        return bool(ARTICLE.match(self.phrase.text) or ARTICLE_BEFORE.search(before))

    def record(self, item: Item) -> Record:
        """The record that a known name of the phrase means."""
        assert item.match is not None
        return self.memory.record_of(item.match)[0]


def one_person(item: Item, memory: Memory) -> bool:
    """Whether an agent noun speaks of one person, not of several, a body or a thing."""
    return not item.text.endswith("s") and item.text not in memory.knowledge.words.lists["bodies"]
