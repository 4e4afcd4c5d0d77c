"""Precision, recall and F1, micro-averaged over articles, with intervals from resampled articles.

Recall counts core gold events alone; a coded event that matches an arguable gold event counts neither for nor against
precision. Events of one article hang together, so that the article, not the event, is what is resampled (the cluster
bootstrap: Davison and Hinkley 1997, Bootstrap Methods and their Application, ch. 3.8; percentile intervals, ch. 5.3).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapallo.evaluation.coding import EventCoding
from rapallo.evaluation.matching import AGREEMENT, LEVELS, match, same_date, same_type
from rapallo.ontology import TYPES

DRAWS = 1000
CONFIDENCE_LEVEL = 0.9
SEED = 0

# What is counted in an article: (a level, a type, 'marks' …; 'gold', 'found', 'coded', 'right' or 'of').
Counts = Counter[tuple[str, str]]
MEASURES = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Interval:
    """A 90 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """How right a coder is at a level or for a type; a measure is None where there is nothing to take it of.

    `gold` core gold events, of which `found` have a coded event; `coded` coded events, of which `right` have a core
    gold event. `found` and `right` differ only where gold covers a part of the sentences (see `gold_file`).
    """

    gold: int
    found: int
    coded: int
    right: int
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f1_interval: Interval | None = None

    @property
    def precision(self) -> float | None:
        """Share of coded events that are right."""
        return self.right / self.coded if self.coded else None

    @property
    def recall(self) -> float | None:
        """Share of core gold events that are found."""
        return self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; 0 where nothing is right, None where there is no gold."""
        if not self.gold:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures: by level, by type (at the level `type`), and of what lies beside the levels.

    `marks` of the events that match on parties and type, `marked` of those among them that carry a mark in gold,
    `dates` of the events that match on type and marks and have a date in gold.
    """

    articles: int
    levels: dict[str, Score]
    types: dict[str, Score]
    marks: Share
    marked: Share
    dates: Share


def count(coded: Sequence[EventCoding], gold: Sequence[EventCoding]) -> Counts:
    """The counts of one article."""
    counts: Counts = Counter()
    for level in LEVELS:
        matched = match(coded, gold, AGREEMENT[level])
        _count_level(counts, level, coded, gold, matched)
        if level == "type":
            _count_types(counts, coded, gold, matched)
            _count_dates(counts, coded, gold, matched)
    _count_marks(counts, coded, gold)
    return counts


def is_wanted(gold: EventCoding) -> bool:
    """Whether a coder has to find a gold event."""
    return gold.core and gold.for_recall


def claims(
    coded: Sequence[EventCoding], gold: Sequence[EventCoding], matched: dict[int, int]
) -> list[tuple[int, EventCoding]]:
    """The coded events that precision counts, with their numbers: judged ones, save those that are arguable."""
    of_gold = {of_coded: gold[number] for number, of_coded in matched.items()}
    return [
        (number, one)
        for number, one in enumerate(coded)
        if (of_gold[number].core if number in of_gold else one.for_precision)
    ]


def _count_level(
    counts: Counts,
    level: str,
    coded: Sequence[EventCoding],
    gold: Sequence[EventCoding],
    matched: dict[int, int],
) -> None:
    counts[level, "gold"] = sum(map(is_wanted, gold))
    counts[level, "found"] = sum(is_wanted(gold[number]) for number in matched)
    counts[level, "right"] = sum(gold[number].core for number in matched)
    counts[level, "coded"] = len(claims(coded, gold, matched))


def _count_types(
    counts: Counts, coded: Sequence[EventCoding], gold: Sequence[EventCoding], matched: dict[int, int]
) -> None:
    for number, one in enumerate(gold):
        counts[one.type, "gold"] += is_wanted(one)
        counts[one.type, "found"] += is_wanted(one) and number in matched
        counts[one.type, "right"] += one.core and number in matched
    for _, one in claims(coded, gold, matched):
        counts[one.type, "coded"] += 1


def _count_dates(
    counts: Counts, coded: Sequence[EventCoding], gold: Sequence[EventCoding], matched: dict[int, int]
) -> None:
    for number, of_coded in matched.items():
        if gold[number].core and gold[number].date:
            counts["dates", "of"] += 1
            counts["dates", "right"] += same_date(coded[of_coded], gold[number])


def _count_marks(counts: Counts, coded: Sequence[EventCoding], gold: Sequence[EventCoding]) -> None:
    for number, of_coded in match(coded, gold, same_type).items():
        one = gold[number]
        if one.core:
            same = coded[of_coded].marks == one.marks
            counts["marks", "of"] += 1
            counts["marks", "right"] += same
            counts["marked", "of"] += bool(one.marks)
            counts["marked", "right"] += bool(one.marks) and same


def scores(each: Sequence[Counts]) -> Scores:
    """Figures and intervals from the counts of each article. In another order the intervals differ a little."""
    total: Counts = Counter()
    for counts in each:
        total.update(counts)
    draws = _draws(len(each))
    marks, marked, dates = (Share(total[what, "right"], total[what, "of"]) for what in ("marks", "marked", "dates"))
    return Scores(
        articles=len(each),
        levels={level: _score(level, each, total, draws) for level in LEVELS},
        types={name: _score(name, each, total, draws) for name in TYPES},
        marks=marks,
        marked=marked,
        dates=dates,
    )


def _draws(articles: int) -> NDArray[np.int32]:
    """How often each article is in each of DRAWS resamples: (DRAWS, articles). The same ones at every call."""
    chance = random.Random(SEED)
    draws = ([chance.randrange(articles) for _ in range(articles)] for _ in range(DRAWS))
    return np.array([np.bincount(drawn, minlength=articles) for drawn in draws], dtype=np.int32)


def _score(name: str, each: Sequence[Counts], total: Counts, draws: NDArray[np.int32]) -> Score:
    columns = ("gold", "found", "coded", "right")
    table = np.array([[counts[name, column] for column in columns] for counts in each], dtype=np.int64)
    gold, found, coded, right = (draws @ table.reshape(len(each), len(columns))).T
    with np.errstate(invalid="ignore", divide="ignore"):  # a draw without any is no number, and left out below
        precision, recall = right / coded, found / gold
        f1 = 2 / (1 / precision + 1 / recall)
    # Without a right event the harmonic mean is 0 and not undefined, as long as there is something to find.
    f1 = np.where((right == 0) | (found == 0), np.where(gold > 0, 0.0, np.nan), f1)
    return Score(
        gold=total[name, "gold"],
        found=total[name, "found"],
        coded=total[name, "coded"],
        right=total[name, "right"],
        precision_interval=_percentiles(precision),
        recall_interval=_percentiles(recall),
        f1_interval=_percentiles(f1),
    )


def _percentiles(values: NDArray[np.float64]) -> Interval | None:
    """The middle 90 % of the draws that have a value. None where all have the same: 0 of 4 right is no certain 0."""
    known = np.sort(values[np.isfinite(values)])
    if not len(known) or known[0] == known[-1]:
        return None
    tail = (1 - CONFIDENCE_LEVEL) / 2
    # Rounded, for 0.05 * 1000 need not be 50 to the last bit.
    first, last = int(round(tail * len(known), 6)), math.ceil(round((1 - tail) * len(known), 6)) - 1
    return Interval(float(known[first]), float(known[last]))
