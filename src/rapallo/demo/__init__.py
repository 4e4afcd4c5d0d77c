"""The dispatches of `rapallo demo`: texts of our own about true events of 2012 to 2025; the outlets are samples."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

from rapallo.records import Article

DYAD = ("SRB", "RUS")


def dispatches() -> list[Article]:
    """All dispatches, sorted by id."""
    lines = files(__package__).joinpath("dispatches.jsonl").read_text("utf-8").splitlines()
    return [_article(json.loads(line)) for line in lines]


def _article(row: dict[str, str]) -> Article:
    return Article(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        published=date.fromisoformat(row["published"]),
        outlet=row["outlet"],
        language="en",
    )
