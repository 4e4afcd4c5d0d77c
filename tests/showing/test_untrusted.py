"""News text is hostile until shown to be harmless: nothing in it acts on the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rapallo.showing import plain

HOSTILE = {
    "colour": ("\x1b[31mRed\x1b[0m title", "Red title"),
    "clear screen": ("\x1b[2J\x1b[HGone", "Gone"),
    "window title": ("\x1b]0;owned\x07Minister resigns", "Minister resigns"),
    "link": ("\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"),
    "8-bit introducer": ("\x9b31mRed", "Red"),
    "device string": ("\x1bPq#0;2;0;0;0\x1b\\after", "after"),
    "unended sequence keeps the words": ("\x1b]0;Talks fail in Geneva", "0;Talks fail in Geneva"),
    "bidirectional override": ("Serbia \u202eaissuR\u202c", "Serbia aissuR"),
    "bidirectional isolate": ("\u2066Serbia\u2069", "Serbia"),
    "zero width": ("Ser\u200bbia\ufeff", "Serbia"),
    "tag characters": ("Serbia\U000e0041", "Serbia"),
    "bell and backspace": ("Serbia\x07\x08\x08", "Serbia"),
    "carriage return": ("Serbia\rRussia", "Serbia Russia"),
    "line separators": ("one\u2028two\u2029three\nfour", "one two three four"),
    "null": ("Ser\x00bia", "Serbia"),
    "lone surrogate": ("a\ud800b", "a\ufffdb"),
    "private use": ("a\ue000b", "a\ufffdb"),
    "rich markup stays as words": ("[bold red]Serbia[/] [link=x]", "[bold red]Serbia[/] [link=x]"),
    "emoji names stay as words": (":bomb: Serbia", ":bomb: Serbia"),
    "soft hyphen": ("co\u00adoperation", "cooperation"),
}


@pytest.mark.parametrize(("text", "shown"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_shown_as_words(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["Vučić", "Эрдоган", "習近平", "می‌خواهد", "👨‍👩‍👧", "“quoted” – dash"])
def test_ordinary_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_spaces_become_one_and_ends_stay() -> None:
    assert plain(" two   words\t\n") == " two words "


@given(st.text())
@example("\x1b\x1b[\x9b0m")
def test_nothing_that_acts_is_ever_left(text: str) -> None:
    shown = plain(text)
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200e\u200f")
    assert plain(shown) == shown
