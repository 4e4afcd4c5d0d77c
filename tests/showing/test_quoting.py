"""Quotes are cut around the trigger, at words, to the width asked for."""

from __future__ import annotations

from hand_made import FRIENDS, NOT_SANCTIONED, STAYED_FRIENDS, VOTED
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rapallo.records import Evidence
from rapallo.showing.quoting import quoted


def test_a_short_sentence_is_quoted_whole() -> None:
    quote = quoted(STAYED_FRIENDS.sentence, STAYED_FRIENDS.trigger, width_cells=200)
    assert quote.plain == f"“{FRIENDS}”"
    assert [quote.plain[span.start : span.end] for span in quote.spans] == ["friendship"]


def test_a_long_sentence_is_cut_around_the_trigger_at_words() -> None:
    quote = quoted(NOT_SANCTIONED.sentence, NOT_SANCTIONED.trigger, width_cells=60).plain
    assert quote == "“…to join the sanctions of the European Union against…”"


def test_the_trigger_is_marked_where_it_stands_twice() -> None:
    text = "He bombed what they had bombed."
    where = Evidence("a", 10, 10 + len(text), text)
    quote = quoted(where, Evidence("a", 34, 40, "bombed"), width_cells=80)
    assert [(span.start, span.end) for span in quote.spans] == [(25, 31)]


def test_control_characters_before_the_trigger_do_not_shift_the_mark() -> None:
    text = "\x1b[31mSerbia\u202e condemns it."
    start = text.index("condemns")
    quote = quoted(Evidence("a", 0, len(text), text), Evidence("a", start, start + 8, "condemns"), width_cells=80)
    assert quote.plain == "“Serbia condemns it.”"
    assert [quote.plain[span.start : span.end] for span in quote.spans] == ["condemns"]


def test_a_trigger_outside_of_its_sentence_does_no_harm() -> None:
    assert quoted(Evidence("a", 50, 54, "Word"), Evidence("a", 0, 3, "abc"), width_cells=20).plain == "“Word”"


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 50), st.integers(16, 120))
def test_a_quote_never_exceeds_its_width(text: str, start: int, length: int, width: int) -> None:
    trigger = Evidence("a", start, start + length, text[start : start + length])
    assert cell_len(quoted(Evidence("a", 0, len(text), text), trigger, width_cells=width).plain) <= width


def test_the_quote_fills_most_of_the_width() -> None:
    assert len(quoted(NOT_SANCTIONED.sentence, NOT_SANCTIONED.trigger, width_cells=100).plain) > 80
    assert len(VOTED) > 100
