"""Who is meant by the words that the model marked, and the events that come of it.

`Resolver.resolve` reads an article once for the names in it (introductions.py), then answers every mention in the order
of the text: several parties in one mention (conjuncts.py), a phrase by its head (noun_phrases.py), pronouns and
descriptions by what came before (antecedents.py). What no party can be found for is dropped with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapallo.entities import antecedents
from rapallo.entities.conjuncts import conjuncts
from rapallo.entities.descriptions import parties_described
from rapallo.entities.introductions import read_article
from rapallo.entities.knowledge import Knowledge
from rapallo.entities.memory import Memory, Party, Seen
from rapallo.entities.noun_phrases import party_of_phrase
from rapallo.entities.sectors import Situation, with_sector
from rapallo.entities.together import counted, those_counted
from rapallo.records import Article, Drop, Entity, Event, EventDraft, Mention, Sentence, Versions, evidence

VERBAL_TYPES = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Resolver:
    """Turns event drafts into events. Holds no state of an article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def read(self, article: Article, sentences: Sequence[Sentence]) -> ArticleResolver:
        """The article read for names, ready to answer mentions."""
        return ArticleResolver(self._knowledge, article, sentences)

    def resolve(
        self, article: Article, sentences: Sequence[Sentence], drafts: Sequence[EventDraft], versions: Versions
    ) -> tuple[list[Event], list[Drop]]:
        """The events of the drafts, in their order, and a drop for each draft without any party."""
        if not drafts:
            return [], []
        reading = self.read(article, sentences)
        events: list[Event] = []
        drops: list[Drop] = []
        for draft in drafts:
            event = reading.event(draft, versions)
            if event is not None:
                events.append(event)
            else:
                words = ", ".join(f"“{m.text}”" for m in (*draft.actors, *draft.recipients)) or "no words marked"
                where = f"{article.id}:{draft.mention.sentence.index}"
                drops.append(
                    Drop("no-party-resolved", where, f"{draft.mention.type} “{draft.mention.trigger.text}”: {words}")
                )
        return events, drops


class ArticleResolver:
    """Answers the mentions of one article, in the order of its text."""

    def __init__(self, knowledge: Knowledge, article: Article, sentences: Sequence[Sentence]) -> None:
        self._article = article
        self._memory = Memory(knowledge, article, sentences)
        read_article(self._memory)

    def resolve_mention(self, mention: Mention, situation: Situation) -> list[Entity]:
        """The parties that a mention means, in order; empty where it cannot be known."""
        entities: list[Entity] = []
        for start, end in conjuncts(mention.start, mention.end, self._memory):
            for party in self._parties(start, end, mention, situation):
                if all(party.key != e.key for e in entities):
                    words = evidence(self._article, start, end)
                    entities.append(Entity(party.key, party.name, party.record, party.reason, words))
        return entities

    def _parties(self, start: int, end: int, mention: Mention, situation: Situation) -> list[Party]:
        memory = self._memory
        word = memory.text[start:end].strip(" .,'\"")
        named = memory.names.is_name(start, end)
        if not named and antecedents.is_pronoun(word, memory, cased=memory.cased_at(start)):
            return self._pronoun(word.lower(), start, mention, situation)
        phrase = memory.phrase(start, end)
        party = party_of_phrase(phrase, memory, situation)
        if party is None:
            return parties_described(phrase, memory, situation)
        memory.see(Seen(start, end, party))
        return self._each_of(party, word, start, situation)

    def _each_of(self, party: Party, word: str, start: int, situation: Situation) -> list[Party]:
        """The states of 'the Baltic states' or 'six Muslim countries', each for itself; else the party alone."""
        if party.code != "MULTI":
            return [party]
        memory, sector = self._memory, situation.bare_sector
        if (number := counted(word)) > 1 and (listed := those_counted(number, start, memory)):
            return [
                replace(p, key=with_sector(p.code, sector), reason=f"“{word}” for those {p.reason}") for p in listed
            ]
        members = memory.knowledge.members(party.record, memory.day)
        each = (
            Party(with_sector(c, sector), memory.knowledge.label(c), "", f"of {party.name}", "state") for c in members
        )
        return list(each) or [party]

    def _pronoun(self, word: str, start: int, mention: Mention, situation: Situation) -> list[Party]:
        if mention.antecedent is not None and mention.antecedent[0] < start:
            fuller = Mention(start, mention.end, word)
            return self._parties(*mention.antecedent, fuller, situation)
        return antecedents.of_pronoun(word, start, self._memory)

    def event(self, draft: EventDraft, versions: Versions) -> Event | None:
        """The event of a draft; None where no party of it can be known."""
        mention = draft.mention
        actors = self._role(draft.actors, "actor", draft)
        recipients = self._role(draft.recipients, "recipient", draft)
        if not actors and not recipients:
            return None
        # "He reaffirmed Serbia's loyalty to Russia": whose loyalty it is is no recipient beside the one it goes to.
        acting = {entity.key for entity in actors}
        recipients = tuple(entity for entity in recipients if entity.key not in acting) or recipients
        speaker = self._role((draft.speaker,), "speaker", draft) if draft.speaker is not None else ()
        says = speaker[0] if speaker else None
        if says is not None and mention.type in VERBAL_TYPES and {e.key for e in actors} == {says.key}:
            says = None
        sentence = mention.sentence
        return Event(
            article=self._article.id,
            type=mention.type,
            actors=actors,
            recipients=recipients,
            sentence=evidence(self._article, sentence.start, sentence.end),
            trigger=evidence(self._article, mention.trigger.start, mention.trigger.end),
            versions=versions,
            mode=mention.mode,
            marks=mention.marks,
            says=says,
            date=draft.date,
            place=draft.place,
            confidence=mention.confidence,
            type_probabilities=mention.type_probabilities,
            sequence=sentence.index,
        )

    def resolve_role(self, mentions: Sequence[Mention], situation: Situation) -> list[list[Entity]]:
        """The parties of all mentions in one role of one event, mention by mention.

        Those who act together are remembered as whom a later 'they' or 'the two leaders' means.
        """
        answers = [self.resolve_mention(mention, situation) for mention in mentions]
        together = {entity.key: entity for answer in answers for entity in answer}
        if situation.role == "actor" and len(together) > 1:
            self._memory.acted_together = (max(m.end for m in mentions), tuple(together.values()))
        return answers

    def _role(self, mentions: Sequence[Mention], role: str, draft: EventDraft) -> tuple[Entity, ...]:
        situation = Situation(role, draft.mention.type, draft.mention.mode, draft.date.value if draft.date else "")
        answers = self.resolve_role(mentions, situation)
        return tuple({entity.key: entity for answer in reversed(answers) for entity in reversed(answer)}.values())[::-1]
