"""`rapallo demo`: the whole way in one command, again and again, without touching anything of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import CommandLine
from stand_in import StandInCoder

from rapallo.demo import dispatches
from rapallo.records import Versions


def test_there_are_dispatches_enough_with_all_that_a_record_needs() -> None:
    articles = dispatches()
    assert len(articles) >= 30
    assert [a.id for a in articles] == sorted({a.id for a in articles})
    assert all(a.title and a.text and a.published and 2012 <= a.published.year <= 2025 for a in articles)
    assert all("Sample" in a.outlet for a in articles)


def test_the_demo_ends_on_the_dyad_and_what_to_type_next(rapallo: CommandLine) -> None:
    ran = rapallo("demo")
    assert ran.code == 0
    assert f"Coded {len(dispatches())} articles into rapallo-demo.duckdb" in ran.err
    assert ran.out.startswith("Serbia and Russia  SRB · RUS")
    steps = [line.split() for line in ran.out.partition("Next:\n")[2].splitlines()]
    assert steps
    for step in steps:
        assert step[0] == "rapallo"
        assert step[-2:] == ["--db", "rapallo-demo.duckdb"]
        assert rapallo(*step[1:]).code == 0


def test_the_demo_can_be_given_again(rapallo: CommandLine) -> None:
    first, second = rapallo("demo"), rapallo("demo")
    assert second.code == 0
    assert second.out == first.out
    assert f"({len(dispatches())} already known)" in second.err


def test_the_demo_of_an_older_version_is_brought_up_to_date(
    rapallo: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NewCoder(StandInCoder):
        versions = Versions("0.2.0", "stand-in", "stand-in")

    rapallo("demo")
    monkeypatch.setattr("rapallo.cli.coding_run.Coder", NewCoder)
    ran = rapallo("demo")
    assert ran.code == 0
    assert "Recoded" in ran.err


def test_the_demo_never_mixes_itself_into_a_database_of_the_user(coded: CommandLine) -> None:
    before = Path("rapallo.duckdb").read_bytes()
    ran = coded("demo", "--db", "rapallo.duckdb")
    assert ran.code == 4
    assert "rapallo demo --db FILE" in ran.err
    assert Path("rapallo.duckdb").read_bytes() == before


def test_the_demo_never_overwrites_another_file(rapallo: CommandLine) -> None:
    Path("thesis.docx").write_bytes(b"PK precious")
    assert rapallo("demo", "--db", "thesis.docx").code == 4
    assert Path("thesis.docx").read_bytes() == b"PK precious"
