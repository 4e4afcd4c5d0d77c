"""A database as one object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from rapallo import facade
from rapallo.errors import NameUnknownError, StoreError, StoreStaleError
from rapallo.facade import OpenStore
from rapallo.records import Article, CodedArticle, Drop, Entity, Event, EventDate, Versions, evidence
from rapallo.store import Added

if TYPE_CHECKING:
    from rapallo.pipeline import Coder

DAYS = {"gas": "2022-05", "veto": "2015-07-08", "visit": "2019-01-17"}
TYPES = {"gas": "AGREE", "veto": "REJECT", "visit": "CONSULT"}


@dataclass
class FakeCoder:
    """Codes one event an article: Serbia to Russia, of a type that the title stands for. Fails on 'broken'."""

    versions: Versions = field(default_factory=lambda: Versions("1", "fake", "k"))
    seen: list[str] = field(default_factory=list)

    def coded(self, article: Article) -> CodedArticle:
        self.seen.append(article.id)
        if article.title == "broken":
            raise ValueError("no idea")
        whole = evidence(article, 0, len(article.stored_text))
        told = Event(
            article.id,
            TYPES[article.title],
            (Entity("SRB/GOV"),),
            (Entity("RUS/GOV"),),
            whole,
            whole,
            self.versions,
            date=EventDate(DAYS[article.title], "fake"),
        )
        return CodedArticle(article, 2, (told,))


def texts(*titles: str) -> list[Article]:
    return [Article(text="Serbia and Russia.", title=title, id=title, published=date(2024, 1, 1)) for title in titles]


@pytest.fixture
def coder() -> FakeCoder:
    return FakeCoder()


@pytest.fixture
def store(tmp_path: Path, coder: FakeCoder) -> Iterator[OpenStore]:
    yield facade.open(tmp_path / "rapallo.duckdb", coder=cast("Coder", coder))


def test_what_is_added_is_found(store: OpenStore) -> None:
    assert store.add(texts("gas", "visit")) == Added(articles=2, events=2)
    assert [told.article for told in store.events()] == ["visit", "gas"]


def test_only_new_articles_are_coded(store: OpenStore, coder: FakeCoder) -> None:
    store.add(texts("gas"))
    copy = Article(text="Serbia and Russia.", title="gas", id="copy", published=date(2024, 1, 1))
    assert store.add([*texts("gas", "visit"), copy]) == Added(articles=1, events=1, known=2, copies=1)
    assert coder.seen == ["gas", "visit"]


def test_drops_and_failures_are_kept_account_of_and_the_rest_goes_on(store: OpenStore) -> None:
    added = store.add([Drop("empty", "a.txt"), *texts("broken", "gas")])
    assert (added.articles, added.events) == (1, 1)
    assert store.view.counts().drops == {"coder-failed": 1, "empty": 1}


def test_many_articles_are_stored_batch_by_batch(store: OpenStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facade, "BATCH_ARTICLES", 2)

    def interrupted() -> Iterator[Article]:
        yield from texts("gas", "visit", "veto")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(interrupted())
    assert store.view.counts().articles == 2
    assert store.add(texts("gas", "visit", "veto")) == Added(articles=1, events=1, known=2)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"actor": "Serbia"}, ["veto", "visit", "gas"]),
        ({"actor": "srb/gov", "recipient": "Russia"}, ["veto", "visit", "gas"]),
        ({"recipient": "SRB"}, []),
        ({"between": ("Russia", "Serbia"), "types": ["reject"]}, ["veto"]),
        ({"since": "2019"}, ["visit", "gas"]),
        ({"until": "2019"}, ["veto", "visit"]),
        ({"since": "2022-05", "until": date(2022, 5, 31)}, ["gas"]),
        ({"limit": 1}, ["gas"]),
    ],
    ids=str,
)
def test_events_by_names_and_dates(store: OpenStore, conditions: dict[str, object], found: list[str]) -> None:
    store.add(texts("gas", "visit", "veto"))
    assert [told.article for told in store.events(**conditions)] == found  # type: ignore[arg-type]


@pytest.mark.parametrize("conditions", [{"actor": "Sebria"}, {"since": "next year"}, {"types": ["HUG"]}], ids=str)
def test_what_is_not_known_is_said(store: OpenStore, conditions: dict[str, object]) -> None:
    store.add(texts("gas"))
    with pytest.raises(NameUnknownError):
        store.events(**conditions)  # type: ignore[arg-type]


def test_alignment_comes_from_what_passed_between_two_parties(store: OpenStore) -> None:
    store.add(texts("gas", "visit", "veto"))
    warm, cold = store.alignment("Serbia", "Russia", since="2019"), store.alignment("RUS", "SRB", until="2018")
    assert warm.words
    assert cold.words
    assert warm.words.value > 0 > cold.words.value
    assert store.alignment("Serbia", "China").overall is None


def test_an_event_is_explained_by_its_article(store: OpenStore) -> None:
    [article] = texts("gas")
    store.add([article])
    [told] = store.events()
    assert store.explain(told.id[:8]) == facade.Explanation(told, article)


def test_another_coder_has_to_recode_first(store: OpenStore, tmp_path: Path) -> None:
    store.add(texts("gas", "visit"))
    newer = FakeCoder(Versions("2", "fake", "k"))
    other = facade.open(tmp_path / "rapallo.duckdb", coder=cast("Coder", newer))
    with pytest.raises(StoreStaleError):
        other.add(texts("veto"))
    assert other.recode() == Added(articles=2, events=2)
    assert other.recode() == Added()
    assert {told.versions for told in other.events()} == {newer.versions}


def test_a_recode_ends_where_the_coder_fails_on_an_article(
    store: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(texts("gas", "visit"))
    newer = FakeCoder(Versions("2", "fake", "k"))
    monkeypatch.delitem(TYPES, "gas")
    other = facade.open(tmp_path / "rapallo.duckdb", coder=cast("Coder", newer))
    other.recode()
    counts = other.view.counts()
    assert (counts.articles, counts.events, counts.drops) == (2, 1, {"coder-failed": 1})


def test_nothing_is_made_by_opening_or_asking(store: OpenStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="rapallo code"):
        store.events()
    assert not list(tmp_path.iterdir())
