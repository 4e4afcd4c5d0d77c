"""Hand-coded rows and their sentences → what the network is to say about each text.

Reads the training set of ../shared (labels ours; texts stay there), our labels on its news, and our own sentences.
All offsets are code points into the stored text that the shipped reader would make of it: headline, blank line,
sentences joined by a space.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapallo.language.decoding import refers
from rapallo.language.layout import (
    ACTOR,
    ACTOR_BEFORE,
    MODES,
    PLACE,
    RECIPIENT,
    RECIPIENT_BEFORE,
    SPEAKER,
    SPEAKER_BEFORE,
    TIME,
    TRIGGER,
    TYPE_NAMES,
)
from rapallo.ontology import MARKS
from rapallo.records import TITLE_SEPARATOR, Sentence, party_of
from training.news import News, read_labels

Span = tuple[int, int]
# A name in a text: where it stands and the party it means.
NamesIn = Callable[[str], list[tuple[int, int, str]]]

SHARED_SETS = ("train_articles", "train_headlines")

# Words that may open a coded trigger without carrying it; the model marks the first word after them.
EMPTY_WORDS = frozenset(
    """
    a an the to of in on at for with by its his her their our no not never has have had having is are was were be
    been being will would could may might can should must did does do said says also again again’s it he she they
    that
    """.split()
)


@dataclass(frozen=True, slots=True)
class Party:
    """Words that play a role (index in layout.ROLES), and the party that they mean ('RUS', 'IGO/NATO')."""

    role: int
    span: Span
    party: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One coded row, in offsets. `roles` holds (index in layout.ROLES, span); `parties` say whom such words mean."""

    sentence: int
    anchor: int
    type: int
    mode: int
    marks: tuple[int, ...]
    roles: tuple[tuple[int, Span], ...]
    core: bool
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text with all its events; a text without any teaches what is none."""

    id: str
    sentences: tuple[Sentence, ...]
    events: tuple[GoldEvent, ...]
    rows: tuple[dict[str, Any], ...] = field(repr=False, default=())
    published: str = ""
    outlet: str = ""


def load(shared: Path, training: Path, names_in: NamesIn) -> list[Example]:
    """All examples, in a fixed order: the training set of `shared`, our labels on its news, our own sentences."""
    coding, own = shared / "coding", training / "own"
    pairs = [(coding / f"{name}.jsonl", coding / f"{name}_text.jsonl") for name in SHARED_SETS]
    pairs += [(own / f"{p.stem.removesuffix('_text')}.jsonl", p) for p in sorted(own.glob("*_text.jsonl"))]
    coded = [item for rows, texts in pairs for item in _read(rows, texts)]
    news = News(shared)
    coded += [item for path in sorted((training / "labels").glob("*.jsonl")) for item in read_labels(path, news)]
    return [_example(text, rows, names_in) for text, rows in coded]


def held_out(example: Example, part: int, parts: int) -> bool:
    """Whether a text falls into the given part: by its id, so that it never moves."""
    return int(hashlib.sha256(example.id.encode()).hexdigest(), 16) % parts == part


def _read(rows_path: Path, texts_path: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _lines(rows_path):
        if row["type"]:  # a review also keeps what is no event, and its sample
            rows[row["id"]].append(row)
    for text in _lines(texts_path):
        yield text, rows.get(text["id"], [])


def _example(text: dict[str, Any], rows: list[dict[str, Any]], names_in: NamesIn) -> Example:
    sentences = tuple(lay_out(text["sentences"]))
    reader = _RowReader(sentences, rows, names_in)
    events = tuple(e for e in map(reader.event, rows) if e is not None)
    return Example(text["id"], sentences, events, tuple(rows), text.get("published", ""), text.get("outlet", ""))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def lay_out(texts: Iterable[str]) -> Iterator[Sentence]:
    """Sentences with the offsets they have in the stored text; the first is the headline and may be empty."""
    at = 0
    for index, text in enumerate(texts):
        if text:
            yield Sentence(index, at, at + len(text), text, title=index == 0)
            at += len(text) + (len(TITLE_SEPARATOR) if index == 0 else 1)


class _RowReader:
    """Turns the rows of one text into gold events."""

    def __init__(self, sentences: tuple[Sentence, ...], rows: list[dict[str, Any]], names_in: NamesIn) -> None:
        self.by_index = {s.index: s for s in sentences}
        self.named = self._names(sentences, rows, names_in)

    @staticmethod
    def _names(
        sentences: tuple[Sentence, ...], rows: list[dict[str, Any]], names_in: NamesIn
    ) -> list[tuple[int, int, str]]:
        """Every full mention of a party in the text, by its place: known names and whatever a coder named in full."""
        found = {(s.start + a, s.start + b): party for s in sentences for a, b, party in names_in(s.text)}
        by_index = {s.index: s for s in sentences}
        for row in rows:
            for codes, texts in ((row["actor"], row["actor_text"]), (row["recipient"], row["recipient_text"])):
                for code, words in zip(codes, texts, strict=True):
                    if words and not refers(words) and row["s"] in by_index:
                        span = _find(by_index[row["s"]], words, near=0)
                        if span:
                            found[span] = party_of(code)
        return sorted((a, b, party) for (a, b), party in found.items())

    def event(self, row: dict[str, Any]) -> GoldEvent | None:
        sentence = self.by_index.get(row["s"])
        trigger = _find(sentence, row["trigger"], near=0) if sentence else None
        if sentence is None or trigger is None:
            return None
        parties = tuple(self._parties(row, sentence, trigger))
        roles = [(TRIGGER, trigger), *((p.role, p.span) for p in parties)]
        roles += self._words(row.get("date_text"), TIME, sentence, trigger)
        roles += self._words(row.get("place"), PLACE, sentence, trigger)
        mode = f"{row['type']}/{row['mode']}"
        return GoldEvent(
            sentence=sentence.index,
            anchor=anchor_in(row["trigger"]) + trigger[0],
            type=1 + TYPE_NAMES.index(row["type"]),
            mode=1 + MODES.index(mode) if mode in MODES else 0,
            marks=tuple(int(mark in row["aux"]) for mark in MARKS),
            roles=tuple(roles),
            core=bool(row["core"]),
            parties=parties,
        )

    def _parties(self, row: dict[str, Any], sentence: Sentence, trigger: Span) -> Iterator[Party]:
        says = ([row["says"]] if row["says"] else [], [row["says_text"]] if row["says"] else [])
        for role, before, codes, texts in (
            (ACTOR, ACTOR_BEFORE, row["actor"], row["actor_text"]),
            (RECIPIENT, RECIPIENT_BEFORE, row["recipient"], row["recipient_text"]),
            (SPEAKER, SPEAKER_BEFORE, *says),
        ):
            for code, words in zip(codes, texts, strict=True):
                party = party_of(code)
                yield from (Party(role, span, party) for _, span in self._words(words, role, sentence, trigger))
                if words is None or refers(words):
                    earlier = self._antecedent(party, sentence)
                    if earlier:
                        yield Party(before, earlier, party)

    def _antecedent(self, party: str, sentence: Sentence) -> Span | None:
        """The nearest full mention of a party in the sentences before."""
        spans = [(a, b) for a, b, named in self.named if named == party and b <= sentence.start]
        return spans[-1] if spans else None

    @staticmethod
    def _words(words: str | None, role: int, sentence: Sentence, trigger: Span) -> Iterator[tuple[int, Span]]:
        span = _find(sentence, words, near=trigger[0] - sentence.start) if words else None
        if span:
            yield role, span


def anchor_in(trigger: str) -> int:
    """Offset of the first word of a trigger that carries something."""
    for word in re.finditer(r"[\w'’.-]+", trigger):
        if word.group().lower() not in EMPTY_WORDS:
            return word.start()
    return 0


def _find(sentence: Sentence, words: str, *, near: int) -> Span | None:
    """Where words stand in a sentence (in the stored text): the whole-word occurrence nearest to an offset in it."""
    starts = [m.start() for m in re.finditer(re.escape(words), sentence.text)]
    whole = [a for a in starts if _is_whole(sentence.text, a, a + len(words))] or starts
    if not whole:
        return None
    start = min(whole, key=lambda a: abs(a - near))
    return sentence.start + start, sentence.start + start + len(words)


def _is_whole(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return before and after
