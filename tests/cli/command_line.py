"""Runs commands in the process of the test, and three articles of our own for them."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

import pytest

from rapallo.cli import main

ROWS = [
    {
        "id": "n1",
        "title": "",
        "text": "BELGRADE - Serbia praises Russia for its help in the floods. Serbia never sanctions Russia over the "
        "war, its president vowed on Monday. Russia aids Ruritania.",
        "published": "2014-05-20",
        "outlet": "Danube Sample",
    },
    {
        "id": "n2",
        "text": "Serbia meets Russia in Sochi to talk of gas. Hungary visits Serbia.",
        "published": "2019-12-04",
        "outlet": "Moscow Sample",
    },
    {
        "id": "n3",
        "text": "Russia accuses Serbia of sending shells to a third country.",
        "published": "2025-05-29",
        "outlet": "Moscow Sample",
    },
]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command ended with."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Runs commands in this process and gives what they print."""

    captured: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str, stdin: str = "", columns: int = 80) -> Ran:
        self.monkeypatch.setenv("COLUMNS", str(columns))
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        self.captured.readouterr()
        code = main(arguments)
        out, err = self.captured.readouterr()
        return Ran(code, out, err)
