"""From the answers on a sample to the precision of everything that was coded, with its interval.

The estimate is the stratified mean (Cochran 1977, Sampling Techniques, ch. 5): each stratum's share of right events,
weighted by its number of events. The interval is Wilson's (1927) at the effective sample size of the weights (Kish
1965, Survey Sampling, ch. 11.7), n* = 1 / Σ W² (1 - f) / n over strata of weight W, sampled fraction f and n answers;
for Wilson's interval at an effective sample size see Franco, Little, Louis and Slud (2019, Journal of Survey Statistics
and Methodology 7, 334-364). It takes no variance from strata of one or two answers, and does not credit what
stratifying gains: simulated with 48 strata and 48 to 375 answers, the 90 % interval held the truth in 90 to 98 % of
samples.

A stratum without an answer yet counts as its type's other strata do; a type without any, as all others do.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from rapallo.evaluation import CONFIDENCE_LEVEL, Interval
from rapallo.evaluation.coding import of_row
from rapallo.evaluation.gold_file import SKIP, WHOLE
from rapallo.evaluation.matching import AGREEMENT
from rapallo.reviewing.reading import ACCEPT, ADD, CORRECT, REJECT
from rapallo.reviewing.sample import Sample, StratumKey
from rapallo.store import Stratum

EXACT = "exact"
# From the strictest to the loosest.
CRITERIA = (EXACT, "type", "quad", "dyad")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The share of right events among `events`, from `answers` on them; None where there is no answer."""

    events: int
    answers: int
    value: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a review says so far. `overall` by criterion; `types` and `thirds` at the criterion `type`.

    `answers` counts those on events of the sample by kind, and what was added and read whole. `unanswered` are types of
    which no event has an answer.
    """

    sample: Sample
    answers: Mapping[str, int]
    overall: Mapping[str, Estimate]
    types: Mapping[str, Estimate]
    thirds: Mapping[int, Estimate]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A stratum with its answers."""

    stratum: Stratum
    answers: int
    right: int


def report(sample: Sample, answers: Sequence[Row]) -> Report:
    """The estimates from the answers of a review."""
    judged = [row for row in answers if row.get("stratum") and row["answer"] in (ACCEPT, CORRECT, REJECT)]
    cells = {criterion: _cells(sample.strata, judged, criterion) for criterion in CRITERIA}
    by_type = cells["type"]
    types = list(dict.fromkeys(stratum.type for stratum in sample.strata))
    kinds = Counter(row["answer"] for row in answers if row.get("stratum") or row["answer"] in (ADD, WHOLE))
    estimates = {name: estimate([one for one in by_type if one.stratum.type == name]) for name in types}
    return Report(
        sample=sample,
        answers={kind: kinds[kind] for kind in (ACCEPT, CORRECT, REJECT, SKIP, ADD, WHOLE)},
        overall={criterion: estimate(cells[criterion]) for criterion in CRITERIA},
        types=estimates,
        thirds={third: estimate([one for one in by_type if one.stratum.third == third]) for third in (1, 2, 3)},
        unanswered=tuple(name for name, one in estimates.items() if not one.answers),
    )


def is_right(row: Row, criterion: str) -> bool:
    """Whether an event that was judged so is right by a criterion: `exact` in every field, else as in evaluation."""
    if row["answer"] != CORRECT:
        return bool(row["answer"] == ACCEPT)
    if criterion == EXACT:
        return False
    coded = of_row({**row["coded"], "id": row["id"]})
    return AGREEMENT[criterion](coded, of_row(row))


def _cells(strata: Iterable[Stratum], judged: Sequence[Row], criterion: str) -> list[_Cell]:
    answers: Counter[StratumKey] = Counter()
    right: Counter[StratumKey] = Counter()
    for row in judged:
        type_, third = row["stratum"]
        answers[type_, third] += 1
        right[type_, third] += is_right(row, criterion)
    return [_Cell(s, answers[s.type, s.third], right[s.type, s.third]) for s in strata]


def estimate(cells: Sequence[_Cell]) -> Estimate:
    """The share of right events in strata, weighted by their events."""
    events, answers = sum(cell.stratum.events for cell in cells), sum(cell.answers for cell in cells)
    if not answers:
        return Estimate(events, 0)
    parts = _weighted(cells)
    share = sum(weight * cell.right / cell.answers for cell, weight in parts)
    uncertain = sum(w * w * (1 - cell.answers / (w * events)) / cell.answers for cell, w in parts)
    return Estimate(events, answers, share, wilson(share, 1 / uncertain) if uncertain > 0 else Interval(share, share))


def _weighted(cells: Sequence[_Cell]) -> list[tuple[_Cell, float]]:
    """The answered strata with their weights (sum 1), which stand for the strata without an answer too."""
    events: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for cell in cells:
        events[cell.stratum.type] += cell.stratum.events
        answered[cell.stratum.type] += cell.stratum.events if cell.answers else 0
    total = sum(number for name, number in events.items() if answered[name])
    return [
        (cell, cell.stratum.events / answered[cell.stratum.type] * events[cell.stratum.type] / total)
        for cell in cells
        if cell.answers
    ]


def wilson(share: float, answers: float) -> Interval:
    """Wilson's score interval of a share that was found in so many (not necessarily whole) independent answers."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE_LEVEL) / 2)
    middle = share + z * z / (2 * answers)
    half = z * math.sqrt(share * (1 - share) / answers + z * z / (4 * answers * answers))
    scale = 1 + z * z / answers
    return Interval(max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))
