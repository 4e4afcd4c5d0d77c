"""Abbreviations and short names: always, or only where the text names the same state otherwise."""

from __future__ import annotations

import pytest
from entity_samples import asked, keys


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("NZ", "NZL/GOV"),
        ("N. Zealand", "NZL/GOV"),
        ("S. Africa", "ZAF/GOV"),
        ("S Korea", "KOR/GOV"),
        ("N. Macedonia", "MKD/GOV"),
        ("W. Sahara", "ESH/GOV"),
        ("B'desh", "BGD/GOV"),
        ("Lanka", "LKA/GOV"),
        ("S. Sudanese troops", "SSD/MIL"),
    ],
)
def test_abbreviation_is_its_state(words: str, key: str) -> None:
    assert keys(asked(f"On Friday {words} turned the offer down.", words)) == [key]


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Manila protested on Friday. The RP has sent a note.", "RP", "PHL/GOV"),
        ("Harare devalued again. Zim blamed a drought.", "Zim", "ZWE/GOV"),
        ("Soldiers fought in Jaffna. The army accused the Tigers.", "the Tigers", "LKA/REB"),
        ("Fighting went on near Kathmandu. The Maoists rejected a truce.", "The Maoists", "NPL/REB"),
        ("Fighting went on in Chhattisgarh, India. The Maoists rejected a truce.", "The Maoists", "IND/REB"),
        ("Islamabad tested a missile. Pak denied any threat.", "Pak", "PAK/GOV"),
        ("Pak-Afghan trade stopped at Torkham, Pakistan. Pak blamed a strike.", "Pak", "PAK/GOV"),
        ("Militants left Gaza City. The PA rejected the plan.", "The PA", "PSE/GOV"),
    ],
)
def test_short_name_holds_where_the_text_names_its_state_otherwise(text: str, words: str, key: str) -> None:
    assert keys(asked(text, words, on="2003-05-01")) == [key]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Detroit lost at home. Fans accused the Tigers.", "the Tigers"),
        ("Pak rejected the offer on Friday.", "Pak"),
        ("The PA called flight 12 twice. The PA blamed a strike.", "The PA"),
    ],
)
def test_short_name_alone_is_nobody(text: str, words: str) -> None:
    assert asked(text, words) == []


@pytest.mark.parametrize(
    ("title", "words", "key"),
    [
        ("Govt rejects pay demand", "Govt", "PER/GOV"),
        ("Prez vetoes budget", "Prez", "PER/GOV"),
        ("Oppn walks out", "Oppn", "PER/OPP"),
        ("Guerillas free mayor", "Guerillas", "PER/REB"),
    ],
)
def test_headline_word_is_the_noun_that_it_shortens(title: str, words: str, key: str) -> None:
    assert keys(asked("Lima was quiet on Friday.", words, title=title)) == [key]


def test_a_short_name_tells_its_rivals_once() -> None:
    [entity] = asked("Serbian President Aleksandar Vucic met aides. On Monday Vucic left.", "Vucic")
    rivals = entity.reason.split("; not ")[1:]
    assert rivals
    assert len(rivals) == len(set(rivals))
