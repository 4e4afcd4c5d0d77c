"""Scores a coder on coded texts with ../shared/tools/score_events.py, and chooses the model's thresholds."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from rapallo import coding, entities, merging
from rapallo.language.decoding import Logits, Thresholds, decode
from rapallo.language.model import EventModel
from rapallo.language.windows import Window
from rapallo.merging import ConfidenceWeights
from rapallo.records import Article, Event, EventDraft, Versions
from training.examples import Example

_NO_VERSIONS = Versions("", "", "")

# The ids of texts of ../shared: articles, and headlines that stand alone.
ARTICLES = ("press", "whb", "fakes")
HEADLINES = ("rt", "tass", "mfa")

# What the model gave for the windows of each example.
Looks = dict[str, list[tuple[Window, Logits]]]


@dataclass(frozen=True)
class CodedText:
    """The drafts of a text and the events that came of them, each telling for itself, before any is merged."""

    drafts: list[EventDraft]
    tellings: list[Event]


@dataclass(frozen=True)
class Scores:
    """F1 at the levels of score_events.py, and what lies under the type level."""

    dyad: float
    quad: float
    type: float
    type_precision: float
    type_recall: float
    coded: int

    def __str__(self) -> str:
        return (
            f"dyad {self.dyad:.3f}  quad {self.quad:.3f}  type {self.type:.3f}"
            f" (precision {self.type_precision:.3f}, recall {self.type_recall:.3f}, {self.coded} coded)"
        )


class Ruler:
    """Codes examples with a model and scores the events against their rows."""

    def __init__(self, shared: Path, examples: Sequence[Example]) -> None:
        self.tool = _score_tool(shared)
        self.examples = examples
        self.gold = {e.id: [_gold_row(r) for r in e.rows if not r.get("again")] for e in examples}
        self.resolver = entities.Resolver(entities.Knowledge.load())

    def look(self, model: EventModel) -> Looks:
        """One pass of the model over every example; reading the outcome with other thresholds costs little."""
        return {e.id: [(window, model.logits(window)) for window in model.windows(e.sentences)] for e in self.examples}

    def code(self, looks: Looks, thresholds: Thresholds) -> dict[str, CodedText]:
        """What is coded of every example, by its id."""
        coded = {}
        for example in self.examples:
            article = article_of(example)
            by_index = {s.index: s for s in example.sentences}
            mentions = [
                mention
                for window, logits in looks[example.id]
                for mention in decode(
                    logits, window, text=article.stored_text, sentences=by_index, thresholds=thresholds
                )
            ]
            drafts = coding.draft_events(article, sorted(mentions, key=lambda m: m.trigger.start))
            events, _ = self.resolver.resolve(article, example.sentences, drafts, _NO_VERSIONS)
            coded[example.id] = CodedText(drafts, events)
        return coded

    def score(self, merged: dict[str, list[Event]], *, only: Callable[[str], bool] = lambda _: True) -> Scores:
        """Scores of the examples whose id passes, from the merged events of each."""
        total: Counter[Any] = Counter()
        for example in self.examples:
            if only(example.id):
                total += self.tool.count(self.rows(merged[example.id]), self.gold_rows(example.id))
        p, r, f = self.tool.prf(total, "type")
        return Scores(self.tool.prf(total, "dyad")[2], self.tool.prf(total, "quad")[2], f, p, r, total["type", "coded"])

    def rows(self, events: Iterable[Event]) -> list[dict[str, Any]]:
        """Events in the form of score_events.py."""
        return [self._row(event) for event in events]

    def _row(self, event: Event) -> dict[str, Any]:
        actors, recipients = [e.key for e in event.actors], [e.key for e in event.recipients]
        return {
            "type": event.type,
            "quad": self.tool.QUAD[event.type],
            "pairs": self.tool.pairs(actors, recipients),
            "marks": frozenset(m for m in event.marks if m in self.tool.MARKS),
            "core": True,
            "date": event.date.value if event.date else "",
        }

    def gold_rows(self, example: str) -> list[dict[str, Any]]:
        """What coders gave for an example, in the form of score_events.py."""
        return [
            {
                "type": g["type"],
                "quad": self.tool.QUAD[g["type"]],
                "pairs": self.tool.pairs(g["actor"], g["recipient"]),
                "marks": frozenset(m for m in g["aux"] if m in self.tool.MARKS),
                "core": g["core"],
                "date": g["date"] or "",
            }
            for g in self.gold[example]
        ]


def merged(coded: dict[str, CodedText], weights: ConfidenceWeights | None = None) -> dict[str, list[Event]]:
    """The events that the coder would give for each text, by its id."""
    return {name: merging.likely_events(text.drafts, text.tellings, weights) for name, text in coded.items()}


def article_of(example: Example) -> Article:
    """The article whose stored text has the example's offsets."""
    title = example.sentences[0].text if example.sentences and example.sentences[0].title else ""
    text = " ".join(s.text for s in example.sentences if not s.title)
    published = date.fromisoformat(example.published[:10]) if example.published else None
    return Article(text=text, title=title, id=example.id, published=published, outlet=example.outlet)


def choose_thresholds(ruler: Ruler, model: EventModel, *, report: Callable[[str], None] = print) -> Thresholds:
    """Coordinate search for the best type F1 on the ruler's examples: one threshold after the other, the first
    again."""
    looks = ruler.look(model)
    best = model.thresholds
    best_score = ruler.score(merged(ruler.code(looks, best)), only=is_news).type
    events = [round(0.2 + 0.05 * step, 2) for step in range(10)]
    grid: list[tuple[str, Iterable[Any]]] = [
        ("event", events),
        ("outside_bias", (-1.5, -1.0, -0.5, 0.5)),
        ("first_share", (0.2, 0.35, 0.65)),
        ("event", events),
    ]
    for name, values in grid:
        for value in values:
            trial = replace(best, **{name: value})
            score = ruler.score(merged(ruler.code(looks, trial)), only=is_news).type
            if score > best_score:
                best, best_score = trial, score
        report(f"  {name}: {getattr(best, name)}  type F1 {best_score:.3f}")
    best = replace(best, marks=mark_thresholds(ruler.examples, looks))
    report(f"  marks: {best.marks}  type F1 {ruler.score(merged(ruler.code(looks, best)), only=is_news).type:.3f}")
    # A candidate that can no longer pass costs time and brings nothing.
    return replace(best, candidate=round(min(0.1, best.event / 3), 3))


def is_news(example_id: str) -> bool:
    """Whether a text is news, not a sentence of our own: only news says how right the coder will be on news."""
    return not example_id.startswith("own:")


def mark_thresholds(examples: Sequence[Example], looks: Looks) -> tuple[float, ...]:
    """For each mark the threshold with the best F1 on the coded events that the model considered.

    Not by type F1: so few events carry a mark that it hardly feels them, and a missed "not" is the worst of errors.
    """
    told, coded = [], []
    for example in examples:
        events = {event.anchor: event for event in example.events}
        for window, logits in looks[example.id]:
            for anchor, marks in zip(logits.anchors, logits.marks, strict=True):
                at = range(int(window.starts[anchor]), int(window.ends[anchor]))
                for event in (events[place] for place in at if place in events):
                    told.append(1 / (1 + np.exp(-marks)))
                    coded.append(event.marks)
    probabilities, truth = np.array(told), np.array(coded, dtype=bool)
    steps = [round(0.1 + 0.05 * step, 2) for step in range(9)]

    def f1(mark: int, least: float) -> float:
        taken = probabilities[:, mark] >= least
        return float(2 * (taken & truth[:, mark]).sum() / max(1, taken.sum() + truth[:, mark].sum()))

    return tuple(max(steps, key=partial(f1, mark)) for mark in range(truth.shape[1]))


def _gold_row(row: dict[str, Any]) -> dict[str, Any]:
    return {k: row[k] for k in ("type", "actor", "recipient", "aux", "core", "date")}


def _score_tool(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_events", shared / "tools" / "score_events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
