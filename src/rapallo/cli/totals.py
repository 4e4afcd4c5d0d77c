"""How many articles an input holds, where that can be known without reading it: for the progress bar only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

ONE_ARTICLE_ENDINGS = frozenset({".txt", ".html", ".htm"})
ONE_A_LINE_ENDINGS = frozenset({".jsonl", ".ndjson"})
CHUNK_BYTES = 1 << 20


def expected_articles(inputs: Sequence[str]) -> int | None:
    """Their number, or None where one of the inputs tells it only when it is read (or nobody watches)."""
    if not sys.stderr.isatty():
        return None
    try:
        counts = [_count(Path(name)) for given in inputs for name in _files(given)]
    except OSError:
        return None
    return None if None in counts else sum(count or 0 for count in counts)


def _files(given: str) -> list[Path]:
    path = Path(given)
    return [p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")] if path.is_dir() else [path]


def _count(path: Path) -> int | None:
    if path.suffix.lower() in ONE_ARTICLE_ENDINGS:
        return 1
    if path.suffix.lower() in ONE_A_LINE_ENDINGS and path.is_file():
        return _lines(path)
    return None


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(CHUNK_BYTES), b"")
        return sum(chunk.count(b"\n") for chunk in chunks)
