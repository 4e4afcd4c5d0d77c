"""The provisional alignment: its bounds, its signs, and what must not move it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo.alignment import Estimate, provisional_alignment
from rapallo.ontology import MARKS, TYPES, quad
from rapallo.records import Entity, Event, Evidence, Versions

HERE = Evidence("a", 0, 1, "x")


def event(type_name: str, mode: str | None = None, marks: tuple[str, ...] = (), confidence: float = 1.0) -> Event:
    return Event(
        article="a",
        type=type_name,
        mode=mode,
        marks=marks,
        confidence=confidence,
        actors=(Entity("SRB"),),
        recipients=(Entity("RUS"),),
        sentence=HERE,
        trigger=HERE,
        versions=Versions("1", "1", "1"),
    )


@st.composite
def some_event(draw: st.DrawFn) -> Event:
    kind = TYPES[draw(st.sampled_from(sorted(TYPES)))]
    return event(
        kind.name,
        draw(st.sampled_from([None, *kind.modes])),
        tuple(draw(st.lists(st.sampled_from(MARKS), unique=True))),
        draw(st.floats(0, 1)),
    )


some_events = st.lists(some_event(), max_size=30)


def overall(events: list[Event]) -> Estimate:
    estimate = provisional_alignment(events).overall
    assert estimate is not None
    return estimate


def test_without_events_there_is_no_figure() -> None:
    alignment = provisional_alignment([])
    assert (alignment.words, alignment.deeds, alignment.overall) == (None, None, None)
    assert alignment.provisional


def test_events_that_did_not_happen_give_no_figure_rather_than_zero() -> None:
    assert provisional_alignment([event("SANCTION", marks=("negation",))]).overall is None


def test_words_and_deeds_are_kept_apart() -> None:
    alignment = provisional_alignment([event("SUPPORT"), event("SANCTION"), event("SANCTION")])
    assert alignment.words is not None
    assert alignment.deeds is not None
    assert (alignment.words.events, alignment.deeds.events) == (1, 2)
    assert alignment.words.value == pytest.approx(0.5 / 5)
    assert alignment.deeds.value == pytest.approx(-1.2 / 6)


def test_the_mode_decides_the_score_where_it_has_one() -> None:
    assert overall([event("CONSULT", "visit")]).value > overall([event("CONSULT", "phone")]).value


def test_a_planned_act_counts_less_than_the_act() -> None:
    assert 0 < overall([event("AID", marks=("future",))]).value < overall([event("AID")]).value


@given(some_events)
def test_values_stay_within_bounds(events: list[Event]) -> None:
    alignment = provisional_alignment(events)
    for estimate in (alignment.words, alignment.deeds, alignment.overall):
        assert estimate is None or (-1 <= estimate.value <= 1 and 0 < estimate.spread <= 1 and estimate.events > 0)


@given(some_events, st.randoms(use_true_random=False))
def test_order_has_no_influence(events: list[Event], random: Random) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    assert provisional_alignment(shuffled) == provisional_alignment(events)


@given(some_event(), st.integers(1, 20))
def test_more_of_the_same_moves_further_from_zero(one: Event, n: int) -> None:
    one = replace(one, marks=(), confidence=max(one.confidence, 0.01))
    few, more = overall([one] * n), overall([one] * (n + 1))
    assert abs(more.value) >= abs(few.value)
    assert more.value * few.value >= 0
    assert (abs(more.value) > abs(few.value)) == (few.value != 0)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_more_evidence_narrows_the_spread(name: str) -> None:
    spreads = [overall([event(name)] * n).spread for n in (1, 2, 5, 20, 100)]
    assert spreads == sorted(spreads, reverse=True)


@given(some_events, some_event(), st.sampled_from(["negation", "hypothetical", "historical"]))
def test_what_did_not_happen_or_is_long_past_changes_nothing(events: list[Event], other: Event, mark: str) -> None:
    assert provisional_alignment([*events, replace(other, marks=(mark,))]) == provisional_alignment(events)


@given(st.lists(st.sampled_from(sorted(TYPES)), min_size=1), st.booleans())
def test_the_sign_is_that_of_the_events_where_all_agree(names: list[str], friendly: bool) -> None:
    names = [n for n in names if (quad(n) in (1, 2)) == friendly]
    estimate = provisional_alignment([event(n) for n in names]).overall
    assert estimate is None or (estimate.value >= 0 if friendly else estimate.value <= 0)
