"""Names, types and dates are checked, with the nearest right ones suggested; exit code 2 for a script."""

from __future__ import annotations

from datetime import date

import click
import pytest
from command_line import CommandLine

from rapallo.cli.arguments import first_day, last_day, party
from rapallo.errors import NameUnknownError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_date_stands_for_its_whole_span(text: str, first: date, last: date) -> None:
    assert first_day(text) == first
    assert last_day(text) == last


@pytest.mark.parametrize(
    "text", ["2024-13", "2023-02-29", "yesterday", "24", "2024-1-1-1", "", "0000", "0000-02", "２０２４x"]
)
def test_a_wrong_date_names_itself_and_the_right_forms(text: str) -> None:
    with pytest.raises(click.BadParameter, match=r"is not a date\. Write 2024, 2024-07 or 2024-07-31"):
        first_day(text)
    with pytest.raises(click.BadParameter):
        last_day(text)


def test_a_period_that_ends_before_it_begins_is_refused(coded: CommandLine) -> None:
    ran = coded("events", "--since", "2024", "--until", "2023")
    assert ran.code == 2
    assert "--since 2024-01-01 is later than --until 2023-12-31" in ran.err


def test_a_wrong_name_gets_did_you_mean(coded: CommandLine) -> None:
    for command in (["dyad", "Serbja", "Russia"], ["events", "--actor", "Serbja"]):
        ran = coded(*command)
        assert ran.code == 2
        assert ran.out == ""
        assert ran.err.startswith("Error: ")
        assert "'Serbja'" in ran.err
        assert "Did you mean" in ran.err
        assert "Serbia" in ran.err


@pytest.mark.parametrize(
    ("name", "key"),
    [("Serbia", "SRB"), ("srb", "SRB"), ("EU", "IGO/EU"), ("IGO/EU", "IGO/EU"), ("Serbia/mil", "SRB/MIL")],
)
def test_names_codes_and_sectors_are_understood(name: str, key: str) -> None:
    assert party(name) == key


@pytest.mark.parametrize("name", ["SRB/XXX", "/GOV", "Ruritania/GOV", "", "\x00", "x" * 10_000])
def test_what_is_no_party_is_refused(name: str) -> None:
    with pytest.raises(NameUnknownError):
        party(name)


def test_a_wrong_type_gets_did_you_mean(coded: CommandLine) -> None:
    ran = coded("events", "--type", "SANCTIONS")
    assert ran.code == 2
    assert "Did you mean SANCTION" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"],
        ["dyad", "Serbia"],
        ["events", "--limit", "0"],
        ["events", "--nope"],
        ["nope"],
        ["code", "x", "--workers", "0"],
    ],
)
def test_wrong_usage_ends_with_2_and_points_to_the_help(rapallo: CommandLine, arguments: list[str]) -> None:
    ran = rapallo(*arguments)
    assert ran.code == 2
    assert "--help' for help" in ran.err


def test_a_hostile_name_does_not_act_on_the_terminal(coded: CommandLine) -> None:
    assert "\x1b" not in coded("dyad", "\x1b[2JSerbia", "Russia").err
