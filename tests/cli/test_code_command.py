"""`rapallo code`: what is stored, what is counted, what a script can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import ROWS, CommandLine

from rapallo.store import Store


def test_articles_are_stored_and_counted(rapallo: CommandLine, news: Path) -> None:
    ran = rapallo("code", str(news))
    assert ran.code == 0
    assert ran.out == "", "stdout carries data only"
    assert ran.err.startswith("Coded 3 articles into rapallo.duckdb: 5 events in ")
    assert ran.err.endswith("Dropped: 1 no-party-resolved.\n")
    assert Store("rapallo.duckdb").view().counts().events == 5


def test_the_same_again_adds_nothing_and_says_so(coded: CommandLine, news: Path) -> None:
    ran = coded("code", str(news))
    assert ran.code == 0
    assert ran.err.startswith("Coded 0 articles (3 already known) into rapallo.duckdb: 0 events")
    assert Store("rapallo.duckdb").view().counts().articles == 3


def test_a_copy_under_another_id_is_counted_as_known(rapallo: CommandLine) -> None:
    rows = [ROWS[1], ROWS[1] | {"id": "copy"}]
    ran = rapallo("code", "-", stdin="".join(json.dumps(row) + "\n" for row in rows))
    assert ran.err.startswith("Coded 1 article (1 already known, 1 of them under another id) into")
    again = rapallo("code", "-", stdin=json.dumps(ROWS[1] | {"id": "another"}) + "\n")
    assert again.err.startswith("Coded 0 articles (1 already known, 1 of them under another id)")


def test_what_cannot_be_read_is_told_and_the_rest_coded(rapallo: CommandLine, news: Path) -> None:
    ran = rapallo("code", "nowhere.txt", str(news), "--drops", "drops.jsonl")
    assert ran.code == 0
    assert "Coded 3 articles" in ran.err
    assert "nowhere.txt" in ran.err
    drops = [json.loads(line) for line in Path("drops.jsonl").read_text("utf-8").splitlines()]
    assert {"n1:2", "nowhere.txt"} <= {drop["where"] for drop in drops}
    assert all(set(drop) == {"reason", "where", "detail", "mend"} for drop in drops)


def test_a_run_that_could_read_nothing_ends_with_3(rapallo: CommandLine) -> None:
    ran = rapallo("code", "nowhere.txt")
    assert ran.code == 3
    assert "Error: Nothing could be read from nowhere.txt. Give .txt" in ran.err
    assert "Traceback" not in ran.err


def test_records_go_to_stdout_alone(rapallo: CommandLine, news: Path) -> None:
    ran = rapallo("code", str(news), "--jsonl", "-")
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert [record["article"] for record in records] == ["n1", "n1", "n2", "n2", "n3"]
    assert records[0]["event"] == ["SUPPORT"]
    assert ran.err.startswith("Coded 3 articles into stdout: 5 events")
    assert not Path("rapallo.duckdb").exists()


def test_records_go_to_a_file(rapallo: CommandLine, news: Path) -> None:
    assert rapallo("code", str(news), "--jsonl", "out.jsonl").code == 0
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == 5


def test_db_and_jsonl_exclude_each_other(rapallo: CommandLine, news: Path) -> None:
    ran = rapallo("code", str(news), "--db", "a.duckdb", "--jsonl", "-")
    assert ran.code == 2
    assert "give either --db or --jsonl" in ran.err


@pytest.mark.parametrize("option", ["--drops", "--jsonl"])
def test_a_file_that_cannot_be_written_ends_with_5(rapallo: CommandLine, news: Path, option: str) -> None:
    ran = rapallo("code", str(news), option, "no/such/folder/x.jsonl")
    assert ran.code == 5
    assert "no/such/folder/x.jsonl" in ran.err


def test_a_file_of_another_program_ends_with_4(rapallo: CommandLine, news: Path) -> None:
    Path("other.db").write_bytes(b"SQLite format 3\x00" + b"\x00" * 4096)
    ran = rapallo("code", str(news), "--db", "other.db")
    assert ran.code == 4
    assert ran.err.startswith("Error: ")
    assert "other.db" in ran.err


def test_a_missing_model_ends_with_6(rapallo: CommandLine, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rapallo.errors import ModelError

    def no_model(knowledge: object) -> None:
        raise ModelError("The model file x.onnx cannot be loaded.", mend="Reinstall rapallo.")

    monkeypatch.setattr("rapallo.cli.coding_run.Coder", no_model)
    ran = rapallo("code", str(news))
    assert (ran.code, ran.err) == (6, "Error: The model file x.onnx cannot be loaded. Reinstall rapallo.\n")
