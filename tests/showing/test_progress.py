"""The summary of a run counts what was done and why the rest was not."""

from __future__ import annotations

from collections import Counter

import pytest

from rapallo.records import Drop
from rapallo.showing import Tally, progress, summary


def test_the_summary_counts_articles_events_and_drops_by_reason() -> None:
    tally = Tally(coded=1204, known=12, copies=3, events=5021, drops=Counter({"empty": 1, "no-party-resolved": 30}))
    head, _, rest = summary(tally, into="news.duckdb").partition(" in ")
    assert head == (
        "Coded 1,204 articles (12 already known, 3 of them under another id) into news.duckdb: 5,021 events"
    )
    assert rest.endswith("s. Dropped: 30 no-party-resolved, 1 empty.")


def test_the_summary_of_a_run_without_drops_says_so() -> None:
    assert summary(Tally(coded=1, events=1), into="x").startswith("Coded 1 article into x: 1 event in ")
    assert summary(Tally(coded=1, events=1), into="x").endswith("Dropped: nothing.")


def test_drops_are_counted_by_reason() -> None:
    tally = Tally()
    tally.count_drops([Drop("empty", "a"), Drop("binary", "b"), Drop("empty", "c")])
    assert tally.drops == {"empty": 2, "binary": 1}


def test_without_a_terminal_no_progress_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(Tally(), total=3) as show:
        show()
    assert capsys.readouterr() == ("", "")
