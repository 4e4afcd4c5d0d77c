"""An event told twice in one article is one event; different events stay apart."""

from dataclasses import replace
from itertools import permutations

from rapallo.merging import merge_within_article
from rapallo.records import Entity, Event, EventDate, Evidence, Versions

FRIDAY = EventDate("2024-07-05", "weekday", Evidence("a", 3, 9, "Friday"))
MONDAY = EventDate("2024-07-01", "weekday", Evidence("a", 3, 9, "Monday"))


def told(at: int, **changes: object) -> Event:
    base = Event(
        article="a",
        type="SANCTION",
        actors=(Entity("USA/GOV"),),
        recipients=(Entity("SRB/GOV"),),
        sentence=Evidence("a", at, at + 20, "x" * 20),
        trigger=Evidence("a", at + 2, at + 5, "xxx"),
        versions=Versions("1", "m", "k"),
        confidence=0.5,
    )
    return replace(base, **changes, id="")  # type: ignore[arg-type]


def test_told_again_is_one_event_with_both_sentences() -> None:
    [event] = merge_within_article([told(0), told(50, confidence=0.9)])
    assert event.confidence == 0.9
    assert [e.start for e in event.again] == [0]


def test_the_telling_with_a_date_stands() -> None:
    [event] = merge_within_article([told(0, confidence=0.9), told(50, date=FRIDAY)])
    assert event.date == FRIDAY


def test_sector_and_background_do_not_keep_tellings_apart() -> None:
    assert len(merge_within_article([told(0), told(50, actors=(Entity("USA"),), marks=("historical",))])) == 1


def test_other_date_type_party_mark_or_mode_is_another_event() -> None:
    events = [
        told(0, date=FRIDAY, mode="expel"),
        told(10, date=MONDAY),
        told(20, type="ACCUSE"),
        told(30, actors=(Entity("GBR"),)),
        told(40, marks=("negation",)),
        told(50, date=FRIDAY, mode="convict"),
    ]
    assert len(merge_within_article(events)) == len(events)


def test_a_dateless_telling_never_joins_two_events_of_different_days() -> None:
    events = [told(0, date=FRIDAY), told(10, date=MONDAY), told(20)]
    for order in permutations(events):
        assert len(merge_within_article(order)) == 2


def test_merging_again_changes_nothing() -> None:
    once = merge_within_article([told(0), told(50), told(90, date=FRIDAY)])
    assert merge_within_article(once) == once
