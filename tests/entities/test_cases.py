"""Cases of who is meant, written by language models that had not read the resolver; the share right may only rise.

Each case names the words in a short text of its own and the key that they mean (`also_right` lists other good answers).
At first contact the resolver of the release before answered 394 of the 603 cases of a, b and c, with 0.653. The rules
were mended on these three and on none of the 168 of d, of which they answer 143 right at first contact (0.851; the
country or organisation 0.899). Of the 160 of e, written later by one who had not seen the rules, they answered 122 at
first contact (0.762); the rules were then mended on these as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rapallo.entities import Knowledge, Resolver, Situation
from rapallo.language import split_sentences
from rapallo.records import Article, Mention

CASES = Path(__file__).parent / "cases"
# The share of each file that must be right. Only ever raised.
FLOORS = {"a": 0.91, "b": 0.94, "c": 0.94, "d": 0.89, "e": 0.99}


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(Knowledge.load())


def cases(name: str) -> Iterator[dict[str, Any]]:
    for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def answered(resolver: Resolver, case: dict[str, Any]) -> set[str]:
    article = Article(case["text"], case["title"], case["id"], date.fromisoformat(case["published"]), case["outlet"])
    start = -1
    for _ in range(case["occurrence"]):
        start = article.stored_text.index(case["mention"], start + 1)
    mention = Mention(start, start + len(case["mention"]), case["mention"])
    reading = resolver.read(article, split_sentences(article))
    return {entity.key for entity in reading.resolve_mention(mention, Situation(case["role"], case["type"] or ""))}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_share_right_does_not_fall(resolver: Resolver, name: str) -> None:
    right = [
        any(answered(resolver, case) == set(keys) for keys in (case["expected"], *case["also_right"]))
        for case in cases(name)
    ]
    assert sum(right) / len(right) >= FLOORS[name]


def test_there_are_500_cases_and_each_has_its_words() -> None:
    everything = [case for name in FLOORS for case in cases(name)]
    assert len({case["id"] for case in everything}) == len(everything) >= 500
    assert all(case["mention"] in f"{case['title']}\n\n{case['text']}" for case in everything)
