"""Packs an article's sentences into the windows that the model reads.

A window is `[CLS] context [SEP] sentence [SEP] sentence … [SEP]`: as many sentences as fit, each of them read in
exactly one window, after one sentence of context (the last of the window before) that is seen but not read again. One
window at a time goes through the model, so that what a sentence yields never depends on what else is coded beside it.

Where two spans are given (`around`), the window holds the sentences from the one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from rapallo.errors import ModelError
from rapallo.records import Sentence

Ints = npt.NDArray[np.int64]

# Sentences average 28 word pieces: about six fit, and the context costs a seventh of the tokens.
WINDOW_TOKENS = 192
CONTEXT_TOKENS = 64
# MiniLM has 512 positions; no single piece of a sentence may come near them.
SENTENCE_TOKENS_MAX = 256
# A given span is read by its beginning; spans that stand farther apart are read without what lies between them.
SPAN_CHARS_MAX = 300
STRETCH_CHARS_MAX = 2_000

Span = tuple[int, int]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

CASE_OTHER, CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED = range(5)
CASES = 5


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the model; all arrays have one entry a token.

    `sentence_ids` are indices into the article's sentences, -1 for special tokens; `starts` and `ends` are offsets
    into the stored text (code points), -1 for special tokens; `read` tells the tokens whose events are wanted from
    those of context.
    """

    input_ids: Ints
    case_ids: Ints
    sentence_ids: Ints
    starts: Ints
    ends: Ints
    read: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens of one sentence, or of a part of one that is too long."""

    sentence: int
    ids: list[int]
    spans: list[tuple[int, int]]
    cases: list[int]

    def last(self, tokens: int) -> _Piece:
        return self.part(slice(-tokens, None))

    def part(self, tokens: slice) -> _Piece:
        return _Piece(self.sentence, self.ids[tokens], self.spans[tokens], self.cases[tokens])


def pack(
    sentences: Sequence[Sentence],
    tokenizer: Tokenizer,
    *,
    window_tokens: int = WINDOW_TOKENS,
    context_tokens: int = CONTEXT_TOKENS,
) -> Iterator[Window]:
    """Windows over the sentences, in order; every sentence is read in one of them."""
    cls, sep = _special(tokenizer, "[CLS]"), _special(tokenizer, "[SEP]")
    context: list[_Piece] = []
    batch: list[_Piece] = []
    room = window_tokens - 1
    for piece in _pieces(sentences, tokenizer):
        if batch and len(piece.ids) + 1 > room:
            yield _window(context, batch, cls=cls, sep=sep)
            context = [batch[-1].last(context_tokens)] if context_tokens else []
            batch = []
            room = window_tokens - 1 - sum(len(p.ids) + 1 for p in context)
        batch.append(piece)
        room -= len(piece.ids) + 1
    if batch:
        yield _window(context, batch, cls=cls, sep=sep)


def around(
    sentences: Sequence[Sentence], spans: Sequence[Span], tokenizer: Tokenizer, *, context_tokens: int = CONTEXT_TOKENS
) -> Window:
    """The window for given spans (offsets into the stored text): their sentences and those between them.

    The sentence before comes along as context where there is room. Where the sentences do not fit, what stands nearest
    to the spans is kept. A span that touches no sentence has no tokens in the window.
    """
    cls, sep = _special(tokenizer, "[CLS]"), _special(tokenizer, "[SEP]")
    spans = [(start, min(end, start + SPAN_CHARS_MAX)) for start, end in spans]
    held = [s for s in sentences if any(s.start < end and start < s.end for start, end in spans)]
    if not held:
        return _window([], [], cls=cls, sep=sep)
    if held[-1].end - held[0].start <= STRETCH_CHARS_MAX:
        held = [s for s in sentences if held[0].start <= s.start < held[-1].end]
    pieces = list(_pieces(held, tokenizer))
    room = WINDOW_TOKENS - 1 - sum(len(p.ids) + 1 for p in pieces)
    if room < 0:
        pieces = _nearest(pieces, spans)
    before = [s for s in sentences if s.end <= held[0].start][-1:]
    context_room = min(context_tokens, room - 1)
    context = [p.last(context_room) for p in [*_pieces(before, tokenizer)][-1:]] if context_room > 0 else []
    return _window(context, pieces, cls=cls, sep=sep)


def _nearest(pieces: Sequence[_Piece], spans: Sequence[Span]) -> list[_Piece]:
    """The tokens on both sides of each span, an equal share of a window for each."""
    offsets = [offset for piece in pieces for offset in piece.spans]
    share = WINDOW_TOKENS // len(spans) - len(spans)
    kept: set[int] = set()
    for start, end in spans:
        inside = [i for i, (a, b) in enumerate(offsets) if a < end and start < b]
        if inside:
            middle = (inside[0] + inside[-1] + 1) // 2
            first = max(0, min(inside[0], middle - share // 2, len(offsets) - share))
            kept.update(range(first, min(first + share, len(offsets))))
    parts, at = [], 0
    for piece in pieces:
        own = [i - at for i in range(at, at + len(piece.ids)) if i in kept]
        at += len(piece.ids)
        for low, high in _runs(own):
            parts.append(piece.part(slice(low, high)))
    return parts


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, last + 1) of each stretch of consecutive numbers."""
    for i, number in enumerate(numbers):
        if i == 0 or number != numbers[i - 1] + 1:
            first = number
        if i + 1 == len(numbers) or numbers[i + 1] != number + 1:
            yield first, number + 1


def tokens_of(window: Window, span: Span) -> Span | None:
    """(first, last + 1) of the window's tokens that a span of text covers, None where it covers none."""
    inside = np.flatnonzero((window.starts < span[1]) & (window.ends > span[0]))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None


def _pieces(sentences: Sequence[Sentence], tokenizer: Tokenizer) -> Iterator[_Piece]:
    # The tokenizer takes no lone surrogates; a stand-in of the same length keeps all offsets.
    texts = [_LONE_SURROGATE.sub("\ufffd", s.text) for s in sentences]
    encodings: list[Encoding] = tokenizer.encode_batch(texts, add_special_tokens=False)
    for sentence, encoding in zip(sentences, encodings, strict=True):
        for first in range(0, len(encoding.ids), SENTENCE_TOKENS_MAX):
            part = slice(first, first + SENTENCE_TOKENS_MAX)
            offsets = encoding.offsets[part]
            yield _Piece(
                sentence.index,
                encoding.ids[part],
                [(sentence.start + a, sentence.start + b) for a, b in offsets],
                [_case(sentence.text[a:b]) for a, b in offsets],
            )


def _special(tokenizer: Tokenizer, name: str) -> int:
    token = tokenizer.token_to_id(name)
    if token is None:
        raise ModelError(f"The model's tokenizer has no {name}.", mend="Reinstall rapallo, or unset RAPALLO_MODEL.")
    return token


def _case(word: str) -> int:
    """How a word piece is written; the tokenizer lower-cases, and 'US' is not 'us'."""
    if word.islower():
        return CASE_LOWER
    if word.isupper():
        return CASE_UPPER if len(word) > 1 else CASE_TITLE
    if word.istitle():
        return CASE_TITLE
    return CASE_MIXED if word.isalpha() else CASE_OTHER


def _window(context: list[_Piece], batch: list[_Piece], *, cls: int, sep: int) -> Window:
    ids, cases, sentence_ids, spans, read = [cls], [CASE_OTHER], [-1], [(-1, -1)], [False]
    for pieces, wanted in ((context, False), (batch, True)):
        for piece in pieces:
            ids += [*piece.ids, sep]
            cases += [*piece.cases, CASE_OTHER]
            sentence_ids += [piece.sentence] * len(piece.ids) + [-1]
            spans += [*piece.spans, (-1, -1)]
            read += [wanted] * len(piece.ids) + [False]
    offsets = np.array(spans, dtype=np.int64)
    return Window(
        input_ids=np.array(ids, dtype=np.int64),
        case_ids=np.array(cases, dtype=np.int64),
        sentence_ids=np.array(sentence_ids, dtype=np.int64),
        starts=offsets[:, 0],
        ends=offsets[:, 1],
        read=np.array(read, dtype=np.bool_),
    )
