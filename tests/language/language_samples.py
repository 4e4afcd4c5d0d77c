"""Hand-made windows and logits, as the graph would give them."""

from __future__ import annotations

import numpy as np

from rapallo.language import layout
from rapallo.language.decoding import Logits
from rapallo.language.windows import Window
from rapallo.records import Article, Sentence

TEXT = "Serbia condemned Russia on Friday. It sanctioned Moscow."
ARTICLE = Article(text=TEXT, id="a")
SENTENCES = (Sentence(0, 0, 34, TEXT[:34]), Sentence(1, 35, 56, TEXT[35:]))


def window() -> Window:
    """One token a word of TEXT, between special tokens."""
    starts, ends, sentence_ids = [-1], [-1], [-1]
    for sentence in SENTENCES:
        at = sentence.start
        for word in sentence.text.rstrip(".").split():
            start = TEXT.index(word, at)
            starts.append(start)
            ends.append(start + len(word))
            sentence_ids.append(sentence.index)
            at = start + len(word)
        starts.append(-1)
        ends.append(-1)
        sentence_ids.append(-1)
    count = len(starts)
    return Window(
        input_ids=np.zeros(count, dtype=np.int64),
        case_ids=np.zeros(count, dtype=np.int64),
        sentence_ids=np.array(sentence_ids),
        starts=np.array(starts),
        ends=np.array(ends),
        read=np.array(sentence_ids) >= 0,
    )


def token(word: str) -> int:
    """The token of a word of TEXT."""
    return int(np.flatnonzero(window().starts == TEXT.index(word))[0])


class Graph:
    """Builds logits event by event; everything not said is off."""

    def __init__(self) -> None:
        self.anchors: list[int] = []
        self.kinds: list[np.ndarray] = []
        self.modes: list[np.ndarray] = []
        self.marks: list[np.ndarray] = []
        self.roles: list[np.ndarray] = []

    def event(
        self,
        word: str,
        kind: str,
        *,
        strength: float = 6.0,
        mode: str | None = None,
        marks: tuple[int, ...] = (),
        **roles: str,
    ) -> Graph:
        """A candidate at a word; `roles` maps a role's name (with _ for -) to the word that fills it."""
        kinds = np.zeros(1 + len(layout.TYPE_NAMES), dtype=np.float32)
        kinds[1 + layout.TYPE_NAMES.index(kind)] = strength
        modes = np.zeros(1 + len(layout.MODES), dtype=np.float32)
        modes[1 + layout.MODES.index(mode) if mode else 0] = 5
        flags = np.full(layout.MARK_COUNT, -5, dtype=np.float32)
        flags[list(marks)] = 5
        tags = np.zeros((len(window().starts), len(layout.ROLES), 3), dtype=np.float32)
        tags[..., 0] = 5
        for role, filler in roles.items():
            tags[token(filler), layout.ROLES.index(role.replace("_", "-")), 1] = 10
        self.anchors.append(token(word))
        for kept, new in ((self.kinds, kinds), (self.modes, modes), (self.marks, flags), (self.roles, tags)):
            kept.append(new)
        return self

    def logits(self) -> Logits:
        kinds = np.stack(self.kinds)
        return Logits(
            np.array(self.anchors), kinds, kinds, np.stack(self.modes), np.stack(self.marks), np.stack(self.roles)
        )
