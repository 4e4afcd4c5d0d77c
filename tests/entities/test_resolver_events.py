"""Drafts in, events out: parties with evidence, speakers, drops."""

from __future__ import annotations

import pytest
from entity_samples import sample_article, sample_knowledge, sentences_of
from hypothesis import given
from hypothesis import strategies as st

from rapallo.entities import Resolver
from rapallo.records import Article, EventDate, EventDraft, EventMention, Mention, Versions

VERSIONS = Versions("1", "m", "k")
TEXT = "Serbia and Russia met. Officials said that Ukraine struck Russia. Blefuscu fell."


def mention(article: Article, words: str, **more: object) -> Mention:
    start = article.stored_text.index(words)
    return Mention(start, start + len(words), words, **more)  # type: ignore[arg-type]


def draft(
    article: Article,
    trigger: str,
    event_type: str,
    *,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    speaker: str = "",
) -> EventDraft:
    words = mention(article, trigger)
    sentence = next(s for s in sentences_of(article) if s.start <= words.start < s.end)
    marked = EventMention(sentence, words, event_type, ((event_type, 0.9),), marks=("negation",), confidence=0.8)
    return EventDraft(
        marked,
        tuple(mention(article, a) for a in actors),
        tuple(mention(article, r) for r in recipients),
        mention(article, speaker) if speaker else None,
        EventDate("2024-09-04", "day of publication"),
    )


def test_event_carries_its_draft_and_the_words() -> None:
    article = sample_article(TEXT)
    met = draft(article, "met", "CONSULT", actors=("Serbia", "Russia"))
    (event,), drops = Resolver(sample_knowledge()).resolve(article, sentences_of(article), [met], VERSIONS)
    assert [e.key for e in event.actors] == ["SRB/GOV", "RUS/GOV"]
    assert [e.mention.text for e in event.actors if e.mention] == ["Serbia", "Russia"]
    assert (event.type, event.marks, event.confidence, event.versions) == ("CONSULT", ("negation",), 0.8, VERSIONS)
    assert event.trigger.text == "met"
    assert event.sentence.text == "Serbia and Russia met."
    assert event.date is not None and event.sequence == 0
    assert drops == []


def test_two_mentions_of_one_party_are_one_actor() -> None:
    article = sample_article("Moscow objected, and Russia objected again.")
    twice = draft(article, "objected", "REJECT", actors=("Moscow", "Russia"))
    (event,), _ = Resolver(sample_knowledge()).resolve(article, sentences_of(article), [twice], VERSIONS)
    assert [e.key for e in event.actors] == ["RUS/GOV"]


def test_an_event_without_any_party_is_a_drop_that_says_where() -> None:
    article = sample_article(TEXT)
    fell = draft(article, "fell", "ASSAULT", recipients=("Blefuscu",))
    events, (drop,) = Resolver(sample_knowledge()).resolve(article, sentences_of(article), [fell], VERSIONS)
    assert events == []
    assert (drop.reason, drop.where) == ("no-party-resolved", "a1:2")
    assert "Blefuscu" in drop.detail


def test_an_unknown_party_leaves_the_others() -> None:
    article = sample_article(TEXT)
    half = draft(article, "struck", "ASSAULT", actors=("Ukraine",), recipients=("Blefuscu",))
    (event,), drops = Resolver(sample_knowledge()).resolve(article, sentences_of(article), [half], VERSIONS)
    assert [e.key for e in event.actors] == ["UKR/MIL"]
    assert event.recipients == ()
    assert drops == []


@pytest.mark.parametrize(("event_type", "says"), [("ACCUSE", None), ("ASSAULT", "UKR/GOV")])
def test_who_acts_by_speaking_is_not_also_the_source(event_type: str, says: str | None) -> None:
    article = sample_article("Kyiv says that it hit Russia. Ukraine is at war.")
    told = draft(article, "hit", event_type, actors=("Kyiv",), recipients=("Russia",), speaker="Kyiv")
    (event,), _ = Resolver(sample_knowledge()).resolve(article, sentences_of(article), [told], VERSIONS)
    assert (event.says.key if event.says else None) == says


def test_antecedent_of_the_model_is_followed() -> None:
    article = sample_article("Emmanuel Macron met Vladimir Putin. He agreed.")
    macron = mention(article, "Emmanuel Macron")
    he = mention(article, "He", antecedent=(macron.start, macron.end))
    putin = mention(article, "Vladimir Putin")
    him = mention(article, "He", antecedent=(putin.start, putin.end))
    resolver = Resolver(sample_knowledge())
    for pronoun, key in ((he, "FRA/GOV"), (him, "RUS/GOV")):
        base = draft(article, "agreed", "AGREE")
        agreed = EventDraft(base.mention, (pronoun,), ())
        (event,), _ = resolver.resolve(article, sentences_of(article), [agreed], VERSIONS)
        assert [e.key for e in event.actors] == [key]


def test_they_are_those_who_acted_together_in_the_event_before() -> None:
    article = sample_article("France, Germany and Poland met in Kyiv. They praised Ukraine.")
    met = draft(article, "met", "CONSULT", actors=("France, Germany and Poland",))
    praised = draft(article, "praised", "SUPPORT", actors=("They",), recipients=("Ukraine",))
    events, _ = Resolver(sample_knowledge()).resolve(article, sentences_of(article), [met, praised], VERSIONS)
    assert [e.key for e in events[1].actors] == ["FRA/GOV", "DEU/GOV", "POL/GOV"]


def test_nothing_to_resolve_is_nothing() -> None:
    article = sample_article(TEXT)
    assert Resolver(sample_knowledge()).resolve(article, sentences_of(article), [], VERSIONS) == ([], [])


@given(st.text(max_size=120), st.data())
def test_any_words_of_any_text_are_answered_without_failing_and_always_alike(text: str, data: st.DataObject) -> None:
    article = Article(text or "x", "", "a1")
    size = len(article.stored_text)
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    sentences = sentences_of(article)
    marked = EventMention(
        sentences[0], Mention(start, end, article.stored_text[start:end]), "ACCUSE", (("ACCUSE", 1.0),)
    )
    words = Mention(start, end, article.stored_text[start:end])
    resolver = Resolver(sample_knowledge())
    once = resolver.resolve(article, sentences, [EventDraft(marked, (words,), (words,))], VERSIONS)
    assert once == resolver.resolve(article, sentences, [EventDraft(marked, (words,), (words,))], VERSIONS)
