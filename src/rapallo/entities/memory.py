"""What an article has said so far: names it has introduced, parties it has named, and which states it is about."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rapallo.entities.article_names import ArticleNames
from rapallo.entities.gatherings import Gatherings
from rapallo.entities.knowledge import HEADS, Knowledge, likeliest
from rapallo.entities.knowledge_file import Form, Named, Record
from rapallo.entities.names import TYPOGRAPHY, Match, has_case
from rapallo.entities.namesakes import told_apart
from rapallo.entities.phrases import Phrase, read_phrase
from rapallo.records import Article, Entity, Sentence, WithKey

# How far back a pronoun looks (sentences).
SENTENCES_BACK_MAX = 4
# Bounds the work where a text has no sentences.
PARTIES_BACK_MAX = 80


@dataclass(frozen=True, slots=True)
class Party(WithKey):
    """Who is meant by some words, and why. `kind` is person, state, organisation, group, people or medium."""

    key: str
    name: str
    record: str
    reason: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """A party at a place of the article; `noun` is the agent noun or title that named it, if one did."""

    start: int
    end: int
    party: Party = field(compare=False)
    noun: str = field(compare=False, default="")


# Thai, Burmese and Indonesian papers call people by the first word of the name.
GIVEN_NAME_CHARS_MIN = 3


def _foremost(heads: Sequence[Named]) -> tuple[Named, ...]:
    """Of the heads of one state its head of state, before a head of government of the same name: 'Kim'."""
    of_state = tuple(n for n in heads if n.record.office == "head of state")
    one_state = len({n.record.party for n in heads}) == 1
    return of_state if of_state and one_state else tuple(heads)


@dataclass(frozen=True, slots=True)
class Label:
    """Who a transcript says speaks, at `start:end`; `name` is in capitals."""

    start: int
    end: int
    name: str


SPEAKER_LABEL = re.compile(r"\b([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}):")


class Memory:
    """The state of reading one article. Not shared between articles."""

    def __init__(self, knowledge: Knowledge, article: Article, sentences: Sequence[Sentence]) -> None:
        self.knowledge = knowledge
        self.article = article
        self.sentences = sentences
        self.text = article.stored_text.translate(TYPOGRAPHY)
        self.day = article.published.isoformat() if article.published else ""
        self.home = knowledge.home_of(article.outlet)
        matches = told_apart(knowledge.find(article.stored_text), article.stored_text, knowledge)
        self.names = ArticleNames(knowledge, self.text, self.day, matches)
        self._sentence_starts = [s.start for s in sentences]
        self._cased = [has_case(s.text) for s in sentences]
        self.introduced: dict[str, Party] = {}
        self.seen: list[Seen] = []
        self._spoken: Counter[tuple[str, str]] = Counter()
        self._organisations: Counter[str] = Counter()
        # Where the last event with several actors named them, and who they are.
        self.acted_together: tuple[int, tuple[Entity, ...]] = (0, ())
        # Encounters and lists of the text, found once it has been read for names.
        self.together = Gatherings(())

    @property
    def focus(self) -> list[str]:
        """The states that the article names, the most named first."""
        return self.names.focus

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence in which an offset lies."""
        return max(bisect_left(self._sentence_starts, offset + 1) - 1, 0)

    def cased_at(self, offset: int) -> bool:
        """Whether capitals tell names from words where an offset lies."""
        return self._cased[self.sentence_at(offset)] if self._cased else True

    def matches_in(self, start: int, end: int) -> list[Match]:
        """The known names within a stretch of the article; cut at its edges where a longer name goes beyond."""
        inside = self.names.within(start, end)
        if not inside and self.text[start:end] == "us" and not self.cased_at(start):
            return [Match(start, end, "US", self.knowledge.named("US"))]
        return inside

    def phrase(self, start: int, end: int) -> Phrase:
        """The words `start:end` taken apart."""
        return read_phrase(
            self.text,
            start=start,
            end=end,
            matches=self.matches_in(start, end),
            words=self.knowledge.words,
            cased=self.cased_at(start),
            own=self.names.own,
        )

    def record_of(
        self, match: Match, day: str = "", *, titles: Sequence[str] = (), state: str = ""
    ) -> tuple[Record, Form]:
        """What a known name means on an ISO day, else on the day of the article.

        Of several people of one family name the one of the `state` that stands before, whose title is among `titles`,
        whom the article names in full, or whose state it speaks of.
        """
        named = match.named
        if len({n.record.name for n in named}) > 1:
            named = tuple(n for n in named if n.record.code == state) or named
            named = self._fitting(named, titles) or named
        chosen = likeliest(named, day or self.day)
        # A city that was the capital, or is to be, is a place like others: it does not stand for a government.
        merely_a_place = chosen.form is Form.CAPITAL and not chosen.holds(day or self.day)
        return chosen.record, Form.PLACE if merely_a_place else chosen.form

    def _fitting(self, named: Sequence[Named], titles: Sequence[str]) -> tuple[Named, ...]:
        by_title = tuple(n for n in named if n.record.title and n.record.title.lower() in titles)
        if by_title:
            return by_title
        full = tuple(n for n in named if n.record.name in self.names.people_in_full)
        if full:
            return full
        of_day = [n for n in named if n.record.valid(self.day)]
        told = tuple(n for n in of_day if " " in n.record.title and n.record.title.lower() in self.names.lowered)
        if len({n.record.name for n in told}) == 1:
            return told
        heads = _foremost([n for n in of_day if n.record.office in HEADS])
        known = heads[0].record.party if len({n.record.name for n in heads}) == 1 else ""
        if known and (known in self.levels_named or self.needs_no_naming(known)):
            return heads
        for level in self.levels_named:
            of_level = tuple(n for n in named if n.record.kind != "bloc" and n.record.party == level)
            if of_level and (any(n.record.valid(self.day) for n in of_level) or len(of_level) == len(named)):
                return of_level
        return ()

    @property
    def levels_named(self) -> list[str]:
        """The countries and organisations that names of one meaning mention, the most mentioned first."""
        return self.names.levels

    def spoken_of_in_full(self, party: str) -> bool:
        """Whether the article names a country by name, adjective, capital or a person's full name."""
        return party in self.names.parties_in_full

    def speaks_of(self, party: str) -> bool:
        """Whether the article names a party other than by a family name, or a state that it came of or that came of it.

        "Serbia" for a leader of Yugoslavia, "Soviet" for one of Russia.
        """
        return party in self.names.parties or not self.knowledge.state_lines.of(party).isdisjoint(self.names.parties)

    def needs_no_naming(self, party: str) -> bool:
        """Whether a state's people are meant by their family names in any article."""
        return party in self.knowledge.words.lists["prominent"]

    def introduce(self, name: str, party: Party) -> None:
        """Remembers a name that the article explains, under its full form and its last word."""
        self.introduced.setdefault(name, party)
        family = name.rsplit(maxsplit=1)[-1]
        if len(family) > 2:
            self.introduced.setdefault(family, replace(party, reason=f"short for {name}: {party.reason}"))
        given = name.split(maxsplit=1)[0]
        if len(given) > GIVEN_NAME_CHARS_MIN:
            self.introduced.setdefault(given, replace(party, reason=f"short for {name}: {party.reason}"))

    def recall(self, name: str) -> Party | None:
        """Who a name, or its last word, was said to be in this article."""
        return self.introduced.get(name) or self.introduced.get(name.rsplit(maxsplit=1)[-1])

    def see(self, seen: Seen) -> None:
        """Notes a party at its place."""
        insort(self.seen, seen)
        self._spoken[seen.party.kind, seen.party.name] += 1
        if seen.party.code == "IGO":
            self._organisations[seen.party.key] += 1

    @property
    def organisation_most_named(self) -> str:
        """The key of the organisation that the article names most often; '' where it names none."""
        return max(self._organisations, key=self._organisations.__getitem__, default="")

    def times_spoken_of(self, party: Party) -> int:
        """How often the article names a party as what it is."""
        return self._spoken[party.kind, party.name]

    def seen_in(self, sentence: int) -> list[Seen]:
        """The parties that a sentence names, in order."""
        start, end = self.sentences[sentence].start, self.sentences[sentence].end
        first = bisect_left(self.seen, start, key=lambda s: s.start)
        last = bisect_left(self.seen, end, key=lambda s: s.start)
        return self.seen[first:last]

    def people_in(self, sentence: int) -> list[Seen]:
        """The people that a sentence names, in order."""
        return [s for s in self.seen_in(sentence) if s.party.kind == "person"]

    def first_of(self, sentence: int, kinds: tuple[str, ...], *, until: int | None = None) -> Seen | None:
        """The first party of some kinds that a sentence names, before an offset."""
        if not 0 <= sentence < len(self.sentences):
            return None
        start, end = self.sentences[sentence].start, self.sentences[sentence].end
        end = end if until is None else min(end, until)
        first = bisect_left(self.seen, start, key=lambda s: s.start)
        for seen in self.seen[first:]:
            if seen.start >= end:
                return None
            if seen.party.kind in kinds:
                return seen
        return None

    @cached_property
    def labels(self) -> list[Label]:
        """The labels of a transcript ('PRESIDENT ZELENSKYY:'), in order."""
        return [Label(*found.span(), found.group(1)) for found in SPEAKER_LABEL.finditer(self.text)]

    def person_called(self, label: str) -> Party | None:
        """Who a transcript's label in capitals ('PRESIDENT ZELENSKYY') names, of the people in the article."""
        last = label.rsplit(maxsplit=1)[-1].casefold()
        for seen in self.seen:
            if seen.party.kind == "person" and last in (seen.party.name.casefold().split() or [""])[-1]:
                return seen.party
        for match in self.knowledge.find(label.lower()):
            record, _ = self.record_of(match)
            if record.kind == "person":
                return Party(record.key, record.name, record.id, f"named {label} before the words", "person")
        return None

    def before(self, offset: int) -> Iterator[Seen]:
        """What was seen before an offset, the nearest first, a few sentences and so many parties back."""
        earliest = self.sentence_at(offset) - SENTENCES_BACK_MAX
        last = bisect_left(self.seen, offset, key=lambda s: s.start)
        for number in range(last - 1, max(last - PARTIES_BACK_MAX, 0) - 1, -1):
            if self.sentence_at(self.seen[number].start) < earliest:
                return
            yield self.seen[number]
