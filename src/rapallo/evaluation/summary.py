"""An evaluation as one JSON object, for machines."""

from __future__ import annotations

from typing import Any

from rapallo.evaluation.coding import EventCoding
from rapallo.evaluation.differences import Outcome
from rapallo.evaluation.evaluation import Evaluation
from rapallo.evaluation.scores import CONFIDENCE_LEVEL, Interval, Score, Share


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """Everything that an evaluation tells. Measures are null where there is nothing to take them of."""
    scores = evaluation.scores
    return {
        "source": evaluation.source,
        "made_by": list(evaluation.made_by),
        "articles": scores.articles,
        "articles_without_gold": evaluation.articles_without_gold,
        "articles_left_out": list(evaluation.left_out),
        "sentences_read_whole": evaluation.sentences_read_whole,
        "confidence_level": CONFIDENCE_LEVEL,
        "levels": {name: _score(score) for name, score in scores.levels.items()},
        "types": {name: _score(score) for name, score in scores.types.items()},
        "marks": _share(scores.marks),
        "marked": _share(scores.marked),
        "dates": _share(scores.dates),
        "confusion": [
            {"gold": gold, "coded": coded, "events": events}
            for (gold, coded), events in sorted(evaluation.confusion.items())
        ],
        "missed_because": evaluation.reasons,
        "missed": [_outcome(one) for one in evaluation.missed],
        "made_up": [_outcome(one) for one in evaluation.made_up],
        "notes": list(evaluation.notes),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "gold": score.gold,
        "found": score.found,
        "coded": score.coded,
        "right": score.right,
        "precision": score.precision,
        "precision_interval": _interval(score.precision_interval),
        "recall": score.recall,
        "recall_interval": _interval(score.recall_interval),
        "f1": score.f1,
        "f1_interval": _interval(score.f1_interval),
    }


def _interval(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None


def _share(share: Share) -> dict[str, int]:
    return {"right": share.right, "of": share.of}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {"because": outcome.difference, "gold": _coding(outcome.gold), "coded": _coding(outcome.coded)}


def _coding(coding: EventCoding | None) -> dict[str, Any] | None:
    if coding is None:
        return None
    return {
        "article": coding.article,
        "type": coding.type,
        "actor": list(coding.actors),
        "recipient": list(coding.recipients),
        "aux": sorted(coding.marks),
        "date": coding.date or None,
        "sentence": coding.sentence,
        "trigger": coding.trigger,
        "source": coding.source,
    }
