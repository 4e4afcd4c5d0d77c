"""Dates known to the day, month or year, compared as far as both are known."""

from __future__ import annotations

import pytest

from rapallo.entities.dates import Span, days_since, days_until, first_day, holds, is_over, last_day
from rapallo.entities.knowledge_file import Record


@pytest.mark.parametrize(
    ("start", "end", "day", "held"),
    [
        ("2010", "2012", "2010-01-01", True),
        ("2010", "2012", "2012-12-31", True),
        ("2010", "2012", "2013-01-01", False),
        ("2010-05-02", "", "2010-05-01", False),
        ("2010-05-02", "", "2010-05", True),
        ("2010-05-02", "", "2009", False),
        ("", "1999-03", "1999-04-01", False),
        ("", "1999-03", "", False),
        ("1999-03", "", "", True),
        ("", "", "1848-03-01", True),
    ],
)
def test_a_coarser_date_stands_for_all_of_its_days(start: str, end: str, day: str, held: bool) -> None:
    assert holds(start, end, day) is held


def test_what_ended_in_a_month_ended_with_its_last_day() -> None:
    assert days_since("2010-05", "2010-06-02") == 2
    assert days_until("2009-12-31", "2010") == 1
    assert days_since("", "2010-06-02") is None
    assert days_since("2010-05", "2010-06") is None
    left = Record("x", "person", "SRB/GOV", "X", "2008", "2010-05")
    assert left.ended_within(2, "2010-06-02")
    assert not left.ended_within(2, "2010-06-03")
    assert not is_over("2010-05", "2010-05-31")


def test_a_year_begins_with_january_and_ends_with_december() -> None:
    assert (first_day("2024").isoformat(), last_day("2024").isoformat()) == ("2024-01-01", "2024-12-31")
    assert last_day("2024-02").isoformat() == "2024-02-29"
    assert last_day("2024-02-03") == first_day("2024-02-03")
    with pytest.raises(ValueError, match="month"):
        first_day("2024-13")


@pytest.mark.parametrize(
    ("span", "is_reversed"),
    [("2010/2005", True), ("2010-05/2010-04-30", True), ("2010-05/2010", False), ("/2005", False), ("2005/", False)],
)
def test_a_span_that_ends_before_it_begins_is_reversed(span: str, is_reversed: bool) -> None:
    assert Span.of(span).reversed is is_reversed
