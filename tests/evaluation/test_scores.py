"""Precision, recall and F1 on small inputs whose figures can be counted by hand."""

from __future__ import annotations

import pytest
from codings import coding

from rapallo.evaluation.scores import Counts, Share, count, scores

RIGHT, MISSED, WRONG = coding("SRB > RUS"), coding("HUN > RUS"), coding("CHN > RUS")
ARGUABLE = coding("DEU > RUS", core=False)


def test_recall_counts_core_gold_and_precision_what_is_not_arguable() -> None:
    coded = [RIGHT, WRONG, coding("DEU > RUS")]
    score = scores([count(coded, [RIGHT, MISSED, ARGUABLE])]).levels["type"]
    assert (score.gold, score.found, score.coded, score.right) == (2, 1, 2, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_what_matches_an_arguable_event_at_one_level_only_is_wrong_at_the_others() -> None:
    coded = [coding("DEU > RUS", "AID")]
    found = scores([count(coded, [ARGUABLE])]).levels
    assert (found["dyad"].coded, found["type"].coded) == (0, 1)


def test_types_marks_and_dates_have_figures_of_their_own() -> None:
    gold = [
        coding("SRB > RUS", "AID", date="2024-05"),
        coding("HUN > RUS", "AID", "negation"),
        coding("CHN > RUS", "REJECT", date="2020"),
    ]
    coded = [
        coding("SRB > RUS", "AID", date="2024-05-01"),
        coding("HUN > RUS", "AID"),
        coding("CHN > RUS", "REJECT", date="2021"),
    ]
    found = scores([count(coded, gold)])
    aid, reject = found.types["AID"], found.types["REJECT"]
    assert (aid.gold, aid.coded, aid.precision, aid.recall) == (2, 2, 0.5, 0.5)
    assert (reject.precision, reject.recall, reject.f1) == (1, 1, 1)
    assert found.types["ASSAULT"].f1 is None
    assert found.marks == Share(right=2, of=3)
    assert found.marked == Share(right=0, of=1)
    assert found.dates == Share(right=1, of=2)


def test_intervals_hold_the_figure_and_grow_narrower_with_articles() -> None:
    each = [count([RIGHT], [RIGHT]), count([WRONG], [MISSED])]
    few, many = scores(each * 5).levels["type"], scores(each * 50).levels["type"]
    assert few.f1 == many.f1 == 0.5
    assert few.f1_interval
    assert many.f1_interval
    assert few.f1_interval.low < many.f1_interval.low < 0.5 < many.f1_interval.high < few.f1_interval.high


def test_intervals_are_the_same_at_every_call() -> None:
    each = [count([RIGHT], [RIGHT]), count([WRONG], [MISSED]), count([], [])]
    assert scores(each) == scores(each)


@pytest.mark.parametrize("counts", [[count([WRONG], [MISSED])], [count([RIGHT], [RIGHT])]])
def test_nothing_that_varies_gives_no_interval(counts: list[Counts]) -> None:
    assert scores(counts * 30).levels["type"].f1_interval is None


def test_gold_that_was_read_in_part_has_recall_for_that_part_only() -> None:
    gold = [RIGHT, coding("HUN > RUS", for_recall=False), MISSED]
    coded = [coding("SRB > RUS"), coding("HUN > RUS"), coding("GRC > RUS", for_precision=False)]
    score = scores([count(coded, [gold[0], gold[1]])]).levels["type"]
    assert (score.gold, score.found) == (1, 1)
    assert (score.coded, score.right) == (2, 2)


def test_an_event_that_nobody_judged_takes_no_gold_event_from_one_that_was() -> None:
    gold = [coding("SRB > RUS", "AID")]
    coded = [coding("SRB > RUS", "REJECT", for_precision=False), coding("SRB > RUS", "AID")]
    assert scores([count(coded, gold)]).levels["dyad"].precision == 1
