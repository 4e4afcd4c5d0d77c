"""Event mentions → event drafts: what, who, whom, marks, says, when, where, still in the article's own words."""

from rapallo.coding.drafts import draft_events

__all__ = ["draft_events"]
