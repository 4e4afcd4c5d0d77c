"""How right the coder is: hand-coded events against coded ones, the figures, and where it errs."""

from rapallo.evaluation.coded_events import CodedEvents, from_coder, from_database, from_records
from rapallo.evaluation.coding import EventCoding
from rapallo.evaluation.differences import DIFFERENCES, MADE_UP, NOT_FOUND, Outcome
from rapallo.evaluation.evaluation import Evaluation, evaluate
from rapallo.evaluation.gold_file import GoldFile, read_gold
from rapallo.evaluation.matching import LEVELS
from rapallo.evaluation.scores import CONFIDENCE_LEVEL, Interval, Score, Scores, Share

__all__ = [
    "CONFIDENCE_LEVEL",
    "DIFFERENCES",
    "LEVELS",
    "MADE_UP",
    "NOT_FOUND",
    "CodedEvents",
    "Evaluation",
    "EventCoding",
    "GoldFile",
    "Interval",
    "Outcome",
    "Score",
    "Scores",
    "Share",
    "evaluate",
    "from_coder",
    "from_database",
    "from_records",
    "read_gold",
]
