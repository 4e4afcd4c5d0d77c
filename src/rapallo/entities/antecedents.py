"""Pronouns: the nearest earlier party that fits, the subject of a sentence before its other parties."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from rapallo.entities.memory import Label, Memory, Party, Seen
from rapallo.entities.together import listed_around, those_listed, those_who_met, those_who_state

# Whom each list of pronouns can mean, in the order of preference.
PRONOUNS = {
    "persons_singular": ("person",),
    "thing_pronouns": ("state", "organisation", "group"),
    "plural_pronouns": ("people", "group", "organisation", "state", "person"),
    "other_pronouns": ("people", "person", "group", "organisation", "state"),
}


def is_pronoun(word: str, memory: Memory, *, cased: bool) -> bool:
    """Whether a word that is no known name is a pronoun; "US" is none, nor is "us" where capitals tell nothing."""
    if word.lower() == "us" and (word.isupper() or not cased):
        return False
    lists = memory.knowledge.words.lists
    return word.lower() in lists["speaker_pronouns"] or any(word.lower() in lists[name] for name in PRONOUNS)


def of_pronoun(word: str, offset: int, memory: Memory) -> list[Party]:
    """Whom 'he', 'they', 'it', 'we' at an offset means; several for 'they' of a meeting, none where nobody fits."""
    lists = memory.knowledge.words.lists
    if word in lists["speaker_pronouns"]:
        if word in WE and not _quoted(offset, memory) and (together := those_who_state(memory)):
            return [replace(party, reason=f"“{word}” for those {party.reason}") for party in together]
        return _some(speaker(word, offset, memory))
    if word in lists["persons_singular"]:
        return _some(_person(word, offset, memory))
    if word in lists["plural_pronouns"]:
        return several(word, offset, memory)
    if word in YOU and (addressed := _addressed(offset, memory)) is not None:
        return _some(nearest([Seen(offset, offset, addressed)], word))
    kinds = next((kinds for name, kinds in PRONOUNS.items() if word in lists[name]), ())
    return _some(likeliest_party(word, offset, memory, kinds=kinds))


def _addressed(offset: int, memory: Memory) -> Party | None:
    """Whom a speaker addresses at a meeting that the lead tells, of which one side is the outlet's own."""
    lead = next((group for group in memory.together.lead() if group.met), None)
    parties = lead.parties if lead else ()
    home = next((p for p in parties if p.code == memory.home), None)
    others = [p for p in parties if p.code != memory.home]
    if home is None or len(others) != 1:
        return None
    label = _label_before(offset, memory)
    speaks = memory.person_called(label.name) if label else None
    return home if speaks is not None and speaks.code == others[0].code else others[0]


YOU = frozenset({"you", "your"})


OBJECTS = frozenset({"him", "them"})


def _person(word: str, offset: int, memory: Memory) -> Party | None:
    """Whom 'he' or 'she' means: nobody of the other sex; 'him' not whom the sentence is about."""
    if word in HE | SHE and (holder := _office_at_the_head(offset, memory)) is not None:
        return holder
    women = memory.knowledge.words.lists["female_names"]
    not_names = {s.party.name for s in memory.before(offset) if _woman(s.party, women) is (word in HE)}
    if word in OBJECTS:
        not_names |= _subject_of_clause(offset, memory)
    if word not in HE:
        others = {s.party.name for s in memory.before(offset) if not _woman(s.party, women)}
        woman = likeliest_party(word, offset, memory, kinds=("person",), not_names=not_names | others)
        if woman is not None:
            return woman
    party = likeliest_party(word, offset, memory, kinds=("person",), not_names=not_names)
    return party or likeliest_party(word, offset, memory, kinds=("person",))


def _subject_of_clause(offset: int, memory: Memory) -> set[str]:
    """Whom the clause around an object is about, which no object in it means, and whoever is of the same government."""
    subject = _subject(offset, memory)
    if subject is None or subject.party.kind != "person":
        return set()
    lists = listed_around(subject.start, memory)
    keys = {subject.party.key, *(party.key for party in lists)}
    same = {s.party.name for s in memory.before(offset) if s.party.key in keys}
    others = [s for s in memory.before(offset) if s.party.kind == "person" and s.party.name not in same]
    return same if others else {subject.party.name}


def _subject(offset: int, memory: Memory) -> Seen | None:
    """The first party behind the last conjunction before an offset that has one behind it, else of the sentence."""
    number = memory.sentence_at(offset)
    here = (
        [s for s in memory.seen_in(number) if s.start < offset and s.party.kind in ANYONE] if memory.sentences else []
    )
    begins = memory.sentences[number].start if memory.sentences else 0
    for conjunction in reversed(list(CONJUNCTION.finditer(memory.text, begins, offset))):
        behind = next((s for s in here if s.start >= conjunction.end()), None)
        if behind is not None:
            return behind
    return here[0] if here else None


CONJUNCTION = re.compile(r";|\b(?:where|while|but|because|although|and)\b")


def _office_at_the_head(offset: int, memory: Memory) -> Party | None:
    """'The prime minister told viewers that he …': the person who holds the office at the head of the sentence."""
    start = memory.sentences[memory.sentence_at(offset)].start
    head = OFFICE_AT_THE_HEAD.match(memory.text, start, offset)
    if head is None or any(s.party.kind == "person" and s.start >= start for s in memory.before(offset)):
        return None
    title = head.group(1).lower()
    if title not in memory.knowledge.words.lists["offices"]:
        return None
    codes = memory.knowledge.states_with_office(title, memory.day)
    return likeliest_party(head.group(), start, memory, kinds=("person",), codes=codes)


OFFICE_AT_THE_HEAD = re.compile(r"The ((?:vice |deputy )?(?:prime minister|president|chancellor|premier))\b")
SHE = frozenset({"she"})
HE = frozenset({"he", "him", "his", "himself"})


def _woman(party: Party, women: Collection[str]) -> bool | None:
    """Whether a person is a woman, by the given name; None where only a family name or office is known."""
    given, _, family = party.name.partition(" ")
    return given.lower() in women if family else None


def _some(party: Party | None) -> list[Party]:
    return [party] if party is not None else []


# Chosen on the development part of the training set: 84 % of 232 singular pronouns, the nearest subject alone 79 %.
A_SENTENCE_NEARER = 1.0
THE_SUBJECT = 0.5
A_MENTION_MORE = 0.4
MENTIONS_COUNTED_MAX = 6


def likeliest_party(
    words: str,
    offset: int,
    memory: Memory,
    *,
    kinds: tuple[str, ...],
    codes: Collection[str] | None = None,
    not_codes: Collection[str] = (),
    not_names: Collection[str] = (),
) -> Party | None:
    """The party that 'he' or 'the country' most likely means: near, the first of a sentence, much spoken of.

    `codes` narrows the states that it can be; it is none of `not_codes` and `not_names`.
    """
    number = memory.sentence_at(offset)

    def likeliness(seen: Seen) -> float:
        sentence = memory.sentence_at(seen.start)
        subject = memory.first_of(sentence, kinds) == seen
        mentions = min(memory.times_spoken_of(seen.party), MENTIONS_COUNTED_MAX)
        return A_SENTENCE_NEARER * (sentence - number) + THE_SUBJECT * subject + A_MENTION_MORE * mentions

    of_kind = (s for s in memory.before(offset) if s.party.kind in kinds and s.party.code not in not_codes)
    fitting = [s for s in of_kind if (codes is None or s.party.code in codes) and s.party.name not in not_names]
    return nearest([max(fitting, key=likeliness)], words) if fitting else None


def several(words: str, offset: int, memory: Memory) -> list[Party]:
    """'they', 'the two leaders': those who acted together, a people or group that the sentence before is about, those
    who met, a list of parties right before; else the nearest party.
    """
    why = f"“{words}” for those"
    number = memory.sentence_at(offset)
    named_until, acted = memory.acted_together
    if acted and named_until <= offset and number - memory.sentence_at(named_until - 1) <= SENTENCES_TOGETHER_MAX:
        return [Party(e.key, e.name, e.record, f"{why} who acted together before: {e.reason}", "person") for e in acted]
    subjects = [memory.first_of(n, ANYONE, until=offset) for n in range(number, number - 2, -1)]
    for subject in subjects:
        if subject is not None and subject.party.kind in ("people", "group"):
            return _some(nearest([subject], words))
    for rule in (those_who_met, those_listed):
        if parties := rule(offset, memory):
            return [replace(party, reason=f"{why} {party.reason}") for party in parties]
    before = list(memory.before(offset))
    return _some(nearest(_subject_first(before, PRONOUNS["plural_pronouns"], memory), words))


SENTENCES_TOGETHER_MAX = 3
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
ANYONE = ("people", "person", "group", "organisation", "state")
SAYING = re.compile(r"(?:'s)?,?\s+(?:\w+ly\s+)?(?:said|says|told|added|tweeted|wrote|argued|insisted|claimed|noted)\b")
SAID = re.compile(r"sa(?:id|ys)\s*$")
SAID_CHARS_MAX = 8
QUOTED_CHARS_MAX = 800


def _label_before(offset: int, memory: Memory) -> Label | None:
    """The label of a transcript under which an offset stands."""
    number = bisect_right(memory.labels, offset, key=lambda label: label.end)
    return memory.labels[number - 1] if number else None


def speaker(word: str, offset: int, memory: Memory) -> Party | None:
    """Who says 'we' or 'I': whom a transcript names before it, whoever is quoted, else the outlet's own state."""
    label = _label_before(offset, memory)
    if label and (party := memory.person_called(label.name)) is not None:
        return nearest([Seen(label.start, label.end, party)], word)
    if not _quoted(offset, memory) and memory.home:
        why = f"“{word}” of the state that speaks"
        return Party(f"{memory.home}/GOV", memory.knowledge.label(memory.home), "", why, "state")
    outside = [s for s in memory.people_in(memory.sentence_at(offset)) if not _quoted(s.start, memory)]
    says = [
        s
        for s in outside
        if SAYING.match(memory.text, s.end) or SAID.search(memory.text, max(0, s.start - SAID_CHARS_MAX), s.start)
    ]
    if says or outside:
        return nearest(says or outside, word)
    before = [s for s in memory.before(offset) if s.party.kind == "person" and not _quoted(s.start, memory)]
    return nearest(_subject_first(before, ("person",), memory), word)


def _quoted(offset: int, memory: Memory) -> bool:
    """Whether an offset lies within quotation marks."""
    text = memory.article.stored_text
    first = memory.sentences[memory.sentence_at(offset)].start
    opened = text.rfind("“", max(0, offset - QUOTED_CHARS_MAX), offset)
    if opened >= 0:
        return "”" not in text[opened:offset]
    return text.count('"', first, offset) % 2 == 1


def _subject_first(seen: Iterable[Seen], kinds: tuple[str, ...], memory: Memory) -> Iterator[Seen]:
    """Fitting parties: the nearest sentence first, within it from its beginning on."""
    by_sentence: dict[int, list[Seen]] = {}
    for one in seen:
        if one.party.kind in kinds:
            by_sentence.setdefault(memory.sentence_at(one.start), []).append(one)
    for number in sorted(by_sentence, reverse=True):
        yield from reversed(by_sentence[number])


def nearest(candidates: Iterable[Seen], words: str) -> Party | None:
    """The first of the candidates, with the reason."""
    first = next(iter(candidates), None)
    if first is None:
        return None
    reason = first.party.reason.rpartition("party that fits: ")[2]
    return replace(first.party, reason=f"“{words}” for the nearest earlier party that fits: {reason}")
