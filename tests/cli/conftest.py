"""The commands run in an empty folder, with a coder that needs no model, on a few sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import ROWS, CommandLine
from stand_in import StandInCoder


@pytest.fixture
def rapallo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """`rapallo("events", "--actor", "Serbia")` → exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rapallo.cli.coding_run.Coder", StandInCoder)
    for variable in ("NO_COLOR", "FORCE_COLOR", "RAPALLO_DB", "RAPALLO_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three articles as JSON Lines."""
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    return path


@pytest.fixture
def coded(rapallo: CommandLine, news: Path) -> CommandLine:
    """The command line in a folder whose rapallo.duckdb holds the three articles."""
    assert rapallo("code", str(news)).code == 0
    return rapallo
