"""Writes docs/cli.md from the help of the commands: python docs/generate_cli.py. A test keeps the two in step."""

from __future__ import annotations

from pathlib import Path

import click

from rapallo.cli import rapallo

WIDTH = 80
HEAD = """\
# The commands

Generated from `--help` by `python docs/generate_cli.py`; do not edit by hand. Names are accepted wherever codes are
(`Serbia`, `SRB`, `EU`, `NATO`). Data goes to stdout, everything else (progress, summaries, errors) to stderr.

Settings and exit codes: [guide.md](guide.md#settings).
"""


def reference() -> str:
    """The whole page."""
    parts = [HEAD, _section(rapallo, "rapallo")]
    parts += [_section(command, f"rapallo {name}") for name, command in rapallo.commands.items()]
    return "\n".join(parts)


def _section(command: click.Command, path: str) -> str:
    settings = {**rapallo.context_settings, "terminal_width": WIDTH}
    parent = None if command is rapallo else click.Context(rapallo, info_name="rapallo")
    context = click.Context(command, info_name=command.name, parent=parent, **settings)
    return f"## {path}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    Path(__file__).with_name("cli.md").write_text(reference(), "utf-8")
