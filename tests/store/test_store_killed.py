"""A run that is killed at any moment, and run again, ends as an undisturbed one does."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from pathlib import Path

from store_samples import FIRST, SECOND, code_samples, facts, recode_samples

from rapallo.errors import StoreError
from rapallo.store import Store

ARTICLES = 32
KILLS = 8

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["store_samples"])


def kill_at_a_random_moment(target: Callable[..., None], *arguments: object, within_seconds: float) -> bool:
    """Whether the process was still at work when the kill came."""
    child = processes.Process(target=target, args=arguments)
    child.start()
    time.sleep(random.uniform(0, within_seconds))
    child.kill()
    child.join()
    return child.exitcode != 0


def test_killed_coding_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    undisturbed, disturbed = tmp_path / "undisturbed.duckdb", tmp_path / "disturbed.duckdb"
    code_samples(undisturbed, ARTICLES)
    for _ in range(KILLS):
        kill_at_a_random_moment(code_samples, disturbed, ARTICLES, within_seconds=0.4)
        if disturbed.exists():  # a reader comes first, and finds whole batches
            counts = Store(disturbed).view().counts()
            assert counts.events == 2 * counts.articles
            assert counts.drops.get("no-party-resolved", 0) == counts.articles
    code_samples(disturbed, ARTICLES)
    assert facts(disturbed) == facts(undisturbed)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disturbed.duckdb", "undisturbed.duckdb"]


def test_killed_recode_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    undisturbed, disturbed = tmp_path / "undisturbed.duckdb", tmp_path / "disturbed.duckdb"
    for path in (undisturbed, disturbed):
        code_samples(path, ARTICLES, batch=20)
    recode_samples(undisturbed)
    for _ in range(KILLS):
        if not kill_at_a_random_moment(recode_samples, disturbed, within_seconds=0.4):
            break
        counts = Store(disturbed).view().counts()
        assert counts.events == 2 * ARTICLES
        assert counts.versions in (FIRST, SECOND)
        assert {event.versions for event in Store(disturbed).view().events()} == {counts.versions}
    recode_samples(disturbed)
    assert facts(disturbed) == facts(undisturbed)


def test_killed_before_the_first_batch_leaves_nothing_that_hinders(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    for _ in range(KILLS):
        kill_at_a_random_moment(code_samples, path, 2, within_seconds=0.08)
        try:
            Store(path).view().counts()
        except StoreError as error:
            assert not path.exists()
            assert "rapallo code" in error.mend
    code_samples(path, 2)
    assert Store(path).view().counts().articles == 2
