"""Terminals, pipes and Ctrl-C: what only shows in a process of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import rapallo
from rapallo.store import Store

HERE = Path(__file__).parent
COMMAND = [sys.executable, str(HERE / "run_with_stand_in.py")]


def environment(**more: str) -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "RAPALLO_DB")}
    paths = [str(Path(rapallo.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return plain | {"TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(filter(None, paths))} | more


def rows(number: int, *, text: str = "Serbia praises Russia.") -> str:
    return "".join(
        json.dumps({"id": f"a{i}", "text": f"{text} {i}", "published": "2024-01-01"}) + "\n" for i in range(number)
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose rapallo.duckdb holds 300 events; the tests only read it."""
    path = tmp_path_factory.mktemp("coded")
    (path / "news.jsonl").write_text(rows(300), "utf-8")
    subprocess.run([*COMMAND, "code", "news.jsonl"], cwd=path, env=environment(), check=True, capture_output=True)
    return path


def on_a_terminal(arguments: list[str], folder: Path, **env: str) -> str:
    """What a command writes where both stdout and stderr are a terminal of 80 columns."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, env=environment(COLUMNS="80", **env), stdout=slave, stderr=slave
    )
    os.close(slave)
    written = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        written += chunk
    os.close(master)
    assert process.wait(timeout=60) == 0
    return written.decode()


def test_a_terminal_gets_colour_and_no_color_takes_it_away(folder: Path) -> None:
    assert "\x1b[32m" in on_a_terminal(["events", "--limit", "3"], folder)
    assert not re.search(r"\x1b\[\d*3[0-7]m", on_a_terminal(["events", "--limit", "3"], folder, NO_COLOR="1"))


def test_a_terminal_gets_progress_and_the_summary_in_the_end(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(rows(40, text="Slowly: Serbia praises Russia."), "utf-8")
    written = on_a_terminal(["code", "news.jsonl"], tmp_path)
    assert "articles" in written
    assert re.search(r"\d+/40", written), "so many of how many"
    assert re.search(r"\d+ events? · [\d.]+/s", written)
    assert "Coded 40 articles into rapallo.duckdb: 40 events" in written.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments", [["events", "--format", "jsonl"], ["events", "--limit", "300"], ["dyad", "SRB", "RUS"]]
)
def test_a_closed_pipe_ends_quietly(folder: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=environment(), stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert ran.returncode == 0
    assert b"Error" not in ran.stderr
    assert b"Broken pipe" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["events", "--format", "jsonl"], ["events"], ["dyad", "SRB", "RUS"], ["--help"]])
def test_a_full_output_ends_with_5(folder: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*COMMAND, *arguments],
            cwd=folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert ran.returncode == 5
    assert ran.stderr.count("Error: ") == 1
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "arguments", [["code", "bad.jsonl", "--drops", "/dev/full"], ["events", "-o", "/dev/full", "--format", "table"]]
)
def test_a_full_disk_names_the_file_and_ends_with_5(folder: Path, arguments: list[str]) -> None:
    (folder / "bad.jsonl").write_text("broken\n")
    ran = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=environment(), capture_output=True, check=False, text=True
    )
    assert ran.returncode == 5
    assert "Error: /dev/full cannot be written: No space left on device" in ran.stderr


def test_a_terminal_without_unicode_still_gets_the_table(folder: Path) -> None:
    ran = subprocess.run(
        [*COMMAND, "events"], cwd=folder, env=environment(PYTHONIOENCODING="ascii"), capture_output=True, check=True
    )
    assert b"SRB ? RUS" in ran.stdout


def test_ctrl_c_keeps_what_is_coded_and_the_same_command_goes_on(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(rows(400, text="Slowly: Serbia praises Russia."), "utf-8")
    process = subprocess.Popen(
        [*COMMAND, "code", "news.jsonl"],
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in the background of a script, Ctrl-C is ignored by all that they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "rapallo.duckdb").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    kept = re.search(r"Stopped, with (\d+) articles? of this run kept in rapallo.duckdb. The same command again", err)
    assert kept, err
    assert Store(tmp_path / "rapallo.duckdb").view().counts().articles == int(kept[1]) > 0
    again = subprocess.run(
        [*COMMAND, "code", "news.jsonl"], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert f"({kept[1]} already known)" in again.stderr
    assert Store(tmp_path / "rapallo.duckdb").view().counts().events == 400


def test_an_unexpected_error_is_told_without_a_traceback_unless_asked_for(tmp_path: Path) -> None:
    broken = (
        "import sys; import rapallo.cli as c; "
        "c.rapallo.commands['events'].callback = lambda **_: 1 / 0; sys.exit(c.main())"
    )
    command = [sys.executable, "-c", broken, "events"]
    quiet = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert quiet.returncode == 1
    assert quiet.stderr.startswith("Error: ZeroDivisionError: division by zero.")
    assert "RAPALLO_DEBUG=1" in quiet.stderr
    assert "Traceback" not in quiet.stderr
    loud = subprocess.run(
        command, cwd=tmp_path, env=environment(RAPALLO_DEBUG="1"), capture_output=True, text=True, check=False
    )
    assert "Traceback" in loud.stderr


def test_a_wrong_setting_names_its_variable(tmp_path: Path) -> None:
    ran = subprocess.run(
        [*COMMAND, "events"],
        cwd=tmp_path,
        env=environment(RAPALLO_STORE_WAIT_SECONDS="soon"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "RAPALLO_STORE_WAIT_SECONDS" in ran.stderr


def test_a_closed_stdout_is_told_at_once() -> None:
    ran = subprocess.run(
        ["bash", "-c", '"$0" -m rapallo demo >&-', sys.executable], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (5, "Error: Standard output is closed. Send it to a file or to /dev/null.\n")
