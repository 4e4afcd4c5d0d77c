"""Without knowing anything: `rapallo`, `--help`, `--version`, and the reference in the docs."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from command_line import CommandLine

import rapallo as rapallo_package
from rapallo.cli import rapallo as group

ROOT = Path(__file__).parents[2]
HEAVY = {"duckdb", "numpy", "onnxruntime", "pyarrow", "pydantic", "rich", "tokenizers", "trafilatura", "dateparser"}


def test_alone_it_gives_a_short_orientation(rapallo: CommandLine) -> None:
    ran = rapallo()
    assert ran.code == 0
    assert "rapallo demo" in ran.out
    assert "rapallo dyad Serbia Russia" in ran.out
    assert len(ran.out.splitlines()) < 10


def test_help_names_every_command_whole(rapallo: CommandLine) -> None:
    out = rapallo("--help").out
    for name in group.commands:
        line = next(line for line in out.splitlines() if line.startswith(f"  {name} "))
        assert line.endswith("."), "the short help is not cut"


@pytest.mark.parametrize("name", group.commands)
def test_each_help_ends_in_an_example(rapallo: CommandLine, name: str) -> None:
    for flag in ("--help", "-h"):
        ran = rapallo(name, flag)
        assert ran.code == 0
        assert f"rapallo {name}" in ran.out.partition("Example:")[2]


@pytest.mark.parametrize("arguments", [["--help"], [], ["code", "--help"], ["dyad", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from rapallo.cli import main; main(sys.argv[1:]); "
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(rapallo_package.__file__).parents[1])}
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    assert ran.stderr == "[]\n"


def test_the_version_names_what_makes_events(rapallo: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from stand_in import StandInCoder

    monkeypatch.setattr("rapallo.pipeline.Coder", StandInCoder)
    ran = rapallo("--version")
    assert ran.code == 0
    assert ran.out.startswith("rapallo 0.")
    assert "coder 0.1.0, model stand-in, knowledge stand-in" in ran.out


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_cli", ROOT / "docs" / "generate_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_in_the_docs_is_that_of_the_commands() -> None:
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == _generator().reference(), "run: python docs/generate_cli.py"


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for name, command in group.commands.items():
        assert f"## rapallo {name}" in text
        for option in command.params:
            assert option.opts[-1] in text or str(option.metavar) in text
