"""A review by hand: a sample of coded events, a person's answers on them, and what they say of all that was coded."""

from rapallo.reviewing.estimate import CRITERIA, Estimate, Report, report
from rapallo.reviewing.reading import Named, Reading
from rapallo.reviewing.review_file import ReviewFile
from rapallo.reviewing.sample import Sample, draw
from rapallo.reviewing.session import Card, Session

__all__ = [
    "CRITERIA",
    "Card",
    "Estimate",
    "Named",
    "Reading",
    "Report",
    "ReviewFile",
    "Sample",
    "Session",
    "draw",
    "report",
]
