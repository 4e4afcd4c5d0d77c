"""When: the dates that a reader of the news would give the words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo.coding.when import Resolved, resolve_date
from rapallo.coding.when_words import PHRASE_CHARS_MAX

WEDNESDAY = date(2024, 9, 11)


def value(words: str, published: date | None = WEDNESDAY, **known: object) -> str | None:
    found = resolve_date(words, published, **known)  # type: ignore[arg-type]
    return found.value if found else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Wednesday", "2024-09-11"),
        ("on Tuesday", "2024-09-10"),
        ("Thursday", "2024-09-05"),
        ("early Friday morning", "2024-09-06"),
        ("Tuesday night", "2024-09-10"),
        ("Tuesday’s", "2024-09-10"),
        ("Mon.", "2024-09-09"),
        ("last Wednesday", "2024-09-04"),
        ("this past Monday", "2024-09-09"),
        ("Friday of last week", "2024-09-06"),
        ("Monday last week", "2024-09-02"),
        ("a week ago Tuesday", "2024-09-03"),
        ("next Friday", "2024-09-20"),
        ("by Friday", "2024-09-13"),
    ],
)
def test_a_weekday_is_the_last_one_on_or_before_publication_unless_the_words_say_otherwise(
    words: str, expected: str
) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Friday", "2024-09-13"),
        ("Wednesday", "2024-09-11"),
        ("in March", "2025-03"),
        ("July 4", "2025-07-04"),
        ("in two weeks", "2024-09"),
        ("in three days", "2024-09-14"),
        ("within 72 hours", "2024-09-14"),
        ("in the coming weeks", "2024-09"),
        ("this weekend", "2024-09-14"),
        ("this winter", "2025"),
        ("at Christmas", "2024-12-25"),
        ("last month", "2024-08"),
        ("a day after", "2024-09-10"),
    ],
)
def test_a_planned_event_lies_ahead_where_the_words_leave_it_open(words: str, expected: str) -> None:
    assert value(words, future=True) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Sept. 4, 2024", "2024-09-04"),
        ("4 September 2024", "2024-09-04"),
        ("the 25th of May 1999", "1999-05-25"),
        ("SEPTEMBER 4TH, 2024", "2024-09-04"),
        ("Monday 4 June 2018", "2018-06-04"),
        ("2024-09-04", "2024-09-04"),
        ("24.9.2013", "2013-09-24"),
        ("24-09-2013", "2013-09-24"),
        ("9/24/2013", "2013-09-24"),
        ("early July 2024", "2024-07"),
        ("in 1999", "1999"),
        ("since 2012", "2012"),
        ("early 2014", "2014"),
        ("mid-2013", "2013"),
        ("during the Kosovo War in 1999", "1999"),
        ("2014’s", "2014"),
        ("summer of 2014", "2014"),
        ("Christmas Day 2018", "2018-12-25"),
        ("Easter 2016", "2016-03-27"),
        ("9/11", "2001-09-11"),
    ],
)
def test_words_that_name_their_year_need_no_publication_date(words: str, expected: str) -> None:
    assert value(words, None) == expected
    assert value(words) == expected


@pytest.mark.parametrize(
    "words",
    ["Wednesday", "today", "last month", "July", "July 4", "two days ago", "recently", "summer", "Christmas", "now"],
)
def test_words_that_need_a_publication_date_stay_open_without_one(words: str) -> None:
    assert value(words, None) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("from March 2014 to 2015", "2014-03"),
        ("2003-2011", "2003"),
        ("2011-12", "2011"),
        ("4 and 5 April 2024", "2024-04-04"),
        ("7–8 March", "2024-03-07"),
        ("June 29-30, 2022", "2022-06-29"),
        ("over the weekend", "2024-09-07"),
        ("Monday to Friday", "2024-09-09"),
    ],
)
def test_a_range_is_dated_by_its_beginning(words: str, expected: str) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sept. 11", "2024-09-11"),
        ("July 4", "2024-07-04"),
        ("Oct. 20", "2023-10-20"),
        ("Sept. 20", "2024-09-20"),
        ("in July", "2024-07"),
        ("December", "2023-12"),
        ("last September", "2023-09"),
        ("last June", "2024-06"),
        ("August last year", "2023-08"),
        ("June of last year", "2023-06"),
        ("20 years ago on May 12", "2004-05-12"),
        ("Feb. 29", "2024-02-29"),
        ("Thursday, Oct. 24", "2024-10-24"),
        ("May Day", "2024-05-01"),
        ("Labor Day", "2024-09-02"),
    ],
)
def test_a_date_without_its_year_is_the_nearest_one(words: str, expected: str) -> None:
    assert value(words) == expected


def test_a_weekday_told_with_the_day_decides_its_year() -> None:
    assert value("Sunday, Nov. 8", date(2020, 11, 14), future=True) == "2020-11-08"
    assert value("Tuesday, May 14", date(2024, 5, 9)) == "2024-05-14"


def test_september_11_told_as_history_is_that_of_2001() -> None:
    assert value("Sept. 11", historical=True) == "2001-09-11"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "2024-09-11"),
        ("tonight", "2024-09-11"),
        ("this morning", "2024-09-11"),
        ("earlier in the day", "2024-09-11"),
        ("last night", "2024-09-10"),
        ("yesterday", "2024-09-10"),
        ("the day before yesterday", "2024-09-09"),
        ("tomorrow", "2024-09-12"),
        ("the past 24 hours", "2024-09-11"),
        ("two days earlier", "2024-09-09"),
        ("48 hours ago", "2024-09-09"),
        ("a day after", "2024-09-10"),
        ("three weeks ago", "2024-08"),
        ("this week", "2024-09"),
        ("last week", "2024-09"),
        ("last month", "2024-08"),
        ("next month", "2024-10"),
        ("earlier this year", "2024"),
        ("late last year", "2023"),
        ("by the end of the year", "2024"),
        ("by end of year", "2024"),
        ("six months ago", "2024-03"),
        ("eight years ago", "2016"),
        ("twenty-five years ago", "1999"),
        ("a decade ago", "2014"),
        ("last summer", "2024"),
        ("last fall", "2023"),
        ("this spring", "2024"),
        ("recently", "2024-09"),
        ("now", "2024-09"),
    ],
)
def test_relative_words_count_from_publication(words: str, expected: str) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("published", "words", "expected"),
    [
        (date(2024, 1, 1), "last week", "2023-12"),
        (date(2024, 5, 1), "this week", "2024-04"),
        (date(2017, 8, 1), "earlier this month", "2017-07"),
        (date(2020, 1, 1), "over the weekend", "2019-12-28"),
        (date(2020, 1, 10), "recent weeks", "2020"),
        (date(2017, 1, 16), "last summer", "2016"),
        (date(2014, 3, 31), "last month", "2014-02"),
        (date(2015, 1, 31), "last month", "2014-12"),
        (date(2024, 12, 20), "next month", "2025-01"),
    ],
)
def test_the_ends_of_months_and_years_are_kept(published: date, words: str, expected: str) -> None:
    assert value(words, published) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("that day", "2019-07-10"),
        ("the same evening", "2019-07-10"),
        ("the next day", "2019-07-11"),
        ("the previous day", "2019-07-09"),
        ("two days later", "2019-07-12"),
        ("three days earlier", "2019-07-07"),
        ("that month", "2019-07"),
        ("the following year", "2020"),
        ("two days ago", "2024-09-09"),
    ],
)
def test_words_that_point_back_count_from_the_day_told_before(words: str, expected: str) -> None:
    assert value(words, earlier=["2017", "2019-07-10"]) == expected


def test_nothing_told_before_leaves_pointing_words_open() -> None:
    assert value("the next day") is None
    assert value("a week later") is None
    assert value("the following year") is None


def test_an_earlier_value_too_coarse_to_count_from_is_passed_over() -> None:
    assert value("the next day", earlier=["2019-07-10", "2012-03"]) == "2019-07-11"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "the 1990s",
        "in recent years",
        "for decades",
        "over the past year",
        "World War II",
        "before 2014",
        "until Friday",
        "two days before the vote",
        "every Friday",
        "some time",
        "nonsense",
        "99:99",
        "🕰️",
    ],
)
def test_words_that_tell_no_date_stay_open(words: str) -> None:
    assert value(words) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [("June 31, 2014", "2014-06"), ("Feb. 30", "2024-02"), ("2014-13-01", "2014"), ("04/05/2013", "2013")],
)
def test_a_day_that_does_not_exist_or_may_be_two_gives_what_is_certain(words: str, expected: str) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Monday", "weekday on or before publication"),
        ("last month", "month before publication"),
        ("in 1999", "year named"),
        ("since 2012", "since year"),
        ("two days earlier", "relative: 2 days before publication"),
        ("Sept. 4, 2024", "day named"),
    ],
)
def test_the_rule_says_in_words_how_the_date_was_found(words: str, rule: str) -> None:
    found = resolve_date(words, WEDNESDAY)
    assert isinstance(found, Resolved)
    assert found.rule == rule


ISO_VALUE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
FRAGMENT_WORDS = """last next this past that same following a two 9999 99 0 31 few several hundred day week month year
years weekend hours decade ago later earlier before after in within for since May Sept. 11 2014 -2015 9/11 04/05/2013
0001-01-01 Monday fri yesterday tomorrow winter summer Easter Christmas anniversary 60th the of now recently ’s"""
FRAGMENTS = st.sampled_from(FRAGMENT_WORDS.split())
EARLIER = st.one_of(st.dates().map(str), st.sampled_from(["2014", "2014-07", "", "no date at all"]))
WORDS = st.one_of(st.text(max_size=80), st.lists(FRAGMENTS, max_size=8).map(" ".join))


@given(
    words=WORDS,
    published=st.one_of(st.none(), st.dates()),
    future=st.booleans(),
    historical=st.booleans(),
    earlier=st.lists(EARLIER, max_size=3),
)
def test_whatever_the_words_the_answer_is_a_date_or_none(
    words: str, published: date | None, future: bool, historical: bool, earlier: list[str]
) -> None:
    known = {"future": future, "historical": historical, "earlier": earlier}
    found = resolve_date(words, published, **known)  # type: ignore[arg-type]
    assert found == resolve_date(words, published, **known)  # type: ignore[arg-type]
    if found:
        assert ISO_VALUE.fullmatch(found.value)
        assert date.fromisoformat((found.value + "-01-01")[:10])
        assert found.rule


@pytest.mark.parametrize(
    "piece", ["9", "a ", "two ", "day ", "-", "1999 ", "last ", "twenty-", "st patrick", "\x00", "ß"]
)
def test_of_long_hostile_words_only_the_beginning_is_read(piece: str) -> None:
    hostile = piece * 1_000_000
    beginning = hostile[:PHRASE_CHARS_MAX]
    assert resolve_date(hostile, WEDNESDAY) == resolve_date(beginning, WEDNESDAY)
