"""The sample: how it is shared out, and that it is the same for the same seed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rapallo.errors import InputError
from rapallo.records import Article, CodedArticle, Entity, Event, Versions, evidence
from rapallo.reviewing import Sample, draw
from rapallo.reviewing.sample import allocate, sample_of, sample_row
from rapallo.store import Store, Stratum

VERSIONS = Versions("1", "m", "k")


def strata(*sizes: int) -> list[Stratum]:
    return [Stratum("ACCUSE", third, events, 0.0, 1.0) for third, events in enumerate(sizes, 1)]


@pytest.mark.parametrize(
    ("sizes", "size", "drawn"),
    [
        ((100, 100, 100), 9, [3, 3, 3]),
        ((10_001, 101, 1), 23, [20, 3, 0]),
        ((10_001, 101, 2), 113, [100, 11, 2]),  # small strata are taken whole
        ((5, 5, 5), 100, [5, 5, 5]),  # no more than there are
        ((10_000, 100, 1), 2, [2, 0, 0]),  # too few for one of each
        ((1, 1, 1), 3, [1, 1, 1]),
    ],
)
def test_strata_are_drawn_by_the_root_of_their_size_and_at_least_once(
    sizes: tuple[int, ...], size: int, drawn: list[int]
) -> None:
    allocated = list(allocate(strata(*sizes), size).values())
    assert sum(allocated) == min(size, sum(sizes))
    assert all(number <= events for number, events in zip(allocated, sizes, strict=True))
    if size >= len(sizes):
        assert min(allocated) >= 1
    assert max(abs(one - other) for one, other in zip(allocated, drawn, strict=True)) <= 2


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Two types, 30 and 3 events, of rising confidence."""
    path = tmp_path / "news.duckdb"
    text = "Serbia accuses Russia. " * 33
    article = Article(text.strip(), id="a1", published=date(2024, 1, 1))
    sentences = [evidence(article, 23 * n, 23 * n + 22) for n in range(33)]
    events = [
        Event(
            article="a1",
            type="ACCUSE" if number < 30 else "AID",
            actors=(Entity("SRB"),),
            recipients=(Entity("RUS"),),
            sentence=sentence,
            trigger=evidence(article, sentence.start + 7, sentence.start + 14),
            versions=VERSIONS,
            confidence=number / 33,
            sequence=number,
        )
        for number, sentence in enumerate(sentences)
    ]
    with Store(path).writer(VERSIONS) as writer:
        writer.add([CodedArticle(article, 33, tuple(events))])
    return path


def drawn(database: Path, size: int, seed: int) -> Sample:
    return draw(Store(database).view(), "news.duckdb", size=size, seed=seed)


def test_strata_are_thirds_of_confidence_within_a_type(database: Path) -> None:
    sample = drawn(database, 12, 7)
    assert [(s.type, s.third, s.events) for s in sample.strata] == [
        *(("ACCUSE", third, 10) for third in (1, 2, 3)),
        *(("AID", third, 1) for third in (1, 2, 3)),
    ]
    bounds = [(s.confidence_min, s.confidence_max) for s in sample.strata[:3]]
    assert bounds == sorted(bounds)
    assert sample.population == 33


def test_the_same_seed_draws_the_same_events_in_the_same_order_and_another_seed_others(database: Path) -> None:
    one, again, other = drawn(database, 12, 7), drawn(database, 12, 7), drawn(database, 12, 8)
    assert one == again
    assert len({d.event for d in one.drawn}) == 12
    assert {d.event for d in one.drawn} != {d.event for d in other.drawn}


def test_a_larger_sample_of_the_same_seed_holds_the_smaller_one(database: Path) -> None:
    assert {d.event for d in drawn(database, 9, 7).drawn} <= {d.event for d in drawn(database, 20, 7).drawn}


def test_a_sample_is_kept_in_one_row(database: Path) -> None:
    sample = drawn(database, 12, 7)
    assert sample_of(sample_row(sample)) == sample


def test_a_database_without_events_is_told(tmp_path: Path) -> None:
    with Store(tmp_path / "empty.duckdb").writer(VERSIONS):
        pass
    with pytest.raises(InputError, match="no events to review"):
        drawn(tmp_path / "empty.duckdb", 10, 7)
