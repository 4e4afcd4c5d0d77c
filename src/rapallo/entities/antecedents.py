"""Pronouns: the nearest earlier party that fits, the subject of a sentence before its other parties."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from rapallo.entities.memory import Memory, Party, Seen

# Whom each list of pronouns can mean, in the order of preference.
PRONOUNS = {
    "persons_singular": ("person",),
    "thing_pronouns": ("state", "organisation", "group"),
    "plural_pronouns": ("people", "group", "organisation", "state", "person"),
    "other_pronouns": ("people", "person", "group", "organisation", "state"),
}


def is_pronoun(word: str, memory: Memory, *, cased: bool) -> bool:
    """Whether a mention is a pronoun; "US" is none, nor is "us" where a text has no capitals to tell them apart."""
    if word.lower() == "us" and (word.isupper() or not cased):
        return False
    lists = memory.knowledge.words.lists
    return word.lower() in lists["speaker_pronouns"] or any(word.lower() in lists[name] for name in PRONOUNS)


def of_pronoun(word: str, offset: int, memory: Memory) -> list[Party]:
    """Whom 'he', 'they', 'it', 'we' at an offset means; several for 'they' of a meeting, none where nobody fits."""
    lists = memory.knowledge.words.lists
    if word in lists["speaker_pronouns"]:
        return _some(speaker(word, offset, memory))
    if word in lists["persons_singular"]:
        return _some(likeliest_party(word, offset, memory, kinds=("person",)))
    if word in lists["plural_pronouns"]:
        return several(word, offset, memory)
    kinds = next((kinds for name, kinds in PRONOUNS.items() if word in lists[name]), ())
    return _some(likeliest_party(word, offset, memory, kinds=kinds))


def _some(party: Party | None) -> list[Party]:
    return [party] if party is not None else []


# Chosen on the development part of the training set: 84 % of 232 singular pronouns, the nearest subject alone 79 %.
A_SENTENCE_NEARER = 1.0
THE_SUBJECT = 0.5
A_MENTION_MORE = 0.4
MENTIONS_COUNTED_MAX = 6


def likeliest_party(
    words: str, offset: int, memory: Memory, *, kinds: tuple[str, ...], codes: Collection[str] | None = None
) -> Party | None:
    """The party that 'he' or 'the country' most likely means: near, the first of a sentence, much spoken of.

    `codes` narrows the states that it can be.
    """
    number = memory.sentence_at(offset)

    def likeliness(seen: Seen) -> float:
        sentence = memory.sentence_at(seen.start)
        subject = memory.first_of(sentence, kinds) == seen
        mentions = min(memory.times_spoken_of(seen.party), MENTIONS_COUNTED_MAX)
        return A_SENTENCE_NEARER * (sentence - number) + THE_SUBJECT * subject + A_MENTION_MORE * mentions

    fitting = [s for s in memory.before(offset) if s.party.kind in kinds and (codes is None or s.party.code in codes)]
    return nearest([max(fitting, key=likeliness)], words) if fitting else None


def several(words: str, offset: int, memory: Memory) -> list[Party]:
    """'they', 'the two leaders': a people or group that the sentence before is about, else the two who met."""
    number = memory.sentence_at(offset)
    named_until, together = memory.acted_together
    if together and named_until <= offset and number - memory.sentence_at(named_until - 1) <= SENTENCES_TOGETHER_MAX:
        why = f"“{words}” for those who acted together before"
        return [Party(e.key, e.name, e.record, f"{why}: {e.reason}", "person") for e in together]
    before = list(memory.before(offset))
    subjects = [memory.first_of(n, ANYONE, until=offset) for n in range(number, number - 2, -1)]
    for subject in subjects:
        if subject is not None and subject.party.kind in ("people", "group"):
            return _some(nearest([subject], words))
    for sentence in dict.fromkeys(memory.sentence_at(s.start) for s in before):
        people = [s for s in reversed(before) if memory.sentence_at(s.start) == sentence and s.party.kind == "person"]
        met = list({s.party.code: s for s in people if s.party.code != "IMG"}.values())
        if len(met) > 1:
            return [party for s in met[:2] for party in _some(nearest([s], words))]
    return _some(nearest(_subject_first(before, PRONOUNS["plural_pronouns"], memory), words))


SENTENCES_TOGETHER_MAX = 3
ANYONE = ("people", "person", "group", "organisation", "state")
SPEAKER_LABEL = re.compile(r"\b([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}):")
SAYING = re.compile(r"(?:'s)?,?\s+(?:\w+ly\s+)?(?:said|says|told|added|tweeted|wrote|argued|insisted|claimed|noted)\b")
QUOTED_CHARS_MAX = 800


def speaker(word: str, offset: int, memory: Memory) -> Party | None:
    """Who says 'we' or 'I': whom a transcript names before it, whoever is quoted, else the outlet's own state."""
    labels = list(SPEAKER_LABEL.finditer(memory.text, 0, offset))
    if labels and (party := memory.person_called(labels[-1].group(1))) is not None:
        return nearest([Seen(labels[-1].start(), labels[-1].end(), party)], word)
    if not _quoted(offset, memory) and memory.home:
        why = f"“{word}” of the state that speaks"
        return Party(f"{memory.home}/GOV", memory.knowledge.label(memory.home), "", why, "state")
    outside = [s for s in memory.people_in(memory.sentence_at(offset)) if not _quoted(s.start, memory)]
    says = [
        s
        for s in outside
        if SAYING.match(memory.text, s.end) or memory.text[: s.start].rstrip().endswith(("said", "says"))
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
