"""Two given spans of a text → what the one does to the other: checking them, their window, and reading the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from rapallo.errors import ArticleError
from rapallo.language import layout
from rapallo.language.decoding import mode_of, softmax
from rapallo.language.sentences import split_sentences
from rapallo.language.windows import Span, Window, around, tokens_of
from rapallo.ontology import NONE
from rapallo.records import Article, Relation

Floats = npt.NDArray[np.float32]

# By reason, the short name under which such lines are counted.
SPAN_MENDS = {
    "span-outside": "Count in code points from 0, end exclusive.",
    "span-reversed": "Write [start, end] with start before end.",
    "span-empty": "Write [start, end] around the words that name the party.",
    "spans-overlapping": "Give actor and recipient words of their own.",
    "span-without-words": "Write [start, end] around the words that name the party.",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A window and the tokens [1, 4] of the pair in it: actor start and end, recipient start and end."""

    window: Window
    pair: npt.NDArray[np.int64]


def question(text: str, actor: Span, recipient: Span, tokenizer: Tokenizer) -> Question:
    """What the model is asked about two spans of a text.

    Raises ArticleError where a span is empty, reversed, outside the text or without words, or where the two overlap.
    """
    for name, span in (("actor", actor), ("recipient", recipient)):
        _check(text, name, span)
    if actor[0] < recipient[1] and recipient[0] < actor[1]:
        raise _refusal("spans-overlapping", f"actor {list(actor)} and recipient {list(recipient)} share characters")
    window = around(split_sentences(Article(text=text, id="-")), (actor, recipient), tokenizer)
    tokens: list[int] = []
    for name, span in (("actor", actor), ("recipient", recipient)):
        found = tokens_of(window, span)
        if found is None:
            raise _refusal("span-without-words", f"{name} {list(span)} holds no word that the model reads")
        tokens += found
    return Question(window, np.array([tokens], dtype=np.int64))


def _check(text: str, name: str, span: Span) -> None:
    start, end = span
    if start > end:
        raise _refusal("span-reversed", f"{name} {list(span)} ends before it begins")
    if start < 0 or end > len(text):
        raise _refusal("span-outside", f"{name} {list(span)} lies outside the text, which has {len(text):,} characters")
    if start == end:
        raise _refusal("span-empty", f"{name} {list(span)} is empty")


def _refusal(reason: str, detail: str) -> ArticleError:
    return ArticleError(f"{detail[0].upper()}{detail[1:]}.", reason=reason, mend=SPAN_MENDS[reason])


def answer(types: Floats, modes: Floats) -> Relation:
    """The relation of one pair from its logits [types], NONE first, and [modes + 1], no mode first."""
    names = (NONE, *layout.TYPE_NAMES)
    shares = softmax(types)
    kind = names[int(np.argmax(shares))]
    probabilities = {name: round(float(shares[names.index(name)]), 4) for name in (*layout.TYPE_NAMES, NONE)}
    return Relation(kind, None if kind == NONE else mode_of(kind, modes), probabilities)
