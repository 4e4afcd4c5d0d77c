"""From answers to the precision of everything that was coded."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest

from rapallo.reviewing import Report, Sample, report
from rapallo.reviewing.estimate import is_right, wilson
from rapallo.store import Stratum

FIELDS: dict[str, Any] = {
    "id": "a1",
    "type": "ACCUSE",
    "mode": None,
    "actor": ["SRB"],
    "recipient": ["RUS"],
    "aux": [],
    "date": None,
}


def sample(*sizes: tuple[str, int, int]) -> Sample:
    strata = tuple(Stratum(name, third, events, 0.0, 1.0) for name, third, events in sizes)
    return Sample("news.duckdb", "coder 1", 7, 100, strata, ())


def answers(name: str, third: int, kinds: str) -> list[dict[str, Any]]:
    """Answers on a stratum: 'aar' are two accepted and one rejected."""
    words = {"a": "accept", "r": "reject", "s": "skip"}
    return [FIELDS | {"answer": words[kind], "stratum": [name, third], "coded": FIELDS} for kind in kinds]


def reported(sizes: Sequence[tuple[str, int, int]], *given: tuple[str, int, str]) -> Report:
    return report(sample(*sizes), [row for one in given for row in answers(*one)])


def test_strata_are_weighted_by_their_events() -> None:
    said = reported([("AID", 1, 900), ("AID", 2, 100)], ("AID", 1, "aa"), ("AID", 2, "rrrrrrrr"))
    assert said.overall["type"].value == pytest.approx(0.9)
    assert said.overall["type"].answers == 10


def test_one_stratum_alone_gives_wilsons_interval() -> None:
    said = reported([("AID", 1, 10**9)], ("AID", 1, "aaaaaaarrr"))
    # Wilson (1927) for 7 of 10 at 90 %.
    assert said.overall["type"].value == pytest.approx(0.7)
    interval = said.overall["type"].interval
    assert interval is not None
    assert [interval.low, interval.high] == pytest.approx([0.4417, 0.8731], abs=5e-4)


def test_where_everything_was_judged_nothing_is_uncertain() -> None:
    said = reported([("AID", 1, 3)], ("AID", 1, "aar"))
    assert said.overall["type"].value == pytest.approx(2 / 3)
    interval = said.overall["type"].interval
    assert interval
    assert interval.low == interval.high


def test_strata_without_an_answer_count_as_the_others_of_their_type_and_stay_uncertain() -> None:
    sizes = [("AID", 1, 1), ("AID", 2, 99), ("REJECT", 1, 100)]
    said = reported(sizes, ("AID", 1, "a"), ("REJECT", 1, "rr"))
    assert said.overall["type"].value == pytest.approx(0.5)
    assert said.types["AID"].interval
    assert said.types["AID"].interval.low < 0.5
    assert said.unanswered == ()


def test_a_type_without_an_answer_is_named() -> None:
    said = reported([("AID", 1, 50), ("REJECT", 1, 50)], ("AID", 1, "ar"), ("REJECT", 1, "s"))
    assert said.unanswered == ("REJECT",)
    assert said.types["REJECT"].value is None
    assert said.overall["type"].value == 0.5
    assert (said.answers["skip"], said.overall["type"].answers) == (1, 2)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ({"mode": "disapprove"}, ["type", "quad", "dyad"]),
        ({"date": "2024"}, ["type", "quad", "dyad"]),
        ({"actor": ["SRB/GOV"]}, ["type", "quad", "dyad"]),
        ({"type": "REJECT"}, ["quad", "dyad"]),
        ({"type": "AID"}, ["dyad"]),
        ({"aux": ["future"]}, ["dyad"]),
        ({"recipient": ["HUN"]}, []),
    ],
)
def test_a_correction_is_right_for_what_it_leaves_as_it_was(said: dict[str, Any], right: list[str]) -> None:
    row = FIELDS | said | {"answer": "correct", "coded": FIELDS}
    assert [name for name in ("exact", "type", "quad", "dyad") if is_right(row, name)] == right


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance = random.Random(1)
    strata = [(name, third, 300) for name in ("AID", "REJECT", "ACCUSE", "CONSULT") for third in (1, 2, 3)]
    shares = dict(zip(strata, (0.3, 0.6, 0.9, 0.5, 0.7, 0.9, 0.8, 0.9, 1.0, 0.2, 0.5, 0.95), strict=True))
    truth = sum(shares.values()) / len(shares)
    held = 0
    for _ in range(200):
        given = [(*s[:2], "".join("a" if chance.random() < p else "r" for _ in range(3))) for s, p in shares.items()]
        interval = reported(strata, *given).overall["type"].interval
        assert interval
        held += interval.low <= truth <= interval.high
    assert held >= 0.88 * 200


def test_wilson_stays_within_0_and_1() -> None:
    assert wilson(0, 3).low == 0
    assert wilson(1, 0.5).high == 1
