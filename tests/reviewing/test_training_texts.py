"""A review is training data: only sentences that were read whole, numbered as training counts them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rapallo.evaluation import read_gold
from rapallo.language import split_sentences
from rapallo.records import Article, CodedArticle, Entity, Event, Versions, evidence
from rapallo.reviewing import ReviewFile, Session, draw
from rapallo.reviewing.training_texts import training_texts
from rapallo.store import Store, View

VERSIONS = Versions("1", "m", "k")
TEXT = "Serbia thanked Russia for its gas. Hungary thanked China for a loan and visited Serbia. Nothing else was said."


def events_of(article: Article) -> Iterator[Event]:
    for sentence in split_sentences(article):
        for trigger in ("thanked", "visited"):
            at = sentence.text.find(trigger)
            if at >= 0:
                yield Event(
                    article=article.id,
                    type="SUPPORT" if trigger == "thanked" else "CONSULT",
                    actors=(Entity("SRB", mention=evidence(article, sentence.start, sentence.start + 6)),),
                    # Named in another sentence: no words of this one.
                    recipients=(Entity("RUS", mention=evidence(article, 0, 1)),),
                    sentence=evidence(article, sentence.start, sentence.end),
                    trigger=evidence(article, sentence.start + at, sentence.start + at + len(trigger)),
                    versions=VERSIONS,
                    sequence=sentence.index,
                )


@pytest.fixture(params=["A title", ""])
def view(request: pytest.FixtureRequest, tmp_path: Path) -> View:
    article = Article(TEXT, title=request.param, id="a1", published=date(2024, 1, 1), outlet="Sample Wire")
    store = Store(tmp_path / "news.duckdb")
    with store.writer(VERSIONS) as writer:
        writer.add([CodedArticle(article, 3, tuple(events_of(article)))])
    return store.view()


@pytest.fixture
def session(view: View, tmp_path: Path) -> Session:
    return Session(ReviewFile.begin(tmp_path / "review.jsonl", draw(view, "news.duckdb", size=3, seed=7)), view)


def judge_all(session: Session, *, whole: str) -> None:
    """Accept every event, and call the sentences whole in which certain words stand."""
    while card := session.next_card():
        if whole in card.event.sentence.text and not card.whole:
            session.read_whole(card)
        else:
            session.accept(card)


def test_sentences_that_nobody_read_whole_are_empty(session: Session, view: View) -> None:
    judge_all(session, whole="Hungary")
    [text] = training_texts(read_gold(session.file.path), view)
    assert text["sentences"] == ["", "", "Hungary thanked China for a loan and visited Serbia.", ""]
    assert (text["id"], text["outlet"], text["published"]) == ("a1", "Sample Wire", "2024-01-01")


def test_rows_stand_at_the_number_of_their_sentence_with_words_from_it(session: Session, view: View) -> None:
    judge_all(session, whole="thanked")
    [text] = training_texts(read_gold(session.file.path), view)
    rows = [json.loads(line) for line in session.file.path.read_text("utf-8").splitlines()]
    events = [row for row in rows if row["type"]]
    assert len(events) == 3
    for row in events:
        sentence = text["sentences"][row["s"]]
        assert row["trigger"] in sentence
        assert row["actor_text"][0] in sentence
        assert row["recipient_text"] == [None] or row["recipient_text"][0] in sentence


def test_a_sentence_with_an_event_that_was_skipped_is_not_whole(session: Session, view: View) -> None:
    while card := session.next_card():
        session.skip(card) if card.whole or "visited" not in card.event.sentence.text else session.read_whole(card)
    assert list(training_texts(read_gold(session.file.path), view)) == []


def test_all_events_of_a_sentence_to_be_read_whole_come_next(session: Session) -> None:
    while (card := session.next_card()) and "visited" not in card.event.sentence.text:
        session.accept(card)
    assert card
    session.read_whole(card)
    here = {card.event.id, *(other.id for other in card.others)}
    for _ in here:
        card = session.next_card()
        assert card
        assert card.event.id in here
        assert card.whole
        session.accept(card)
