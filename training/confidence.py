"""Fits what an event's confidence is made of (merging/confidence.py), on texts that the model was not trained on.

Every reading of every telling of the held-out texts is one observation: its signs, and whether a coder has an event
with its type, parties and marks in that text. The weights are those of a logistic regression with a quadratic penalty
on standardised signs. What is reported, and the threshold below which nothing is coded, come from predictions of five
folds of texts, so that no text speaks for itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from rapallo.merging import ConfidenceWeights
from rapallo.merging.confidence import readings, signs
from rapallo.records import Event
from training.measure import CodedText, Ruler, Scores, is_news, merged
from training.reliability import Row, diagram

Floats = npt.NDArray[np.float64]

# An event that the model gives less than this is not weighed: it costs the time of resolving and is hardly ever right.
EVENT_MIN = 0.15
PENALTY = 10.0
FOLDS = 5
BINS = 15
FLAT = 0.005  # in F1: less than the texts held out can tell apart
LEAST = tuple(round(0.1 + 0.025 * step, 3) for step in range(15))


@dataclass(frozen=True)
class Observations:
    """`signs` [tellings, names], `right` [tellings], the text and the fold of each."""

    names: tuple[str, ...]
    signs: Floats
    right: npt.NDArray[np.bool_]
    texts: tuple[str, ...]
    folds: npt.NDArray[np.int64]


def observe(ruler: Ruler, coded: dict[str, CodedText]) -> Observations:
    """All readings of all tellings with what speaks for them, and whether a coder agrees."""
    told, right, texts = [], [], []
    for example in ruler.examples:
        text = coded[example.id]
        gold = ruler.gold_rows(example.id)
        read = readings(text.tellings)
        told += signs(text.drafts, read)
        right += [any(ruler.tool.agree(row, g, "type") for g in gold) for row in ruler.rows(read)]
        texts += [example.id] * len(read)
    names = tuple(told[0])
    matrix = np.array([[one[name] for name in names] for one in told])
    return Observations(names, matrix, np.array(right), tuple(texts), np.array([_fold(text) for text in texts]))


def weights_of(seen: Observations, taken: npt.NDArray[np.bool_], *, least: float = 0.0) -> ConfidenceWeights:
    """The weights that fit the observations taken; they apply to signs as they are, not standardised."""
    x, y = seen.signs[taken], torch.tensor(seen.right[taken], dtype=torch.float64)
    constant = seen.names.index("constant")
    middle, spread = x.mean(0), np.where(x.std(0) > 0, x.std(0), 1.0)
    middle[constant] = 0.0
    scaled = torch.tensor((x - middle) / spread)
    beta = torch.zeros(len(seen.names), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([beta], max_iter=200, line_search_fn="strong_wolfe")
    penalised = torch.ones(len(seen.names), dtype=torch.float64)
    penalised[constant] = 0.0

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(scaled @ beta, y, reduction="sum")
        loss = wrong + PENALTY / 2 * (penalised * beta**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    raw = beta.detach().numpy() / spread
    raw[constant] -= float((raw * middle).sum())
    return ConfidenceWeights({name: round(float(w), 5) for name, w in zip(seen.names, raw, strict=True)}, least)


def fit_confidence(
    ruler: Ruler, coded: dict[str, CodedText], *, picture: Path | None = None, report: Callable[[str], None] = print
) -> ConfidenceWeights:
    """The weights fitted on all tellings, with the threshold that is best for the type F1 of news.

    `picture` is where the reliability diagram is to be written.
    """
    seen = observe(ruler, coded)
    by_fold = {fold: weights_of(seen, seen.folds != fold) for fold in range(FOLDS)}
    scores = {least: _score(ruler, coded, by_fold, least) for least in LEAST}
    top = max(score.type for score in scores.values())
    # The top is flat. Of what is as good the lowest is taken: who wants surer events can leave out more, not get back.
    best = min(least for least, score in scores.items() if score.type >= top - FLAT)
    report(f"  confidence of at least {best}: {scores[best]}")
    probabilities, right = _merged(ruler, coded, by_fold)
    report(f"  debiased calibration error {calibration_error(probabilities, right):.3f} on {len(right)} events")
    rows = reliability(probabilities, right)
    for low, high, number, mean, share in rows:
        report(f"    {low:.2f} to {high:.2f}: {number} events, mean confidence {mean:.2f}, right {share:.2f}")
    if picture:
        picture.write_text(diagram(rows, f"{len(right):,} events of held-out news"), encoding="utf-8")
    return weights_of(seen, np.ones(len(seen.right), dtype=bool), least=best)


def calibration_error(probabilities: Floats, right: npt.NDArray[np.bool_]) -> float:
    """The expected calibration error, root of the debiased mean square over bins of equal numbers.

    Kumar, Liang and Ma, "Verified Uncertainty Calibration" (NeurIPS 2019): what chance alone would give is taken off.
    """
    total = 0.0
    for part in np.array_split(np.argsort(probabilities, kind="stable"), min(BINS, max(1, len(probabilities) // 2))):
        share, mean = right[part].mean(), probabilities[part].mean()
        total += len(part) / len(right) * ((share - mean) ** 2 - share * (1 - share) / max(1, len(part) - 1))
    return float(np.sqrt(max(0.0, total)))


def reliability(probabilities: Floats, right: npt.NDArray[np.bool_], *, bins: int = 10) -> list[Row]:
    """For each tenth of the scale: its bounds, the number of events, their mean confidence and the share right."""
    rows = []
    for low in np.arange(bins) / bins:
        inside = (probabilities >= low) & (probabilities < low + 1 / bins + (low == (bins - 1) / bins))
        if inside.any():
            rows.append((low, low + 1 / bins, int(inside.sum()), probabilities[inside].mean(), right[inside].mean()))
    return rows


def _score(ruler: Ruler, coded: dict[str, CodedText], by_fold: dict[int, ConfidenceWeights], least: float) -> Scores:
    kept: dict[str, list[Event]] = {}
    for name, text in coded.items():
        kept |= merged({name: text}, replace(by_fold[_fold(name)], least=least))
    return ruler.score(kept, only=is_news)


def _merged(
    ruler: Ruler, coded: dict[str, CodedText], by_fold: dict[int, ConfidenceWeights]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Confidence and truth of the events of news, told once each."""
    probabilities, right = [], []
    for name in filter(is_news, coded):
        gold = ruler.gold_rows(name)
        events = merged({name: coded[name]}, by_fold[_fold(name)])[name]
        probabilities += [event.confidence for event in events]
        right += [any(ruler.tool.agree(row, g, "type") for g in gold) for row in ruler.rows(events)]
    return np.array(probabilities), np.array(right)


def _fold(text: str) -> int:
    return int(hashlib.sha256(f"fold {text}".encode()).hexdigest(), 16) % FOLDS
