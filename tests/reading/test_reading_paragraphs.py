"""Raw text to paragraphs: wrapped lines joined, escapes undone, nothing left that acts when shown."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo.reading.paragraphs import clean, clean_line, paragraphs

PROSE = (
    "The presidents of Serbia and of Hungary met in Subotica on Saturday to open a rebuilt railway between the two "
    "countries. They signed three agreements on energy, among them one on a pipeline for oil, and said that a second "
    "meeting would follow in Budapest before the summer. Neither side took questions from reporters afterwards."
)
SECOND = (
    "The line had been closed for eight years. Serbia borrowed most of the money for its part from the European Bank "
    "for Reconstruction and Development, and the European Union paid for the signals along the way to the border."
)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_hard_wrapped_lines_become_paragraphs(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(p, width) for p in (PROSE, SECOND))
    assert paragraphs(wrapped) == [PROSE, SECOND]


def test_wrapping_is_seen_below_a_long_title() -> None:
    title = "Presidents of Serbia and Hungary open a rebuilt railway and sign three agreements on energy in Subotica"
    assert paragraphs(f"{title}\n\n{textwrap.fill(PROSE, 72)}") == [title, PROSE]


def test_a_word_that_was_divided_at_its_hyphen_is_whole_again() -> None:
    lines = "They spoke of gas, of the railway, and at great length of long-\nterm contracts, which Hungary wants."
    assert "long-term contracts" in paragraphs(lines)[0]


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    lines = [PROSE, "The railway", SECOND, "“We are neighbours,” one of them said.", PROSE]
    assert paragraphs("\n".join(lines)) == lines


def test_lists_are_not_joined() -> None:
    items = [
        "Those present were:",
        "- Ana Marić, minister of transport of the Republic",
        "- Ivo Petrov",
        "1. a railway",
    ]
    assert paragraphs("\n".join(items)) == items


def test_one_sentence_a_line_is_not_joined() -> None:
    lines = [
        "Serbia met Hungary in Subotica on Saturday.",
        "A railway was opened.",
        "Both sides spoke of energy and of oil.",
    ]
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (
            r"President\_Vučić\u2019s Call with Prime Minister\_Orbán",
            "President Vučić’s Call with Prime Minister Orbán",
        ),
        ("Meeting with President\\_\\\n  Niinist\\xF6 of Finland\\", "Meeting with President Niinistö of Finland"),
        ("Call with\\\n  \\ the King", "Call with the King"),
        (r"write to @serbia\_gov", "write to @serbia_gov"),
        (r"\[The minister\] said \*no\*", "[The minister] said *no*"),
        ("**Those present:** ministers", "Those present: ministers"),
        ("see [the text](https://example.org/a_b) of it", "see the text of it"),
        (r"C:\users\new", r"C:\users\new"),
        (r"a \u0041 stays", r"a \u0041 stays"),
        ("f**k and s**t", "f**k and s**t"),
        ("5 ** 2 ** 3", "5 ** 2 ** 3"),
    ],
)
def test_only_clear_escapes_are_undone(raw: str, text: str) -> None:
    assert clean_line(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("\ufeffa\u200bb\u202ec", "abc"),
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x00b\x9bc", "abc"),
        ("Vuc\u030cic\u0301", "Vučić"),
    ],
)
def test_characters_are_made_plain(raw: str, text: str) -> None:
    assert clean(raw).text == text


@given(st.text())
def test_clean_text_is_composed_and_harmless(raw: str) -> None:
    text = clean(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert not {unicodedata.category(c) for c in text if c not in "\n"} & {"Cc", "Cs"}
    text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_paragraphs_keep_every_letter(raw: str) -> None:
    text = clean(raw).text
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())


def test_hostile_text_takes_no_time() -> None:
    for text in ("\\" * 200_000, "\\_" * 100_000, "**" * 100_000, "[" * 200_000, "\x1b]" * 100_000, "\n \n" * 100_000):
        paragraphs(clean(text).text)
