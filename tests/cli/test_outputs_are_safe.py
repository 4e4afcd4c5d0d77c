"""What `code` writes never destroys what it reads or what an earlier run wrote."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from rapallo.cli import rapallo

TEXT = "Envoys meet\n\nSerbia's envoy met Hungary's foreign minister in Budapest on Friday.\n"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "envoys.txt"
    path.write_text(TEXT)
    return path


@pytest.mark.parametrize("option", ["--jsonl", "--drops"])
def test_an_output_that_is_an_input_is_refused_and_untouched(article: Path, option: str) -> None:
    result = CliRunner().invoke(rapallo, ["code", "envoys.txt", option, str(article)])
    assert result.exit_code == 2
    assert "is an input" in result.output
    assert article.read_text() == TEXT


def test_two_outputs_into_one_file_are_refused(article: Path) -> None:
    assert CliRunner().invoke(rapallo, ["code", article.name, "--jsonl", "x", "--drops", "x"]).exit_code == 2


def test_an_empty_path_is_refused(article: Path) -> None:
    assert CliRunner().invoke(rapallo, ["code", ""]).exit_code == 2


def test_where_nothing_can_be_read_earlier_records_stay_and_no_database_is_made(article: Path) -> None:
    Path("kept.jsonl").write_text("earlier\n")
    CliRunner().invoke(rapallo, ["code", "mistyped.txt", "--jsonl", "kept.jsonl"])
    CliRunner().invoke(rapallo, ["code", "mistyped.txt", "--db", "new.duckdb"])
    assert Path("kept.jsonl").read_text() == "earlier\n"
    assert not Path("new.duckdb").exists()


def test_another_text_under_a_taken_id_is_told_with_the_way_out(article: Path) -> None:
    CliRunner().invoke(rapallo, ["code", "envoys.txt"])
    article.write_text(TEXT.replace("Friday", "Monday"))
    result = CliRunner().invoke(rapallo, ["code", "envoys.txt"])
    assert result.exit_code != 0
    assert "id-taken" in result.output
    assert "Nothing could be read" not in result.output
