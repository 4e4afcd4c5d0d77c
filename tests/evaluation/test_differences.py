"""Why an event was missed."""

from __future__ import annotations

import pytest
from codings import coding

from rapallo.evaluation import EventCoding
from rapallo.evaluation.differences import MADE_UP, NOT_FOUND, outcomes

GOLD = coding("SRB > RUS", "ACCUSE", sentence="Serbia accused Russia of", date="2024-01-01")


@pytest.mark.parametrize(
    ("coded", "difference"),
    [
        (coding("SRB > RUS", "ACCUSE"), ""),
        (coding("SRB > RUS", "ACCUSE", "negation"), "marks"),
        (coding("SRB > RUS", "REJECT"), "type"),
        (coding("RUS > SRB", "ACCUSE"), "direction"),
        (coding("SRB > HUN", "ACCUSE"), "recipient"),
        (coding("HUN > RUS", "ACCUSE"), "actor"),
        (coding("HUN > CHN", "ACCUSE", sentence="Serbia accused  Russia of a lie."), "parties"),
    ],
)
def test_each_error_has_its_name(coded: EventCoding, difference: str) -> None:
    [outcome] = outcomes([coded], [GOLD])
    assert outcome.difference == difference
    assert outcome.coded is coded


@pytest.mark.parametrize(
    "coded",
    [
        coding("SRB > HUN", "AID"),  # another type in another sentence
        coding("HUN > CHN", "ACCUSE", sentence="China accused Hungary."),
        coding("HUN > CHN", "AID", sentence="Serbia accused Russia of a lie."),
    ],
)
def test_what_has_little_in_common_is_another_event(coded: EventCoding) -> None:
    missed, made_up = outcomes([coded], [GOLD])
    assert (missed.gold, missed.difference) == (GOLD, NOT_FOUND)
    assert (made_up.coded, made_up.difference) == (coded, MADE_UP)


def test_the_smallest_difference_is_told_and_each_event_once() -> None:
    coded = [coding("SRB > HUN", "ACCUSE"), coding("SRB > RUS", "REJECT")]
    first, rest = outcomes(coded, [GOLD])
    assert (first.coded, first.difference) == (coded[1], "type")
    assert (rest.coded, rest.difference) == (coded[0], MADE_UP)


def test_arguable_events_are_left_out() -> None:
    assert outcomes([coding("SRB > RUS")], [coding("SRB > RUS", core=False)]) == []
    assert outcomes([], [coding("SRB > RUS", core=False)]) == []
