"""The model's logits → event mentions: which candidates stand, and which words play which role in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rapallo.language import layout
from rapallo.language.windows import Window
from rapallo.ontology import MARKS, NONE
from rapallo.records import EventMention, Mention, Sentence

Floats = npt.NDArray[np.float32]
Span = tuple[int, int]

# Words that go back to an earlier mention rather than name somebody; descriptions are left to the resolver's judgement.
_REFERRING = frozenset(
    """
    he him his she her hers it its they them their theirs we us our ours i me my you your who which that this
    these those both himself herself itself themselves ourselves
    """.split()
)


class Logits(NamedTuple):
    """Outputs of the graph for one window: `anchors` [events] token positions, the rest [events, …]."""

    anchors: npt.NDArray[np.int64]
    first: Floats
    type: Floats
    mode: Floats
    marks: Floats
    roles: Floats


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chosen on held-out texts of the training set; stored in the model file.

    `candidate`: least probability of a first reading for a second one. `event`: least probability that a candidate is
    an event. `first_share`: weight of the first reading's logits in the type. `outside_bias`: added to the logit of
    "no role", so that below 0 more words are taken. `marks`: least probability of each mark.
    """

    candidate: float = 0.1
    event: float = 0.5
    first_share: float = 0.5
    outside_bias: float = 0.0
    marks: tuple[float, ...] = (0.5, 0.5, 0.5, 0.5)


class _Read(NamedTuple):
    """What a candidate needs to become words."""

    window: Window
    text: str
    sentence: Sentence
    tags: npt.NDArray[np.int64]
    tag_probabilities: Floats


def decode(
    logits: Logits, window: Window, *, text: str, sentences: Mapping[int, Sentence], thresholds: Thresholds
) -> list[EventMention]:
    """The events of one window. Of two candidates whose triggers overlap the likelier stands."""
    if not len(logits.anchors):
        return []
    share = np.float32(thresholds.first_share)
    kinds = softmax((1 - share) * logits.type + share * logits.first)
    biased = logits.roles.copy()
    biased[..., 0] += thresholds.outside_bias
    probabilities = softmax(biased)
    tags = probabilities.argmax(-1)
    found: list[EventMention] = []
    for event in np.argsort(kinds[:, 0], kind="stable"):
        if 1 - kinds[event, 0] < thresholds.event:
            break
        anchor = int(logits.anchors[event])
        read = _Read(window, text, sentences[int(window.sentence_ids[anchor])], tags[event], probabilities[event])
        trigger = _trigger(read, anchor)
        if not any(f.trigger.start < trigger.end and trigger.start < f.trigger.end for f in found):
            found.append(
                _mention(read, trigger, kinds[event], logits.mode[event], _marks(logits.marks[event], thresholds))
            )
    return found


def _mention(read: _Read, trigger: Mention, kinds: Floats, mode: Floats, marks: tuple[str, ...]) -> EventMention:
    names = (NONE, *layout.TYPE_NAMES)
    order = np.argsort(-kinds[1:], kind="stable") + 1
    kind = names[order[0]]
    shown = tuple((names[i], round(float(kinds[i]), 4)) for i in order if kinds[i] >= 0.005)
    return EventMention(
        sentence=read.sentence,
        trigger=trigger,
        type=kind,
        type_probabilities=(*shown, (NONE, round(float(kinds[0]), 4))),
        mode=mode_of(kind, mode),
        marks=marks,
        actors=_party(read, layout.ACTOR, layout.ACTOR_BEFORE),
        recipients=_party(read, layout.RECIPIENT, layout.RECIPIENT_BEFORE),
        speakers=_party(read, layout.SPEAKER, layout.SPEAKER_BEFORE),
        times=tuple(_spans(read, layout.TIME)),
        places=tuple(_spans(read, layout.PLACE)),
        confidence=round(float(kinds[order[0]]), 4),
    )


def mode_of(kind: str, logits: Floats) -> str | None:
    """The likeliest mode among those of the type and none."""
    own = [0, *(1 + i for i, name in enumerate(layout.MODES) if name.startswith(f"{kind}/"))]
    best = own[int(np.argmax(logits[own]))]
    return layout.MODES[best - 1].partition("/")[2] if best else None


def _marks(logits: Floats, thresholds: Thresholds) -> tuple[str, ...]:
    probabilities = 1 / (1 + np.exp(-logits))
    return tuple(m for m, p, least in zip(MARKS, probabilities, thresholds.marks, strict=True) if p >= least)


def _trigger(read: _Read, anchor: int) -> Mention:
    """The words tagged as trigger around the anchor, or the anchor's own word."""
    for span in _spans(read, layout.TRIGGER):
        if span.start <= read.window.starts[anchor] < span.end:
            return span
    start, end = _whole_words(read.text, int(read.window.starts[anchor]), int(read.window.ends[anchor]), read.sentence)
    return Mention(start, end, read.text[start:end])


def _party(read: _Read, role: int, before: int) -> tuple[Mention, ...]:
    """The words of a role in the sentence; where they only refer, or there are none, with what they go back to."""
    here = list(_spans(read, role))
    earlier = list(_spans(read, before, everywhere=True))
    if not here:
        return tuple(replace(m, elided=True) for m in earlier)
    if earlier:
        referring = [i for i, m in enumerate(here) if refers(m.text)]
        if referring:
            last = earlier.pop()
            here[referring[0]] = replace(here[referring[0]], antecedent=(last.start, last.end))
            # "They met": one pronoun, several earlier mentions.
            here += [replace(m, elided=True) for m in earlier]
    return tuple(here)


def refers(words: str) -> bool:
    """Whether words are a pronoun or a lower-case description ("the kingdom"), not a name."""
    return words.lower() in _REFERRING or not any(c.isupper() for c in words.removeprefix("The "))


def _spans(read: _Read, role: int, *, everywhere: bool = False) -> Iterator[Mention]:
    """Stretches of tokens tagged for a role, widened to whole words, in order."""
    inside = read.window.sentence_ids == read.sentence.index
    if everywhere:
        inside = (read.window.sentence_ids >= 0) & (read.window.sentence_ids < read.sentence.index)
    tags = np.where(inside, read.tags[:, role], 0)
    position = 0
    last_end = -1
    while position < len(tags):
        if tags[position] == 0:
            position += 1
            continue
        stop = position + 1
        while stop < len(tags) and tags[stop] == 2:
            stop += 1
        bounds = read.sentence if not everywhere else None
        start, end = _whole_words(read.text, int(read.window.starts[position]), int(read.window.ends[stop - 1]), bounds)
        if start >= last_end:
            taken = read.tag_probabilities[position:stop, role, 0]
            yield Mention(start, end, read.text[start:end], round(float(1 - taken.max()), 4))
            last_end = end
        position = stop


def _whole_words(text: str, start: int, end: int, sentence: Sentence | None) -> Span:
    """Word pieces widened to the words they are of, within the sentence."""
    low, high = (sentence.start, sentence.end) if sentence else (0, len(text))
    while start > low and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < high and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities: Floats = shifted / shifted.sum(-1, keepdims=True)
    return probabilities
