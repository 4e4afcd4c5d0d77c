"""What readers ask and what they get back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import FIRST, SECOND, article, coded, event

from rapallo.errors import NameUnknownError, StoreError
from rapallo.records import (
    Article,
    CodedArticle,
    Entity,
    Event,
    EventDate,
    Evidence,
    Furniture,
    evidence,
)
from rapallo.store import DyadCounts, EventFilter, Store, View, view


def stored(tmp_path: Path, *items: CodedArticle) -> View:
    store = Store(tmp_path / "rapallo.duckdb")
    with store.writer(FIRST) as writer:
        writer.add(items)
    return store.view()


def one(of: Article, *events: Event) -> CodedArticle:
    return CodedArticle(of, 3, events)


def test_an_event_comes_back_with_everything_on_it(tmp_path: Path) -> None:
    of = article()
    words = evidence(of, 0, 8)
    full = replace(
        event(of),
        mode="visit",
        marks=("negation", "future"),
        says=Entity("RUS/JRN", "TASS", "tass", "named", words),
        date=EventDate("2024-07", "month named", words),
        place=evidence(of, 9, 15),
        again=(words, evidence(of, 2, 5)),
        actors=(Entity("IGO/NATO", "NATO", "nato", "named", words), Entity("MULTI/WEST")),
        sequence=None,
    )
    bare = Event(of.id, "PROTEST", (), (), words, words, FIRST)
    assert stored(tmp_path, one(of, full, bare)).events() == [full, bare]


def test_a_whole_article_comes_back(tmp_path: Path) -> None:
    of = Article(
        text="One.\n\nTwo.",
        title="T",
        id="x",
        published=date(1999, 12, 31),
        outlet="O",
        url="https://sample.example/x",
        byline="B",
        language="en",
        section="S",
        origin="A Wire",
        repost=True,
        furniture=(Furniture("caption", "C"), Furniture("byline", "B")),
    )
    bare = Article(text="")
    reader = stored(tmp_path, one(of), one(bare))
    assert reader.article("x") == of
    assert reader.article(bare.id) == bare


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(min_size=1, max_size=20),
    text=st.text(min_size=1, max_size=80),
    name=st.text(max_size=10),
    cut=st.integers(0, 80),
)
def test_any_text_comes_back(tmp_path: Path, title: str, text: str, name: str, cut: int) -> None:
    of = Article(text=text, title=title, outlet=name, section=str(cut), url=str(cut))
    words = evidence(of, min(cut, len(of.stored_text) - 1), len(of.stored_text))
    told = Event(of.id, "AGREE", (Entity("SRB", name, mention=words),), (), words, words, FIRST)
    reader = stored(tmp_path, one(of, told))
    assert list(reader.reports(EventFilter(article=of.id))) == [(told, of)]


def test_events_come_by_date_then_article_then_place_in_the_text(tmp_path: Path) -> None:
    a, b, undated = article(1, id_="a"), article(2, id_="b"), article(3, id_="c", published=None)
    second = event(a, trigger="met")
    first = event(a)
    old = event(b, day="1999-03")
    nowhen = event(undated)
    later = event(b, day="2024-09-05", trigger="met")
    assert stored(tmp_path, one(b, later, old), one(a, second, first), one(undated, nowhen)).events() == [
        nowhen,
        old,
        first,
        second,
        later,
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), "abcdef"),
        (EventFilter(actor="SRB"), "adf"),
        (EventFilter(actor="SRB/GOV"), "ad"),
        (EventFilter(recipient="SRB"), "b"),
        (EventFilter(actor="IGO/NATO"), "c"),
        (EventFilter(actor="IGO"), ""),
        (EventFilter(actor="RUS", recipient="SRB"), "b"),
        (EventFilter(between=("SRB", "RUS")), "abf"),
        (EventFilter(between=("RUS", "SRB")), "abf"),
        (EventFilter(between=("RUS/MIL", "SRB")), "b"),
        (EventFilter(between=("SRB", "SRB")), ""),
        (EventFilter(between=("SRB", "USA")), "d"),
        (EventFilter(types=("SUPPORT",)), "ad"),
        (EventFilter(types=("consult", "Assault")), "bcf"),
        (EventFilter(article="sample-002"), "ef"),
        (EventFilter(between=("SRB", "RUS"), types=("CONSULT",)), "f"),
        (EventFilter(limit=2), "ef"),
        (EventFilter(limit=0), ""),
        (EventFilter(limit=9), "abcdef"),
        (EventFilter(actor="SRB", limit=1), "f"),
        (EventFilter(actor="'; DROP TABLE events; --"), ""),
    ],
)
def test_filters(tmp_path: Path, wanted: EventFilter, found: str) -> None:
    one_text, other_text = article(1), article(2)
    events = {
        "a": event(one_text, day="2024-01-01"),
        "b": event(one_text, day="2024-01-02", actors=("RUS/MIL",), recipients=("SRB",), type_="ASSAULT"),
        "c": event(one_text, day="2024-01-03", actors=("IGO/NATO",), recipients=("BLR",), type_="ASSAULT"),
        "d": event(one_text, day="2024-01-04", actors=("HUN", "SRB/GOV"), recipients=("USA",)),
        "e": event(other_text, day="2024-01-05", actors=(), recipients=("UKR/CVL",), type_="COERCE"),
        "f": event(other_text, day="2024-01-06", actors=("SRB", "RUS"), recipients=(), type_="CONSULT"),
    }
    items = [events[name] for name in "abcd"], [events[name] for name in "ef"]
    reader = stored(tmp_path, one(one_text, *items[0]), one(other_text, *items[1]))
    assert reader.events(wanted) == [events[name] for name in found]
    assert [told for told, _ in reader.reports(wanted)] == [events[name] for name in found]


@pytest.mark.parametrize(
    ("day", "published", "marks", "wanted", "found"),
    [
        ("2024-07", None, (), (date(2024, 7, 31), None), True),
        ("2024-07", None, (), (date(2024, 8, 1), None), False),
        ("2024-07", None, (), (None, date(2024, 7, 1)), True),
        ("2024-07", None, (), (None, date(2024, 6, 30)), False),
        ("1999", None, (), (date(1999, 12, 31), date(1999, 12, 31)), True),
        ("2024-02", None, (), (date(2024, 2, 29), None), True),
        (None, date(2024, 9, 4), (), (date(2024, 9, 4), date(2024, 9, 4)), True),
        (None, date(2024, 9, 4), (), (date(2024, 9, 5), None), False),
        (None, date(2024, 9, 4), ("historical",), (date(2000, 1, 1), None), False),
        (None, None, (), (date(2000, 1, 1), None), False),
        (None, None, (), (None, None), True),
        ("2024-13", date(2024, 9, 4), (), (date(2000, 1, 1), None), False),
    ],
)
def test_since_and_until(  # noqa: PLR0917 - the columns of the table above
    tmp_path: Path,
    day: str | None,
    published: date | None,
    marks: tuple[str, ...],
    wanted: tuple[date | None, date | None],
    found: bool,
) -> None:
    of = article(published=published)
    reader = stored(tmp_path, one(of, event(of, day=day, marks=marks)))
    assert bool(reader.events(EventFilter(since=wanted[0], until=wanted[1]))) is found


def test_an_unknown_type_is_an_error_with_the_types(tmp_path: Path) -> None:
    with pytest.raises(NameUnknownError, match=r"SANCTIONS.*SANCTION"):
        stored(tmp_path).events(EventFilter(types=("SANCTIONS",)))


def test_pages_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = stored(tmp_path, *map(coded, range(7)))
    everything, articles = reader.events(), list(reader.articles())
    monkeypatch.setattr(view, "PAGE_EVENTS", 3)
    monkeypatch.setattr(view, "PAGE_ARTICLES", 2)
    assert reader.events() == everything
    assert reader.events(EventFilter(limit=5)) == everything[-5:]
    assert reader.count(EventFilter(limit=5)) == len(everything) == 14
    assert list(reader.articles()) == articles


def test_a_recode_between_two_pages_is_told_and_never_mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "PAGE_EVENTS", 1)
    reader = stored(tmp_path, coded(1), coded(2))
    reports = reader.reports()
    next(reports)
    with Store(tmp_path / "rapallo.duckdb").recoding(SECOND) as recoding:
        recoding.add([coded(1, SECOND), coded(2, SECOND)])
        recoding.finish()
    with pytest.raises(StoreError, match="recoded while it was read"):
        list(reports)


def test_an_event_is_found_by_its_id_or_a_beginning_of_it(tmp_path: Path) -> None:
    item = coded(1)
    reader = stored(tmp_path, item)
    first, second = item.events
    shared = 0
    while first.id[shared] == second.id[shared]:
        shared += 1
    assert reader.event(first.id) == (first, item.article)
    assert reader.event(f" {second.id[: shared + 1].upper()} ") == (second, item.article)


def test_an_unclear_beginning_names_the_candidates(tmp_path: Path) -> None:
    reader = stored(tmp_path, *map(coded, range(9)))
    ids = sorted(told.id for told in reader.events())
    prefix = next(one_[0] for one_, other in pairwise(ids) if one_[0] == other[0])
    with pytest.raises(NameUnknownError) as caught:
        reader.event(prefix)
    assert len(caught.value.suggestions) >= 2
    assert set(caught.value.suggestions) <= set(ids)


@pytest.mark.parametrize("unknown", ["", "zzzz", "%", "_"])
def test_an_unknown_event_is_an_error_with_what_to_do(tmp_path: Path, unknown: str) -> None:
    with pytest.raises(NameUnknownError, match="rapallo events"):
        stored(tmp_path, coded(1)).event(unknown)


def test_an_unknown_article_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NameUnknownError, match="nowhere"):
        stored(tmp_path, coded(1)).article("nowhere")


def test_counts(tmp_path: Path) -> None:
    counts = stored(tmp_path, coded(1), coded(3)).counts()
    assert (counts.articles, counts.sentences, counts.events, counts.versions) == (2, 6, 4, FIRST)
    assert (counts.first_day, counts.last_day) == (date(2024, 1, 2), date(2024, 1, 4))
    assert counts.drops == {"no-party-resolved": 2}


def test_an_empty_store_can_be_read(tmp_path: Path) -> None:
    reader = stored(tmp_path)
    assert (reader.events(), list(reader.articles()), reader.dyads("SRB")) == ([], [], [])
    assert reader.counts().articles == 0


def test_dyads_count_both_directions_and_what_is_mutual(tmp_path: Path) -> None:
    of = article()
    events = (
        event(of, actors=("SRB/GOV", "HUN"), recipients=("RUS/GOV", "RUS/MIL")),
        event(of, actors=("RUS",), recipients=("SRB/CVL",)),
        event(of, actors=("SRB", "RUS", "CHN"), recipients=()),
        event(of, actors=("SRB/GOV",), recipients=("SRB/CVL",)),
        event(of, actors=("USA",), recipients=("RUS",)),
    )
    assert stored(tmp_path, one(of, *events)).dyads("SRB") == [
        DyadCounts("RUS", by=1, to=1, together=1),
        DyadCounts("CHN", by=0, to=0, together=1),
    ]


def test_evidence_equals_the_words_of_the_stored_text(tmp_path: Path) -> None:
    for told, of in stored(tmp_path, coded(1)).reports():
        for words in (told.sentence, told.trigger, *(e.mention for e in told.recipients)):
            assert isinstance(words, Evidence)
            assert words.text == of.stored_text[words.start : words.end]
