"""`rapallo events`, `dyad`, `explain`, `recode`: what they show of a database."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from command_line import CommandLine
from stand_in import StandInCoder

from rapallo.records import Article, CodedArticle, Versions
from rapallo.store import Store


def an_id(coded: CommandLine, row: int = 1) -> str:
    return coded("events").out.splitlines()[row].split()[-1]


def test_events_are_listed_oldest_first(coded: CommandLine) -> None:
    ran = coded("events")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["date", "who", "→", "whom", "type", "marks", "quote", "id"]
    assert [line[:10] for line in lines[1:]] == ["2014-05-20"] * 2 + ["2019-12-04"] * 2 + ["2025-05-29"]
    assert f"5 events. Why: rapallo explain {lines[-1].split()[-1]}" in ran.err


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (["--actor", "Serbia"], ["SUPPORT", "SANCTION", "CONSULT"]),
        (["--actor", "serbia", "--type", "sanction"], ["SANCTION"]),
        (["--type", "SANCTION", "--type", "ACCUSE"], ["SANCTION", "ACCUSE"]),
        (["--recipient", "SRB"], ["CONSULT", "ACCUSE"]),
        (["--since", "2019"], ["CONSULT", "CONSULT", "ACCUSE"]),
        (["--until", "2014-05"], ["SUPPORT", "SANCTION"]),
        (["--since", "2019-12-04", "--until", "2019"], ["CONSULT", "CONSULT"]),
        (["--limit", "2"], ["CONSULT", "ACCUSE"]),
        (["--actor", "China"], []),
    ],
)
def test_events_are_filtered(coded: CommandLine, options: list[str], types: list[str]) -> None:
    ran = coded("events", *options, "--format", "jsonl")
    assert [json.loads(line)["event"][0] for line in ran.out.splitlines()] == types
    assert ran.code == 0


def test_a_cut_table_says_how_much_there_is(coded: CommandLine) -> None:
    ran = coded("events", "--limit", "2")
    assert len(ran.out.splitlines()) == 3
    assert "2 events, the newest of 5 (--limit N shows more)" in ran.err


def test_no_events_are_no_error(coded: CommandLine) -> None:
    ran = coded("events", "--actor", "China")
    assert (ran.code, ran.out, ran.err) == (0, "", "No events.\n")


def test_the_format_follows_the_ending_of_the_file(coded: CommandLine) -> None:
    assert coded("events", "-o", "all.csv").code == 0
    with Path("all.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 6
    assert coded("events", "-o", "all.parquet").code == 0
    assert Path("all.parquet").read_bytes().startswith(b"PAR1")
    assert coded("events", "-o", "all.txt").code == 0
    assert Path("all.txt").read_text("utf-8").startswith("date ")


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", [["events"], ["dyad", "Serbia", "Russia"]])
def test_tables_fit_the_width_and_carry_no_colour_in_a_pipe(
    coded: CommandLine, command: list[str], columns: int
) -> None:
    ran = coded(*command, columns=columns)
    body = ran.out.partition("\nNext:")[0].splitlines()
    assert max(map(len, body)) <= columns
    assert "\x1b" not in ran.out
    assert all(line == line.rstrip() for line in body)


def test_a_dyad_takes_names_and_codes_and_ends_with_what_to_type_next(coded: CommandLine) -> None:
    by_name = coded("dyad", "Serbia", "Russia")
    assert by_name.out == coded("dyad", "SRB", "rus").out
    assert by_name.out.startswith("Serbia and Russia  SRB · RUS\n2014-05-20 to 2025-05-29: 4 events, 3 articles")
    assert "2014-05-20  Serbia → Russia  SANCTION  not done" in by_name.out
    assert "2019-12-04  Serbia ↔ Russia  CONSULT" in by_name.out
    assert "Alignment  provisional" in by_name.out
    steps = [line.split() for line in by_name.out.partition("Next:\n")[2].splitlines()]
    assert [step[:2] for step in steps] == [["rapallo", "explain"], ["rapallo", "events"], ["rapallo", "events"]]
    for step in steps:
        assert coded(*step[1:]).code == 0


def test_the_next_commands_name_the_database_that_was_named(coded: CommandLine) -> None:
    Path("rapallo.duckdb").rename("my news.duckdb")
    ran = coded("dyad", "Serbia", "Russia", "--db", "my news.duckdb")
    assert ran.out.count("--db 'my news.duckdb'") == 3


def test_a_dyad_is_cut_to_a_limit_but_its_alignment_is_not(coded: CommandLine) -> None:
    ran = coded("dyad", "Serbia", "Russia", "--limit", "1")
    assert "3 earlier events not shown" in ran.out
    assert ran.out.count("CONSULT") == 0
    assert "  words  +0." in ran.out
    assert "not shown" not in coded("dyad", "Serbia", "Russia", "--all").out


def test_a_dyad_of_which_nothing_is_known_is_no_error(coded: CommandLine) -> None:
    ran = coded("dyad", "Serbia", "China")
    assert ran.code == 0
    assert "0 events" in ran.out
    assert "rapallo events --actor SRB" in ran.out


def test_a_dyad_needs_two_sides(coded: CommandLine) -> None:
    ran = coded("dyad", "Serbia", "SRB")
    assert ran.code == 2
    assert "both names mean SRB" in ran.err


def test_an_event_is_explained_by_its_id_or_a_prefix(coded: CommandLine) -> None:
    ran = coded("explain", an_id(coded))
    assert ran.code == 0
    assert "“BELGRADE" not in ran.out
    assert "“Serbia praises Russia for its help in the floods.”" in ran.out
    assert "by name" in ran.out
    assert ran.out == coded("explain", an_id(coded).upper()).out


def test_an_unknown_event_ends_with_2(coded: CommandLine) -> None:
    ran = coded("explain", "zzzz")
    assert ran.code == 2
    assert "'zzzz'" in ran.err


def test_recode_brings_events_to_the_present_coder(
    coded: CommandLine, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NewCoder(StandInCoder):
        versions = Versions("0.2.0", "stand-in", "stand-in")

    monkeypatch.setattr("rapallo.cli.coding_run.Coder", NewCoder)
    refused = coded("code", str(news))
    assert refused.code == 4
    assert "rapallo recode" in refused.err
    ran = coded("recode")
    assert ran.code == 0
    assert ran.err.startswith("Recoded 3 articles into rapallo.duckdb: 5 events")
    assert Store("rapallo.duckdb").view().counts().versions == NewCoder.versions
    assert coded("code", str(news)).code == 0


def test_a_recode_ends_although_the_present_coder_fails_on_an_article(
    coded: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FailingCoder(StandInCoder):
        versions = Versions("0.2.0", "stand-in", "stand-in")

        def coded(self, article: Article) -> CodedArticle:
            if article.id == "n2":
                raise ValueError("stumbled")
            return StandInCoder.coded(self, article)

    monkeypatch.setattr("rapallo.cli.coding_run.Coder", FailingCoder)
    ran = coded("recode")
    assert ran.code == 0
    assert "1 coder-failed" in ran.err
    counts = Store("rapallo.duckdb").view().counts()
    assert (counts.articles, counts.events) == (3, 3)


@pytest.mark.parametrize("command", [["events"], ["dyad", "Serbia", "Russia"], ["explain", "abc"], ["recode"]])
def test_a_missing_database_ends_with_4_and_says_how_to_make_one(rapallo: CommandLine, command: list[str]) -> None:
    ran = rapallo(*command)
    assert ran.code == 4
    assert re.fullmatch(r"Error: .*rapallo\.duckdb.*rapallo code .*\n", ran.err)
