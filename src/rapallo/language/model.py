"""The shipped model: one ONNX file that carries its weights, its tokenizer, its thresholds and its version.

The graph takes one window (see windows.py) and gives back, for each candidate event in it, where its trigger starts
and the logits of type, mode, marks and roles; and, for each pair of spans that it is given, the logits of what the one
does to the other. This module runs it and turns logits into `EventMention`s and `Relation`s; training/ makes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from rapallo.errors import ModelError
from rapallo.language import layout
from rapallo.language.decoding import Logits, Thresholds, decode
from rapallo.language.relations import answer, question
from rapallo.language.windows import Ints, Span, Window, pack
from rapallo.records import Article, EventMention, Relation, Sentence

SHIPPED = "rapallo-en-2.onnx"

Floats = npt.NDArray[np.float32]

_EVENT_OUTPUTS = ["anchors", "first", "type", "mode", "marks", "roles"]
_PAIR_OUTPUTS = ["relation", "relation_mode"]
_NO_PAIRS = np.zeros((0, 4), dtype=np.int64)
# No probability is above it: with this threshold no candidate is read a second time.
_NO_EVENTS = 2.0


@dataclass(frozen=True, slots=True)
class _Loaded:
    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    thresholds: Thresholds
    version: str
    reads_relations: bool
    confidence: dict[str, Any] | None


class EventModel:
    """Marks every event in an article's sentences, and tells what one given span of a text does to another.

    Single-threaded; one instance must not be shared between threads.
    """

    def __init__(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self._session = loaded.session
        self._tokenizer = loaded.tokenizer
        self._thresholds = loaded.thresholds
        self.version = loaded.version

    @classmethod
    def load(cls, path: Path | None = None) -> EventModel:
        """The model of this file, or the shipped one. Raises ModelError."""
        if path is not None:
            return cls(_open(path))
        with as_file(files(__package__) / SHIPPED) as shipped:
            return cls(_open(shipped))

    @property
    def thresholds(self) -> Thresholds:
        """Those that the model file carries."""
        return self._thresholds

    @property
    def tokenizer(self) -> Tokenizer:
        """That of the model file."""
        return self._tokenizer

    @property
    def reads_relations(self) -> bool:
        """Whether the model file can tell the relation of given spans."""
        return self._loaded.reads_relations

    @property
    def confidence(self) -> dict[str, Any] | None:
        """The fields of `merging.ConfidenceWeights` that the model file carries, if any."""
        return self._loaded.confidence

    def tuned(self, thresholds: Thresholds) -> EventModel:
        """The same model read with other thresholds."""
        return EventModel(replace(self._loaded, thresholds=thresholds))

    def read(self, article: Article, sentences: Sequence[Sentence]) -> list[EventMention]:
        """Every event that the sentences tell, in order of their triggers."""
        by_index = {s.index: s for s in sentences}
        text = article.stored_text
        mentions: list[EventMention] = []
        for window in pack(sentences, self._tokenizer):
            logits = self.logits(window)
            mentions += decode(logits, window, text=text, sentences=by_index, thresholds=self._thresholds)
        return sorted(mentions, key=lambda m: (m.trigger.start, m.trigger.end))

    def windows(self, sentences: Sequence[Sentence]) -> Iterator[Window]:
        """The windows that `read` puts through the graph, for measuring."""
        return pack(sentences, self._tokenizer)

    def logits(self, window: Window) -> Logits:
        """One bare pass of the graph over one window, for its events."""
        return Logits(*self._run(_EVENT_OUTPUTS, window, self._thresholds.candidate, _NO_PAIRS))

    def relation(self, text: str, *, actor: Span, recipient: Span) -> Relation:
        """What the span `actor` does to the span `recipient`; both are [start, end) in code points of the text.

        The sentences of the two and those between them are read; where they are too long for one window, what stands
        nearest to the spans. Raises ArticleError for spans that cannot be used, ModelError where the model file has no
        reading of relations.
        """
        if not self.reads_relations:
            raise ModelError(
                f"The model {self.version} codes events, but not the relation of given spans.",
                mend="Use the model that this version of Rapallo ships: reinstall rapallo, or unset RAPALLO_MODEL.",
            )
        asked = question(text, actor, recipient, self._tokenizer)
        # One pair at a time, as one window at a time: an answer never depends on what else is asked.
        types, modes = self._run(_PAIR_OUTPUTS, asked.window, _NO_EVENTS, asked.pair)
        return answer(types[0], modes[0])

    def _run(self, outputs: list[str], window: Window, threshold: float, pairs: Ints) -> list[npt.NDArray[Any]]:
        inputs = {
            "input_ids": window.input_ids[None],
            "case_ids": window.case_ids[None],
            "sentence_ids": window.sentence_ids[None],
            "read": window.read[None],
            "threshold": np.array([threshold], dtype=np.float32),
        }
        if self.reads_relations:
            inputs["pairs"] = pairs
        found: list[npt.NDArray[Any]] = self._session.run(outputs, inputs)
        return found


def _open(path: Path) -> _Loaded:
    options = onnxruntime.SessionOptions()
    # One thread a process: articles are coded side by side by processes (--workers), and results never depend on cores.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises many kinds, without a common base
        raise ModelError(
            f"The model file {path} cannot be loaded ({type(error).__name__}).",
            mend="Reinstall rapallo, or unset RAPALLO_MODEL.",
        ) from error
    about = session.get_modelmeta().custom_metadata_map
    formats = {str(layout.FORMAT), str(layout.FORMAT_WITHOUT_RELATIONS)}
    if about.get("format") not in formats or about.get("layout") != layout.signature():
        raise ModelError(
            f"The model file {path} is of another format than this version of Rapallo reads ({layout.FORMAT}).",
            mend="Install the Rapallo that it was made for, or unset RAPALLO_MODEL.",
        )
    tokenizer = Tokenizer.from_str(about["tokenizer"])
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return _Loaded(
        session,
        tokenizer,
        Thresholds(**json.loads(about["thresholds"])),
        version=about["version"],
        reads_relations=about["format"] == str(layout.FORMAT),
        confidence=json.loads(about.get("confidence", "null")),
    )
