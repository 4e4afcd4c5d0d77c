"""Many tellings → one event, with everything for it."""

from rapallo.merging.within_article import merge_within_article

__all__ = ["merge_within_article"]
