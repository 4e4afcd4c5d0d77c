"""The project's first two articles, and what must be read out of them; skipped where they are not at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rapallo.reading import read
from rapallo.records import Article

SHARED = Path(__file__).parents[2].parent / "shared"
EXPECTED = SHARED / "coding" / "expected_articles.jsonl"
pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason="../shared is not here")


def expected() -> list[dict[str, object]]:
    if not EXPECTED.exists():
        return []
    rows = [json.loads(line) for line in EXPECTED.read_text("utf-8").splitlines()]
    return [row for row in rows if row["kind"] == "article"]


@pytest.mark.parametrize("row", expected(), ids=lambda row: str(row["article"])[:3])
def test_the_first_articles_are_read_exactly(row: dict[str, object]) -> None:
    found = {a.id: a for a in read([str(SHARED / "articles")]) if isinstance(a, Article)}
    article = found[str(row["article"])]
    assert article.title == row["title"]
    assert article.byline == row.get("byline", "")
    assert article.published
    assert article.published.isoformat() == row["published"]
    assert article.origin == row.get("origin", "")
    assert article.repost is row.get("repost", False)
    kept = "\n".join(f.text for f in article.furniture)
    for words in row["not_body"]:  # type: ignore[attr-defined]
        assert words not in article.text
        assert words in kept


def test_a_thousand_articles_are_read_without_a_drop() -> None:
    found = list(read([str(SHARED / "news" / "us_press_2012_2020.jsonl.gz")]))
    assert len(found) > 1_000
    assert all(isinstance(f, Article) for f in found)
