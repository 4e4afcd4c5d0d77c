"""Whom descriptions mean that do not say whose they are: "the president", "the kingdom", "the two leaders"."""

from rapallo.entities.descriptions.rules import parties_described

__all__ = ["parties_described"]
