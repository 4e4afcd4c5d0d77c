"""Runs the examples of README and docs and writes what they show: python docs/generate_examples.py [PAGE...].

In a fenced block named `console`, every line that begins with "$ " is run in bash and what follows it is its output. A
block named `python` is run; where a block named `text` follows at once, that is its output. The examples of a page run
in order in one folder, which holds nothing but a copy of docs/samples. Blocks of other names are left alone. A test
keeps pages and commands in step.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = Path("docs") / "samples"
PAGES = ("README.md", "docs/guide.md", "docs/how-it-works.md", "docs/data-formats.md")
# What has happened before a page begins, where the page does not say so itself.
BEFORE: Mapping[str, str] = {"docs/data-formats.md": "rapallo code docs/samples"}
EXAMPLE_SECONDS_MAX = 120
# As pip writes it; the guard is for worker processes, which import it.
ENTRY = """\
#!{python}
import sys
from rapallo.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""
# Processors round differently in the last digits.
DECIMALS_APART_MAX = 0.02

_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_EVENT_ID = re.compile(r"\b(?=[a-f]*\d)[0-9a-f]{8}\b")
_DECIMAL = re.compile(r"-?\d+\.\d+(?! s\b)")
_VOLATILE = {
    r"\b\d+\.\d s\b": "0.0 s",
    r"\bknowledge \d{4}\.\d+-[0-9a-f]+": "knowledge",
    r"Python \d\.\d+\.\d+": "Python",
    r"[█·│]+": "|",
}


class ExampleError(Exception):
    """An example of the docs that does not run."""


class Examples:
    """A page whose examples are run anew; made for one pass over one page."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._renamed: dict[str, str] = {}
        shutil.copytree(ROOT / SAMPLES, folder / SAMPLES)
        self._environment = _environment(folder / ".bin")

    def run(self, command: str) -> str:
        """What a terminal would show of a command. Raises ExampleError where it fails."""
        return self._output(["bash", "-c", command], command)

    def filled(self, page: str) -> str:
        """The page with the outputs that its examples give now."""
        return _BLOCK.sub(self._block, page)

    def _block(self, block: re.Match[str]) -> str:
        kind, code, shown = block.groups()
        if kind == "console":
            return f"```console\n{_COMMAND.sub(self._command, code)}```\n" + _text(shown)
        output = self._output([sys.executable, "-c", code], code)
        return f"```python\n{code}```\n" + _text(shown if shown is None or same(shown, output) else output)

    def _command(self, example: re.Match[str]) -> str:
        command, shown = example.groups()
        for old, new in self._renamed.items():
            command = command.replace(old, new)
        output = self.run(command)
        self._renamed |= successors(shown, output)
        # A console block may end on an empty line to stand apart from the next command.
        gap = "\n" if shown.endswith("\n\n") else ""
        return f"$ {command}\n{shown if same(shown, output) else output + gap}"

    def _output(self, arguments: list[str], what: str) -> str:
        ran = subprocess.run(
            arguments,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=EXAMPLE_SECONDS_MAX,
            check=False,
        )
        output = ran.stdout.decode("utf-8")
        if ran.returncode:
            raise ExampleError(f"exit code {ran.returncode} of:\n{what}\n{output}")
        return output if output.endswith("\n") or not output else f"{output}\n"


def same(shown: str, output: str) -> bool:
    """Whether two outputs differ in nothing but durations, the last digits of figures and the knowledge's hash."""
    one, other = _settled(shown), _settled(output)
    figures = zip(_DECIMAL.findall(one), _DECIMAL.findall(other), strict=False)
    return _DECIMAL.sub("0.0", one) == _DECIMAL.sub("0.0", other) and all(
        abs(float(a) - float(b)) <= DECIMALS_APART_MAX for a, b in figures
    )


def successors(shown: str, output: str) -> dict[str, str]:
    """For each event id of an old output the id that stands with the most similar words in the new one."""
    entries = {new: entry for entry in _entries(output) for new in _EVENT_ID.findall(entry)}
    if not entries:
        return {}
    found: dict[str, str] = {}
    for entry in _entries(shown):
        for old in _EVENT_ID.findall(entry):
            found[old] = old if old in entries else max(entries, key=lambda new: _likeness(entry, entries[new]))
    return found


def _entries(output: str) -> list[str]:
    """Paragraphs; of a table, lines."""
    paragraphs = output.split("\n\n")
    return [e for p in paragraphs for e in (p.splitlines() if len(_EVENT_ID.findall(p)) > 1 else [p])]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _settled(output: str) -> str:
    for pattern, word in _VOLATILE.items():
        output = re.sub(pattern, word, output)
    return output.strip()


def _text(shown: str | None) -> str:
    return "" if shown is None else f"\n```text\n{shown}```\n"


def _environment(commands: Path) -> dict[str, str]:
    """That of a user with a terminal of 80 columns and no settings, with this Python's `rapallo`."""
    commands.mkdir()
    entry = commands / "rapallo"
    entry.write_text(ENTRY.format(python=sys.executable), "utf-8")
    entry.chmod(0o755)
    (commands / "python").symlink_to(sys.executable)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPALLO_")}
    return kept | {
        "PATH": f"{commands}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",  # stdout and stderr in the order of a terminal
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }


def filled(name: str) -> str:
    """A page (its path from the root of the repository) with its examples run anew. Raises ExampleError."""
    with tempfile.TemporaryDirectory() as folder:
        examples = Examples(Path(folder))
        if name in BEFORE:
            examples.run(BEFORE[name])
        return examples.filled((ROOT / name).read_text("utf-8"))


if __name__ == "__main__":
    for page_name in sys.argv[1:] or PAGES:
        (ROOT / page_name).write_text(filled(page_name), "utf-8")
