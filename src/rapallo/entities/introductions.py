"""Reads an article once for whom it names: parties at their places, and unknown names with their titles.

"Serbia's Deputy Prime Minister Aleksandar Vulin … Vulin said": the title and the state explain the name from there on,
and before: a headline may name a person whom only the text introduces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.memory import Memory, Party, Seen
from rapallo.entities.noun_phrases import (
    LANDS,
    OF_THE_STATE,
    PERSON,
    head_addressed,
    one_person,
    party_of_phrase,
    place_behind,
    sector_of_noun,
)
from rapallo.entities.own_names import is_a_namesake, means_something_else
from rapallo.entities.phrases import Item, Phrase, Segment
from rapallo.entities.sectors import Situation, with_sector
from rapallo.entities.together import named_together

NEUTRAL = Situation()


def read_article(memory: Memory) -> None:
    """Fills the memory of an article, first with introductions, then with the parties it names."""
    phrases = [memory.phrase(s.start, s.end) for s in memory.sentences]
    for sentence, phrase in zip(memory.sentences, phrases, strict=True):
        if not (sentence.title and _all_capitalised(sentence.text)):
            _introductions(phrase, memory)
    for phrase in phrases:
        _people_in_full(phrase, memory)
    if own := frozenset(name for name in memory.introduced if means_something_else(name, memory)):
        memory.names = memory.names.calling(own)
        phrases = [memory.phrase(s.start, s.end) for s in memory.sentences]
    for phrase in phrases:
        _parties(phrase, memory)
    memory.together = named_together(memory)


def _all_capitalised(title: str) -> bool:
    """Whether a headline capitalises its verbs too, so that capitals tell no names: 'Airstrikes Kill Over 20'."""
    words = [word for word in title.split() if word[:1].isalpha()]
    return sum(word[0].isupper() for word in words) > CAPITALISED_SHARE_MAX * len(words)


CAPITALISED_SHARE_MAX = 0.7


def _introductions(phrase: Phrase, memory: Memory) -> None:
    segments = phrase.segments
    for number, segment in enumerate(segments):
        for place, item in enumerate(segment.items):
            if item.match is not None and is_a_namesake(item, segments[number + 1 : number + 2], memory):
                segment.items[place] = replace(item, match=None)
        for place, item in enumerate(segment.items):
            if not item.is_unknown or not (" " in item.text or _titled(segment.items, place) or _hyphenated(item)):
                continue
            ranked = place > 0 and segment.items[place - 1].text in memory.knowledge.words.lists["ranks"]
            party = _by_apposition(segments, number, place, memory) if ranked else None
            party = party or _by_title(segment, place, segments[number + 1 : number + 2], memory)
            party = party or _by_apposition(segments, number, place, memory)
            party = party or _by_noun_before_comma(segments, number, place, memory)
            party = party or _by_belonging(segments, number, place, memory)
            if party is not None:
                memory.introduce(_bare(item.text, memory), party)


def _hyphenated(item: Item) -> bool:
    """'Kabuye-Lule': two names in one word, as no verb or common noun at the head of a sentence has."""
    first, _, second = item.text.partition("-")
    return first[:1].isupper() and second[:1].isupper() and not item.text.isupper()


def _bare(name: str, memory: Memory) -> str:
    """A name without 'Mr.' and the like."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in memory.knowledge.words.lists["honorifics"]:
        words = words[1:]
    return " ".join(words)


def _titled(items: Sequence[Item], place: int) -> bool:
    """Whether a title stands before a name, at most a 'Dr.' between them."""
    return place > 0 and items[place - 1].is_noun and items[place].start - items[place - 1].end <= 5


def _by_title(segment: Segment, place: int, behind: Sequence[Segment], memory: Memory) -> Party | None:
    """A title right before the name."""
    if not _titled(segment.items, place):
        return None
    first = _first_beside(segment.items, place - 1)
    of = behind[:1] if behind and behind[0].link in ("of", "from") and place == len(segment.items) - 1 else ()
    party = _read(segment.items[first : place + 1], segment.words, of, memory)
    return party or _of_the_article(segment.items[place - 1], segment.items[place], segment, (), memory)


def _by_apposition(segments: Sequence[Segment], number: int, place: int, memory: Memory) -> Party | None:
    """', the U.S. ambassador to Moscow' behind the name."""
    if place != len(segments[number].items) - 1 or number + 1 >= len(segments):
        return None
    apposition, name, tail = segments[number + 1], segments[number].items[place], segments[number + 2 : number + 5]
    if apposition.link == "," and not apposition.items and tail and tail[0].link == "who":
        apposition, tail = tail[0], tail[1:]
    if apposition.link not in (",", "(", "who") or not _describes_a_person(apposition, name, memory):
        return None
    party = _read(apposition.items, apposition.words, tail, memory)
    return party or _of_the_article(apposition.items[-1], name, apposition, tail, memory)


def _by_noun_before_comma(segments: Sequence[Segment], number: int, place: int, memory: Memory) -> Party | None:
    """'Its editor, X, blamed …', 'said the union's leader, X.': the name in apposition to a noun before it."""
    if place > 0 or number == 0 or segments[number].link != ",":
        return None
    before, name = segments[number - 1], segments[number].items[place]
    noun = before.items[-1] if before.items else None
    if noun is None or not noun.is_noun or not one_person(noun, memory):
        return None
    if memory.text[noun.end : name.start] != ", " or not CLOSED.match(memory.text, name.end - 1):
        return None
    first = _first_beside(before.items, len(before.items) - 1)
    items = [*before.items[first:], name]
    former = _former_before(items[0], memory)
    party = _read(items, former, (), memory)
    return party or _of_the_article(noun, name, Segment(before.link, items[:-1], former), (), memory)


# What closes an apposition, a full stop within the last token too: it tells one from a list that goes on.
CLOSED = re.compile(r"\.|.[,.]")


def _first_beside(items: Sequence[Item], place: int) -> int:
    """The place of the first of the items that stand right beside each other up to one."""
    first = place
    while first > 0 and items[first].start - items[first - 1].end <= 3:
        first -= 1
    return first


def _by_belonging(segments: Sequence[Segment], number: int, place: int, memory: Memory) -> Party | None:
    """'X of the Gabonese opposition', 'X from Human Rights Watch': the body behind the name."""
    if place != len(segments[number].items) - 1 or number + 1 >= len(segments):
        return None
    behind, name = segments[number + 1], segments[number].items[place]
    if (
        behind.link not in ("of", "from", "with")
        or not behind.items
        or behind.items[0].start - name.end > BELONGING_CHARS_MAX
    ):
        return None
    last = behind.items[-1]
    body = last.is_noun and behind.items[0].match is not None and last.text in memory.knowledge.words.lists["bodies"]
    if not body and (last.match is None or memory.record_of(last.match)[0].kind not in BODIES):
        return None
    party = _read(behind.items, behind.words, (), memory)
    return replace(party, name=name.text, kind=PERSON, reason=f"{name.text} of {party.reason}") if party else None


BODIES = frozenset({"organisation", "group", "political party", "outlet"})
BELONGING_CHARS_MAX = 12


def _of_the_article(noun: Item, name: Item, segment: Segment, tail: Sequence[Segment], memory: Memory) -> Party | None:
    """A stranger whose title or trade the text says, but not whose: of the place behind, else the article's."""
    phrase = Phrase(noun.start, noun.end, noun.text, (segment, *tail))
    sector = sector_of_noun(noun, phrase, memory)
    lists = memory.knowledge.words.lists
    if (sector == "GOV" and noun.text in lists["general"]) or noun.text in lists["organisers"]:
        nouns = (item.sector for part in tail[:TAIL_PARTS] for item in part.items if item.is_noun)
        sector = next((each for each in nouns if each != "GOV"), sector)
    if sector in OF_THE_STATE and any(word in lists["former"] for word in segment.words):
        sector = "ELI"
    record = _owner_behind(name.end, memory) or place_behind(name.end, memory)
    code = record.code if record is not None else next(iter(memory.focus), "")
    if not code:
        return None
    why = f"{noun.text} {name.text}: of {record.name if record is not None else 'the state that the article is about'}"
    return Party(with_sector(code, sector), name.text, "", why, PERSON)


TAIL_PARTS = 3


def _owner_behind(end: int, memory: Memory) -> Record | None:
    """The state in the genitive that stands behind a name: 'once Turkey's man in Athens'."""
    for match in memory.matches_in(end, end + OWNER_CHARS_MAX):
        between = memory.text[end : match.start]
        if memory.text[match.end : match.end + 2] == "'s" and re.fullmatch(r", (?:[a-z]+ ){0,2}", between):
            record, _ = memory.record_of(match)
            return record if record.kind == "state" else None
    return None


OWNER_CHARS_MAX = 40


def _describes_a_person(segment: Segment, name: Item, memory: Memory) -> bool:
    """Whether a stretch after a comma says who somebody is: an agent noun of one person, right behind the name.

    'a lawyer', 'director of …', 'who leads a union'.
    """
    if not segment.items or segment.items[0].start - name.end > 40 or not segment.items[-1].is_noun:
        return False
    opening = memory.text[name.end : segment.items[0].start].strip(" ,(").split()
    if opening[:1] == ["who"] and len(opening) > 1 and opening[1] in HEADING:
        return True
    if not one_person(segment.items[-1], memory):
        return False
    return segment.items[0].match is not None or not opening or opening[0] in OPENING_A_DESCRIPTION


HEADING = frozenset(
    "leads led heads headed runs ran chairs chaired directs directed founded represents commands".split()
)
OPENING_A_DESCRIPTION = frozenset("a an the his her who then".split())


def _read(items: Sequence[Item], words: Sequence[str], tail: Sequence[Segment], memory: Memory) -> Party | None:
    phrase = Phrase(items[0].start, items[-1].end, "", (Segment("", list(items), list(words)), *tail))
    return party_of_phrase(phrase, memory, NEUTRAL)


def _people_in_full(phrase: Phrase, memory: Memory) -> None:
    """A person named in full is whom the last word of the name means in the article, and the first behind "Sir"."""
    for segment in phrase.segments:
        for place, item in enumerate(segment.items):
            addressed = item.is_unknown and head_addressed(item, memory, memory.day) is not None
            if not addressed and not _is_full_name(item):
                continue
            items = segment.items[max(0, place - 2) : place + 1]
            party = _read(items, _former_before(items[0], memory), (), memory)
            if party is None or party.kind != PERSON:
                continue
            short = replace(party, reason=f"short for {item.text}: {party.reason}")
            memory.introduced.setdefault(item.text.rpartition(" ")[2], party if addressed else short)
            if knight := KNIGHT.search(memory.text, max(0, item.start - len("Dame ")), item.end):
                memory.introduced.setdefault(knight.group(1), short)


KNIGHT = re.compile(r"\b(?:Sir|Dame) ([A-Z]\w+) ")
FAMILY_NAME_CHARS_MIN = 2


def _is_full_name(item: Item) -> bool:
    """Whether an item is the full name of somebody known."""
    family = item.text.rpartition(" ")[2]
    named = item.match.named if item.match is not None and not item.backed else ()
    in_full = family != item.text and len(family) >= FAMILY_NAME_CHARS_MIN
    return in_full and any(one.record.kind == "person" for one in named)


def _parties(phrase: Phrase, memory: Memory) -> None:
    for segment in phrase.segments:
        for place, item in enumerate(segment.items):
            seen = _seen(segment, place, item, memory)
            if seen is not None:
                memory.see(seen)


def _seen(segment: Segment, place: int, item: Item, memory: Memory) -> Seen | None:
    """The party that an item of running text names at its place; adjectives only with the noun that follows."""
    items = segment.items[max(0, place - 2) : place + 1]
    if item.match is not None:
        record, form = memory.record_of(item.match)
        if item.backed or (record.kind in LANDS and form is Form.ADJECTIVE):
            return None
    elif (holder := _holder(item, memory)) is not None:
        return Seen(item.start, item.end, holder, item.text)
    elif not _explained(item, items[:-1], memory):
        return None
    party = _read(items, _former_before(items[0], memory), (), memory)
    return Seen(item.start, item.end, party, _noun_of(item, items, memory)) if party is not None else None


def _former_before(item: Item, memory: Memory) -> list[str]:
    """'former', where it stands before a title or name: ['former']."""
    word = memory.text[max(0, item.start - FORMER_CHARS_MAX) : item.start].lower().rsplit(maxsplit=1)[-1:]
    return [w for w in word if w in memory.knowledge.words.lists["former"]]


FORMER_CHARS_MAX = 16


def _holder(item: Item, memory: Memory) -> Party | None:
    """Who bears an office that only one state has: 'the Pope', 'the Secretary of State'."""
    code = memory.knowledge.words.of_state.get(item.text) if item.is_noun else None
    if code is None or not one_person(item, memory):
        return None
    label = memory.knowledge.label(code)
    return Party(with_sector(code, item.sector), label, "", f"{item.text}: an office of {label}", PERSON)


def _explained(item: Item, before: Sequence[Item], memory: Memory) -> bool:
    """Whether the article says whom a noun or an unknown name means: by a name before it, or by an introduction."""
    if item.is_unknown:
        return memory.recall(item.text) is not None or head_addressed(item, memory, memory.day) is not None
    return any(i.match is not None for i in before)


def _noun_of(item: Item, items: Sequence[Item], memory: Memory) -> str:
    """The noun or title by which a party may be called again: 'the president' after 'President Macron'."""
    if item.is_noun:
        return item.text
    if item.match is not None and (title := memory.record_of(item.match)[0].title):
        return title.lower()
    return next((i.text for i in reversed(items[:-1]) if i.is_noun), "")
