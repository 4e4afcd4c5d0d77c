"""Many tellings → one event, with everything for it, and how likely it is to be right."""

from rapallo.merging.confidence import ConfidenceWeights, likely_events, with_confidence
from rapallo.merging.within_article import merge_within_article

__all__ = ["ConfidenceWeights", "likely_events", "merge_within_article", "with_confidence"]
