"""Answers of a person: single keys and short lines, from a terminal or, line by line, from a pipe."""

from __future__ import annotations

import sys
from typing import Protocol

import click


class Answers(Protocol):
    """Where answers come from. Both raise EOFError at their end."""

    def key(self, question: str) -> str:
        """One key, in lower case."""
        ...

    def line(self, question: str) -> str:
        """A line, without spaces around it."""
        ...


class TerminalAnswers:
    """A person at a terminal: a key counts when it is pressed."""

    def key(self, question: str) -> str:
        click.echo(question, nl=False)
        pressed = click.getchar()
        shown = pressed if pressed.isprintable() else ""
        click.echo(shown)
        return shown.lower()

    def line(self, question: str) -> str:
        return input(question).strip()


class PipedAnswers:
    """Lines of standard input; a key is the first letter of a line."""

    def key(self, question: str) -> str:
        return self.line(question)[:1].lower()

    def line(self, question: str) -> str:
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            raise EOFError
        click.echo(f"{question}{line.strip()}")
        return line.strip()


def answers() -> Answers:
    """Those of standard input, whatever it is."""
    return TerminalAnswers() if sys.stdin and sys.stdin.isatty() and sys.stdout.isatty() else PipedAnswers()
