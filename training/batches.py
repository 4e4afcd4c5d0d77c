"""Examples → padded tensors: windows of varying size, with the labels of both readings."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from rapallo.language.layout import ACTOR_BEFORE, ROLES
from rapallo.language.windows import CASE_LOWER, CASE_OTHER, WINDOW_TOKENS, Window, pack
from training.examples import Example, GoldEvent

OUTSIDE, BEGIN, INSIDE, IGNORED = 0, 1, 2, -100
MASKED_TOKENS = 0.06  # share of word pieces hidden from the encoder in training, against learning names by heart
LOWERED_TEXTS = 0.12  # share of texts read as if typed in lower case, as foreign-ministry feeds are


@dataclass(frozen=True)
class LabelledWindow:
    window: Window
    first: np.ndarray  # [tokens] type of the trigger that starts here, 0 none, IGNORED outside what is read
    core: np.ndarray  # [tokens] weight of that label
    taken: np.ndarray  # [tokens] part of a trigger: no negative may be drawn here
    anchors: list[int]
    types: list[int]
    modes: list[int]
    marks: list[tuple[int, ...]]
    roles: list[np.ndarray]  # each [tokens, roles]


@dataclass(frozen=True)
class Batch:
    """Rows are windows; `rows` and `anchors` index the gold events, in the order of the lists beside them."""

    input_ids: Tensor
    case_ids: Tensor
    sentence_ids: Tensor
    attention: Tensor
    first: Tensor
    core: Tensor
    taken: Tensor
    rows: Tensor
    anchors: Tensor
    types: Tensor
    modes: Tensor
    marks: Tensor
    roles: Tensor


def label(example: Example, window: Window, *, non_core_weight: float = 0.6) -> LabelledWindow:
    """The labels of one window."""
    tokens = len(window.input_ids)
    first = np.where(window.read, 0, IGNORED)
    core = np.ones(tokens, dtype=np.float32)
    taken = ~window.read
    out = LabelledWindow(window, first, core, taken, [], [], [], [], [])
    for event in example.events:
        at = np.flatnonzero(window.read & (window.starts <= event.anchor) & (window.ends > event.anchor))
        if len(at) and first[at[0]] == 0:
            anchor = int(at[0])
            first[anchor] = event.type
            core[anchor] = 1.0 if event.core else non_core_weight
            out.anchors.append(anchor)
            out.types.append(event.type)
            out.modes.append(event.mode)
            out.marks.append(event.marks)
            out.roles.append(_tags(event, window, taken))
    return out


def _tags(event: GoldEvent, window: Window, taken: np.ndarray) -> np.ndarray:
    tags = np.zeros((len(window.input_ids), len(ROLES)), dtype=np.int64)
    own = window.sentence_ids == event.sentence
    tags[~own, :ACTOR_BEFORE] = IGNORED
    tags[own | (window.sentence_ids > event.sentence), ACTOR_BEFORE:] = IGNORED
    for role, (start, end) in event.roles:
        inside = np.flatnonzero((window.starts < end) & (window.ends > start))
        if len(inside):
            tags[inside, role] = np.where(tags[inside, role] == BEGIN, BEGIN, INSIDE)
            tags[inside[0], role] = BEGIN
        if role == 0:
            taken[inside] = True
    return tags


class Batcher:
    """Draws the batches of an epoch: texts shuffled, windows of random size, words masked, texts lowered."""

    def __init__(self, tokenizer: Tokenizer, *, tokens_per_batch: int, seed: int) -> None:
        self.tokenizer = tokenizer
        self.tokens_per_batch = tokens_per_batch
        self.random = random.Random(seed)
        self.mask_id = _id_of("[MASK]", tokenizer)
        self.pad_id = _id_of("[PAD]", tokenizer)

    def epoch(self, examples: Sequence[Example]) -> Iterator[Batch]:
        windows = [labelled for example in examples for labelled in self._windows(example)]
        self.random.shuffle(windows)
        # Sorting within chunks keeps padding small and the order random.
        chunk = 400
        batches: list[list[LabelledWindow]] = []
        for first in range(0, len(windows), chunk):
            part = sorted(windows[first : first + chunk], key=lambda w: len(w.window.input_ids))
            batches += self._cut(part)
        self.random.shuffle(batches)
        for batch in batches:
            yield self._collate(batch)

    def _windows(self, example: Example) -> Iterator[LabelledWindow]:
        size = self.random.choice((48, 96, 144, WINDOW_TOKENS, WINDOW_TOKENS))
        context = self.random.choice((0, 64, 64))
        lowered = self.random.random() < LOWERED_TEXTS
        for window in pack(example.sentences, self.tokenizer, window_tokens=size, context_tokens=context):
            labelled = label(example, window)
            yield replace(labelled, window=self._disturb(window, lowered))

    def _disturb(self, window: Window, lowered: bool) -> Window:
        ids = window.input_ids.copy()
        words = np.flatnonzero(window.sentence_ids >= 0)
        hidden = [i for i in words if self.random.random() < MASKED_TOKENS]
        ids[hidden] = self.mask_id
        cases = window.case_ids
        if lowered:
            cases = np.where(cases == CASE_OTHER, CASE_OTHER, CASE_LOWER)
        return replace(window, input_ids=ids, case_ids=cases)

    def _cut(self, windows: list[LabelledWindow]) -> Iterator[list[LabelledWindow]]:
        batch: list[LabelledWindow] = []
        for item in windows:
            if batch and (len(batch) + 1) * len(item.window.input_ids) > self.tokens_per_batch:
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch

    def _collate(self, items: list[LabelledWindow]) -> Batch:
        length = max(len(i.window.input_ids) for i in items)

        def pad(arrays: list[np.ndarray], value: float) -> Tensor:
            stacked = [
                np.pad(a, [(0, length - len(a)), *[(0, 0)] * (a.ndim - 1)], constant_values=value) for a in arrays
            ]
            return torch.from_numpy(np.stack(stacked))

        roles = [r for i in items for r in i.roles]
        empty = torch.zeros((0, length, len(ROLES)), dtype=torch.long)
        return Batch(
            input_ids=pad([i.window.input_ids for i in items], self.pad_id),
            case_ids=pad([i.window.case_ids for i in items], 0),
            sentence_ids=pad([i.window.sentence_ids for i in items], -2),
            attention=pad([np.ones(len(i.window.input_ids), dtype=np.int64) for i in items], 0),
            first=pad([i.first for i in items], IGNORED),
            core=pad([i.core for i in items], 1.0),
            taken=pad([i.taken for i in items], True),
            rows=torch.tensor([n for n, i in enumerate(items) for _ in i.anchors], dtype=torch.long),
            anchors=torch.tensor([a for i in items for a in i.anchors], dtype=torch.long),
            types=torch.tensor([t for i in items for t in i.types], dtype=torch.long),
            modes=torch.tensor([m for i in items for m in i.modes], dtype=torch.long),
            marks=torch.tensor([m for i in items for m in i.marks], dtype=torch.float32).view(-1, 4),
            roles=pad(roles, IGNORED) if roles else empty,
        )


def _id_of(piece: str, tokenizer: Tokenizer) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"The tokenizer has no {piece}.")
    return int(number)
