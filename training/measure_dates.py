"""How right the time rules are, against the coded dates of the training set; and how fast, beside dateparser.

    python -m training.measure_dates             score on the unseen fifth
    python -m training.measure_dates --misses    list the misses of the four fifths that the rules were written on

The labels of ../shared were made by language-model coders; no person has checked them. A date is right when it equals
the coded one to the coded one's granularity, as shared/tools/score_events.py counts; `exact` asks for the same
granularity too.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rapallo.coding.when import resolve_date

CODING = Path(__file__).parents[1].parent / "shared" / "coding"
SETS = ("train_articles", "train_headlines")
UNSEEN_ONE_IN = 5
TIMING_ROUNDS = 5

Resolver = Callable[["Row", list[str]], str]


@dataclass(frozen=True, slots=True)
class Row:
    """Time words of a coded event, and the date that its coder gave them ('' for unknowable)."""

    article: str
    words: str
    published: date | None
    marks: tuple[str, ...]
    gold: str

    @property
    def unseen(self) -> bool:
        """Whether the row belongs to the fifth that nobody looked at while the rules were written."""
        return int(hashlib.sha256(self.article.encode()).hexdigest(), 16) % UNSEEN_ONE_IN == 0


def coded_rows() -> Iterator[Row]:
    """Every row of the training set that names the words of its date, in the order of the files."""
    for name in SETS:
        published = {text["id"]: text.get("published") for text in _lines(f"{name}_text")}
        for row in _lines(name):
            if row["date_text"]:
                day = published[row["id"]]
                told = date.fromisoformat(day) if day else None
                yield Row(row["id"], row["date_text"], told, tuple(row["aux"]), row["date"] or "")


def _lines(name: str) -> Iterator[dict[str, Any]]:
    with (CODING / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def ours(row: Row, earlier: list[str]) -> str:
    """Our own rules, with what a run knows: the marks and the dates that the article told before."""
    future, historical = "future" in row.marks, "historical" in row.marks
    found = resolve_date(row.words, row.published, future=future, historical=historical, earlier=earlier)
    return found.value if found else ""


def dateparser_alone(row: Row, _: list[str]) -> str:
    """The library given the base date, the language, and past or future as the marks say."""
    import dateparser

    found = dateparser.parse(row.words, languages=["en"], settings=_settings(row))
    return found.date().isoformat() if found else ""


def dateparser_search(row: Row, _: list[str]) -> str:
    """The library's search for a date within the words ("early Friday morning"); its first finding."""
    from dateparser.search import search_dates

    found = search_dates(row.words, languages=["en"], settings=_settings(row))
    return found[0][1].date().isoformat() if found else ""


def _settings(row: Row) -> dict[str, Any]:
    base = datetime.combine(row.published or date.today(), datetime.min.time())
    return {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future" if "future" in row.marks else "past"}


def verdict(value: str, gold: str) -> str:
    """One of: exact, finer (right, but claims more than the coder did), coarser, none, wrong."""
    if value == gold:
        return "exact"
    if not value:
        return "none"
    if value.startswith(gold):
        return "finer"
    return "coarser" if gold.startswith(value) else "wrong"


def resolved(rows: list[Row], resolver: Resolver) -> Iterator[tuple[Row, str]]:
    """Each row with the value that the resolver gives it."""
    earlier: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        value = resolver(row, earlier[row.article])
        if value:
            earlier[row.article].append(value)
        yield row, value


def report(name: str, rows: list[Row], resolver: Resolver) -> None:
    """Print accuracy over the rows with a coded date, and the share left open of those without one."""
    results = list(resolved(rows, resolver))
    counts = Counter(verdict(value, row.gold) for row, value in results if row.gold)
    dated, right = counts.total(), counts["exact"] + counts["finer"]
    undated = [value for row, value in results if not row.gold]
    told = "  ".join(f"{kind} {counts[kind]}" for kind in ("exact", "finer", "coarser", "none", "wrong"))
    print(f"{name:24} right {right}/{dated} = {right / dated:.3f}   exact {counts['exact'] / dated:.3f}")
    print(f"{'':24} {told};  without a coded date: {undated.count('')} of {len(undated)} left open")


def calls_a_second(rows: list[Row], resolver: Resolver, rounds: int) -> float:
    """Calls a second over the rows, the best of some rounds."""
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        for row in rows:
            resolver(row, [])
        seconds.append(time.perf_counter() - started)
    return len(rows) / min(seconds)


def main() -> None:
    """Score and time the rules, or list their misses on the rows that may be looked at."""
    if not CODING.exists():
        sys.exit("The training set is not here: ../shared/coding does not exist.")
    rows = list(coded_rows())
    seen, unseen = [row for row in rows if not row.unseen], [row for row in rows if row.unseen]
    if "--misses" in sys.argv:
        for row, value in resolved(seen, ours):
            if row.gold and not value.startswith(row.gold):
                told = f"{row.words!r} published {row.published} {','.join(row.marks)}"
                print(f"{told}: coded {row.gold}, ours {value or 'none'}")
        return
    report("ours, rules written on", seen, ours)
    for name, resolver, rounds in (
        ("ours, unseen", ours, TIMING_ROUNDS),
        ("dateparser, unseen", dateparser_alone, 1),
        ("dateparser search", dateparser_search, 1),
    ):
        report(name, unseen, resolver)
        print(f"{'':24} {calls_a_second(unseen, resolver, rounds):,.0f} calls a second")


if __name__ == "__main__":
    main()
