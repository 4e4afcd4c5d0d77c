"""Identity is content: the same text is stored once, whatever it is called and however often it comes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from store_samples import FIRST, SECOND, article, coded, event, facts

from rapallo.errors import StoreStaleError
from rapallo.records import CodedArticle, Drop
from rapallo.store import Added, EventFilter, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "rapallo.duckdb")


def test_coding_the_same_again_adds_nothing(store: Store) -> None:
    with store.writer(FIRST) as writer:
        assert writer.add([coded(1), coded(2)]) == Added(articles=2, events=4)
        assert writer.add([coded(2)]) == Added(known=1)
    before = facts(store.path)
    with store.writer(FIRST) as writer:
        assert writer.known(coded(1).article)
        assert writer.add([coded(1), coded(2)]) == Added(known=2)
    assert facts(store.path) == before


def test_twice_in_one_batch_is_once(store: Store) -> None:
    with store.writer(FIRST) as writer:
        assert writer.add([coded(1), coded(1)]) == Added(articles=1, events=2, known=1)
    assert store.view().counts().articles == 1


def test_a_copy_under_another_id_is_counted_and_not_stored(store: Store) -> None:
    original, copy = article(1, id_="original"), article(1, id_="copy")
    with store.writer(FIRST) as writer:
        added = writer.add([CodedArticle(item, 3, (event(item),)) for item in (original, copy)])
        assert added == Added(articles=1, events=1, known=1, copies=1)
        assert writer.known(copy)
        assert writer.known_as(copy) == "original"
        assert writer.known_as(article(2)) is None
    assert [item.id for item in store.view().articles()] == ["original"]


def test_another_text_under_a_taken_id_is_refused_and_the_rest_goes_on(store: Store) -> None:
    with store.writer(FIRST) as writer:
        writer.add([coded(1)])
        imposter = article(1, text="Another text altogether. Serbia thanked Russia.")
        added = writer.add([CodedArticle(imposter, 2, (event(imposter),)), coded(2)])
    assert (added.articles, [drop.reason for drop in added.refused]) == (1, ["id-taken"])
    counts = store.view().counts()
    assert (counts.articles, counts.drops["id-taken"]) == (2, 1)
    assert store.view().article("sample-001") == coded(1).article


def test_text_that_is_no_unicode_is_refused_and_the_rest_goes_on(store: Store) -> None:
    broken = replace(article(1), text="Serbia thanked \ud800 Russia.", id="bro\udcffken")
    with store.writer(FIRST) as writer:
        added = writer.add([CodedArticle(broken, 1, ()), coded(2)])
        writer.drop([Drop("unreadable", "bad\udcffname.txt")])
    assert (added.articles, [drop.reason for drop in added.refused]) == (1, ["not-unicode"])
    assert store.view().counts().drops == {"no-party-resolved": 1, "not-unicode": 1, "unreadable": 1}


def test_an_event_told_twice_alike_is_one(store: Store) -> None:
    of = article(1)
    with store.writer(FIRST) as writer:
        assert writer.add([CodedArticle(of, 3, (event(of), event(of)))]).events == 1
    assert store.view().events() == [event(of)]


def test_drops_are_kept_once_and_counted_by_reason(store: Store) -> None:
    drops = [Drop("empty", "a.txt"), Drop("empty", "b.txt"), Drop("binary", "c.txt", "a PDF", "Save it as text.")]
    for _ in range(2):
        with store.writer(FIRST) as writer:
            writer.drop(drops)
            writer.drop(drops[:1])
    assert store.view().counts().drops == {"binary": 1, "empty": 2}


def test_batches_leave_no_trace(tmp_path: Path) -> None:
    whole, pieces = Store(tmp_path / "whole.duckdb"), Store(tmp_path / "pieces.duckdb")
    items = [coded(number) for number in range(9)]
    with whole.writer(FIRST) as writer:
        writer.add(items)
    for item in items:
        with pieces.writer(FIRST) as writer:
            writer.add([item])
    assert facts(whole.path) == facts(pieces.path)


def test_other_versions_are_refused_and_told_to_recode(store: Store) -> None:
    with store.writer(FIRST) as writer:
        writer.add([coded(1)])
    with pytest.raises(StoreStaleError, match=r"test-model-1.*test-model-2.*rapallo recode"), store.writer(SECOND):
        pass
    assert store.view().counts().versions == FIRST


def test_other_versions_may_code_into_an_empty_store(store: Store) -> None:
    with store.writer(FIRST):
        pass
    with store.writer(SECOND) as writer:
        writer.add([coded(1, SECOND)])
    assert store.view().counts().versions == SECOND


def test_recode_replaces_all_events_at_once(store: Store) -> None:
    with store.writer(FIRST) as writer:
        writer.add([coded(number) for number in range(5)])
        writer.drop([Drop("empty", "a.txt")])
    view = store.view()
    with store.recoding(SECOND) as recoding:
        assert recoding.remaining == 5
        for of in recoding:
            assert of == coded(int(of.id[-3:])).article
            assert recoding.add([CodedArticle(of, 3, (event(of, versions=SECOND),))]) == Added(articles=1, events=1)
            assert {found.versions for found in view.events()} == {FIRST}
        assert view.counts().unfinished == SECOND
        recoding.finish()
    counts = view.counts()
    assert (counts.versions, counts.unfinished, counts.articles, counts.events) == (SECOND, None, 5, 5)
    assert counts.drops == {"empty": 1}  # drops of the old coder went with it
    assert {found.versions for found in view.events()} == {SECOND}


def test_an_interrupted_recode_goes_on_where_it_stopped(store: Store) -> None:
    with store.writer(FIRST) as writer:
        writer.add([coded(number) for number in range(4)])
    with store.recoding(SECOND) as recoding:
        recoding.add([coded(0, SECOND), coded(1, SECOND)])
    with store.writer(FIRST) as writer:  # the old coder may go on meanwhile
        writer.add([coded(4)])
    with store.recoding(SECOND) as recoding:
        assert [of.key for of in recoding] == sorted(coded(number).article.key for number in (2, 3, 4))
        assert recoding.add([coded(number, SECOND) for number in range(5)]) == Added(articles=3, events=6, known=2)
        recoding.finish()
    assert store.view().counts().events == 10


def test_a_recode_to_yet_other_versions_starts_afresh(store: Store) -> None:
    third = replace(SECOND, coder="0.3.0")
    with store.writer(FIRST) as writer:
        writer.add([coded(1), coded(2)])
    with store.recoding(SECOND) as recoding:
        recoding.add([coded(1, SECOND)])
    with store.recoding(third) as recoding:
        assert recoding.remaining == 2
        recoding.add([coded(1, third), coded(2, third)])
        recoding.finish()
    assert {found.versions for found in store.view().events()} == {third}


def test_recode_without_anything_to_do_changes_nothing(store: Store) -> None:
    with store.writer(FIRST) as writer:
        writer.add([coded(1)])
    before = facts(store.path)
    with store.recoding(FIRST) as recoding:
        assert list(recoding) == []
        recoding.finish()
    assert facts(store.path) == before


def test_the_writer_goes_on_after_a_recode(store: Store) -> None:
    with store.writer(FIRST) as writer:
        writer.add([coded(1)])
    with store.recoding(SECOND) as recoding:
        recoding.add([coded(1, SECOND)])
        recoding.finish()
    with store.writer(SECOND) as writer:
        assert writer.add([coded(1, SECOND), coded(2, SECOND)]) == Added(articles=1, events=2, known=1)
    assert len(store.view().events(EventFilter(actor="SRB"))) == 4
