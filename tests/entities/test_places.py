"""Names that say where something happens or what it is called, and bodies known by their place."""

from __future__ import annotations

import pytest
from entity_samples import asked, keys

from rapallo.entities import Situation


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Envoys met at the Egyptian resort on Friday.", "Egyptian"),
        ("The talks were held in the Finnish capital.", "Finnish"),
        ("Ankara broke the Geneva Convention.", "Geneva"),
        ("He paid in Swiss francs.", "Swiss"),
        ("A Spanish-language paper printed it.", "Spanish-language"),
        ("A bomb hit a Greek restaurant.", "Greek"),
    ],
)
def test_name_of_a_place_or_thing_is_nobody(text: str, words: str) -> None:
    assert asked(text, words) == []


def test_what_is_done_to_a_capital_is_done_to_its_state() -> None:
    bombed = Situation("recipient", "ASSAULT")
    assert keys(asked("Rockets fell on the Georgian capital.", "Georgian", situation=bombed)) == ["GEO"]


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("The Senate in Rome rejected it.", "The Senate", "ITA/LEG"),
        ("The Supreme Court of Ghana rejected it.", "The Supreme Court", "GHA/JUD"),
        ("The Senate in Washington rejected it.", "The Senate", "USA/LEG"),
        ("A Spanish-language daily in Lima printed it.", "A Spanish-language daily", "PER/JRN"),
    ],
)
def test_body_is_of_the_place_behind_it(text: str, words: str, key: str) -> None:
    assert keys(asked(text, words)) == [key]
