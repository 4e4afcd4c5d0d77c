"""The two articles that the project began with, read end to end by the shipped model (where ../shared is there)."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from rapallo.cli import rapallo

SHARED = Path(__file__).parents[2] / "shared"

pytestmark = pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="../shared is not here")


def test_at_least_ten_of_the_sixteen_core_events_are_found(tmp_path: Path) -> None:
    coded = tmp_path / "coded.jsonl"
    articles = sorted(str(path) for path in (SHARED / "articles").glob("*.txt"))
    result = CliRunner().invoke(rapallo, ["code", *articles, "--jsonl", str(coded)])
    assert result.exit_code == 0, result.output
    expected = SHARED / "coding" / "expected_articles.jsonl"
    checker = [sys.executable, str(SHARED / "tools" / "check_expected.py"), str(expected), str(coded), "--find", "10"]
    checked = subprocess.run(checker, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
