"""Date lines in the forms that news pages print."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rapallo.reading.dates import date_line, field_day, in_range

FOURTH = date(2024, 9, 4)

FORMS = [
    "Sep.04 - 2024 1:48 PM CET",
    "Post At: Sep 04/2024 11:50PM",
    "Published 4 September 2024",
    "Published: September 4, 2024 at 11:50 p.m. EDT",
    "2024-09-04",
    "2024-09-04T11:50:00Z",
    "2024-09-04 11:50:00+02:00",
    "Wednesday, 4 Sept 2024, 14:05 GMT+2",
    "Posted on: 2024/09/04 at 10:15",
    "4 September, 2024 | 10:15",
    "Wed 4 Sep 2024 06.00 BST",
    "PUBLISHED: 23:41 GMT, 4 September 2024",
    "Date: 04-Sep-2024",
    "Sept. 4th, 2024",
    "First published on Wed 4 Sep 2024 10.00 CEST",
    "(September 4, 2024)",
    "the 4th of September 2024",
    "Released: 4/September/2024",
]


@pytest.mark.parametrize("line", FORMS)
def test_a_date_line_names_its_day(line: str) -> None:
    found = date_line(line)
    assert found
    assert found.day == FOURTH


@pytest.mark.parametrize("line", ["09/24/2024", "24.09.2024 18:30", "24/09/2024"])
def test_a_number_above_twelve_is_the_day(line: str) -> None:
    found = date_line(line)
    assert found
    assert found.day == date(2024, 9, 24)


@pytest.mark.parametrize(
    "line",
    [
        "04.09.2024 18:30",
        "04/09/2024",
        "7 years ago",
        "Updated 3 hours ago",
        "Updated at 5:40 p.m. ET",
        "Sept. 4, 6 p.m.",
    ],
)
def test_a_line_that_may_mean_two_days_or_none_is_a_date_line_without_a_day(line: str) -> None:
    found = date_line(line)
    assert found
    assert found.day is None


@pytest.mark.parametrize("line", ["Updated: 4 September 2024", "Last updated on Sept. 4, 2024", "Modified 2024-09-04"])
def test_an_update_is_told_from_a_publication(line: str) -> None:
    found = date_line(line)
    assert found
    assert found.update
    assert found.labelled


@pytest.mark.parametrize(
    "line",
    [
        "On 4 September 2024 the two ministers met in Belgrade.",
        "Serbia signed the contract on Sept. 4, 2024",
        "September 2024",
        "2024",
        "May",
        "1999: NATO bombs Yugoslavia",
        "Update at 3:15 p.m.: NATO statement",
        "Resolution 1244",
        "The deal of 4 September 2024",
        "19 killed",
        "",
    ],
)
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    "value", ["2024-09-04", "2024-09-04T23:59:59+02:00", "20240904", datetime(2024, 9, 4, 12), FOURTH]
)
def test_a_field_holds_iso_8601_or_a_date(value: object) -> None:
    assert field_day(value) == FOURTH


@pytest.mark.parametrize(
    "value", ["", "soon", "04/09/2024", "2024-09", "2024-13-01", 20240904, None, ["2024-09-04"], True]
)
def test_other_fields_name_no_day(value: object) -> None:
    assert field_day(value) is None


def test_a_day_in_the_future_or_before_newspapers_is_out_of_range() -> None:
    assert in_range(date(1800, 1, 1))
    assert in_range(date.today())
    assert not in_range(date(1799, 12, 31))
    assert not in_range(date(3000, 1, 1))


@pytest.mark.parametrize("line", ["31 February 2024", "99 September 2024", "September 45, 2024", "0000-00-00"])
def test_a_day_that_does_not_exist_is_none(line: str) -> None:
    found = date_line(line)
    assert found is None or found.day is None
