"""Which coded event counts as which gold event."""

from __future__ import annotations

import pytest
from codings import coding

from rapallo.evaluation.matching import AGREEMENT, match, same_date, same_parties


@pytest.mark.parametrize(
    ("coded", "gold", "agree"),
    [
        ("SRB/GOV > RUS", "SRB/MIL > RUS/GOV", True),  # sectors do not matter
        ("IGO/EU > RUS", "IGO/UN > RUS", False),  # organisations do
        ("SRB > RUS", "RUS > SRB", False),
        ("SRB RUS >", "RUS SRB >", True),
        ("SRB > RUS", "SRB RUS >", True),  # half of a mutual event
        ("SRB RUS >", "SRB > RUS", False),  # asserts the other way round as well
        ("SRB > RUS HUN", "SRB > RUS", True),
        ("SRB > RUS HUN CHN", "SRB > RUS", False),  # overlap below a half
        ("SRB >", "SRB >", True),
        ("> SRB", "SRB >", False),
        ("SRB > RUS", "SRB >", False),
    ],
)
def test_parties_agree_where_half_of_the_pairs_do_and_none_is_reversed(coded: str, gold: str, agree: bool) -> None:
    assert same_parties(coding(coded), coding(gold)) is agree


def test_levels_grow_stricter() -> None:
    gold = coding("SRB > RUS", "ACCUSE")
    levels = {
        name: [
            fits(coding("SRB > RUS", *said), gold) for said in (["ACCUSE"], ["REJECT"], ["AID"], ["ACCUSE", "future"])
        ]
        for name, fits in AGREEMENT.items()
    }
    assert levels == {
        "dyad": [True, True, True, True],
        "quad": [True, True, False, False],
        "type": [True, False, False, False],
    }


def test_a_date_agrees_to_the_granularity_of_gold() -> None:
    assert same_date(coding("SRB >", date="2024-10-20"), coding("SRB >", date="2024-10"))
    assert not same_date(coding("SRB >", date="2024-10"), coding("SRB >", date="2024-10-20"))
    assert not same_date(coding("SRB >", date="2024-10-20"), coding("SRB >"))


def test_as_many_events_as_can_be_are_matched() -> None:
    gold = [coding("SRB > RUS HUN"), coding("SRB > RUS")]
    coded = [coding("SRB > RUS"), coding("SRB > RUS HUN")]
    # The first gold event fits both coded ones; taking the wrong one would leave the second without any.
    assert match([coded[0], coding("SRB > HUN RUS CHN")], gold, same_parties) == {0: 1, 1: 0}
    assert len(match(coded, gold, same_parties)) == 2


def test_the_same_day_goes_first() -> None:
    gold = [coding("SRB > RUS", date="2024-01-01"), coding("SRB > RUS", date="2023-01-01")]
    coded = [coding("SRB > RUS", date="2023-01-01"), coding("SRB > RUS", date="2024-01-01")]
    assert match(coded, gold, same_parties) == {0: 1, 1: 0}


def test_core_events_go_before_arguable_ones() -> None:
    gold = [coding("SRB > RUS", core=False), coding("SRB > RUS")]
    assert match([coding("SRB > RUS")], gold, same_parties) == {1: 0}
