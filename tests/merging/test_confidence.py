"""An event's confidence says how likely type, parties and marks are right, from the model and the whole article."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo.merging import ConfidenceWeights, with_confidence
from rapallo.merging.confidence import signs
from rapallo.records import Entity, Event, EventDraft, EventMention, Evidence, Mention, Sentence, Versions

SERBIA = Entity("SRB/GOV", record="SRB")
RUSSIA = Entity("RUS/GOV", record="RUS")


def told(at: int, *, kind: str = "ACCUSE", event: float = 0.5, actor: float = 0.9) -> tuple[EventDraft, Event]:
    sentence = Sentence(at // 100, at, at + 80, "x" * 80)
    words = Mention(at, at + 5, "xxxxx", actor)
    trigger = Mention(at + 10, at + 15, "xxxxx")
    probabilities = ((kind, event * 0.9), ("NONE", 1 - event))
    mention = EventMention(
        sentence, trigger, kind, probabilities, actors=(words,), recipients=(words,), confidence=event * 0.9
    )
    coded = Event(
        article="a",
        type=kind,
        actors=(SERBIA,),
        recipients=(RUSSIA,),
        sentence=Evidence("a", at, at + 80, "x" * 80),
        trigger=Evidence("a", at + 10, at + 15, "xxxxx"),
        versions=Versions("1", "m", "k"),
        confidence=mention.confidence,
        type_probabilities=probabilities,
    )
    return EventDraft(mention, mention.actors, mention.recipients), coded


def confidences(*tellings: tuple[EventDraft, Event], **weights: float) -> list[float]:
    drafts, events = zip(*tellings, strict=True)
    named = {name.replace("_", " "): weight for name, weight in weights.items()}
    return [event.confidence for event in with_confidence(drafts, events, ConfidenceWeights(named))]


def test_without_weights_the_models_probability_stands() -> None:
    draft, event = told(0)
    assert with_confidence([draft], [event], None) == [event]


def test_what_the_article_tells_twice_is_likelier_than_what_it_tells_once() -> None:
    twice, again, once = confidences(told(0), told(200), told(400, kind="AID"), told=1.0)
    assert twice == again > once


def test_the_surest_telling_speaks_for_the_others() -> None:
    weak, strong = told(0, event=0.2), told(200, event=0.9)
    assert confidences(weak, strong, told_most_surely=2.0)[0] > confidences(weak, told_most_surely=2.0)[0]


def test_unsure_words_and_a_party_that_nobody_knows_are_told_apart() -> None:
    sure, unsure = told(0, actor=0.95), told(200, actor=0.3)
    assert confidences(sure, unsure, actor_words=1.0) == sorted(
        confidences(sure, unsure, actor_words=1.0), reverse=True
    )
    draft, event = told(0)
    [lost] = signs([draft], [replace(event, actors=(), id="")])
    [found] = signs([draft], [event])
    assert (lost["actor unresolved"], found["actor unresolved"]) == (1.0, 0.0)


def test_an_event_of_a_draft_is_found_although_other_drafts_were_dropped() -> None:
    (first, _), (second, event) = told(0), told(200, event=0.8)
    [alone] = with_confidence([first, second], [event], ConfidenceWeights({"event": 1.0}))
    assert alone.confidence == pytest.approx(0.8, abs=0.001)


def test_another_type_is_taken_where_the_article_tells_it_elsewhere() -> None:
    draft, event = told(0, kind="ACCUSE")
    torn = (("ACCUSE", 0.5), ("THREATEN", 0.4), ("NONE", 0.1))
    draft = replace(draft, mention=replace(draft.mention, type_probabilities=torn, confidence=0.5))
    event = replace(event, type_probabilities=torn, confidence=0.5, id="")
    weights = ConfidenceWeights({"type": 1.0, "told": 2.0})
    [alone] = with_confidence([draft], [event], weights)
    other_draft, other = told(200, kind="THREATEN")
    beside, _ = with_confidence([draft, other_draft], [event, other], weights)
    assert (alone.type, beside.type) == ("ACCUSE", "THREATEN")


@given(
    event=st.floats(0, 1),
    actor=st.floats(0, 1),
    weights=st.dictionaries(
        st.sampled_from(["constant", "event", "type", "told", "actor words", "events"]), st.floats(-1e6, 1e6)
    ),
)
def test_confidence_is_a_probability_whatever_the_weights(
    event: float, actor: float, weights: dict[str, float]
) -> None:
    draft, coded = told(0, event=event, actor=actor)
    [judged] = with_confidence([draft], [coded], ConfidenceWeights(weights))
    assert 0 <= judged.confidence <= 1
