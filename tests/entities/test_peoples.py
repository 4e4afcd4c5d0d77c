"""A people as a side of a war or of talks, and as the people themselves."""

from __future__ import annotations

import pytest
from entity_samples import asked, keys

from rapallo.entities import Situation


@pytest.mark.parametrize(
    ("text", "words", "situation", "key"),
    [
        ("Ankara accused the Greeks of bad faith.", "the Greeks", Situation("recipient", "ACCUSE"), "GRC/GOV"),
        ("The Poles turned the plan down.", "The Poles", Situation("actor", "REJECT"), "POL/GOV"),
        ("Marines drove the Argentines from the hills.", "the Argentines", Situation("recipient", "ASSAULT"), "ARG"),
        ("The Poles shelled the ridge.", "The Poles", Situation("actor", "ASSAULT"), "POL/MIL"),
    ],
)
def test_a_people_with_its_article_is_the_side_of_its_state(
    text: str, words: str, situation: Situation, key: str
) -> None:
    assert keys(asked(text, words, situation=situation)) == [key]


@pytest.mark.parametrize(
    ("text", "words", "situation", "key"),
    [
        ("Two Greeks were named.", "Two Greeks", Situation("recipient", "ACCUSE"), "GRC/CVL"),
        ("Norwegians rejected it.", "Norwegians", Situation("actor", "REJECT"), "NOR/CVL"),
        ("Sweden barred the Iraqis from entry.", "the Iraqis", Situation("recipient", "COERCE", "arrest"), "IRQ/CVL"),
        ("The Dutch rejected it by 62 percent.", "The Dutch", Situation("actor", "REJECT"), "NLD/CVL"),
        ("The Danes turned the euro down in a referendum.", "The Danes", Situation("actor", "REJECT"), "DNK/CVL"),
    ],
)
def test_counted_barred_and_voting_people_are_people(text: str, words: str, situation: Situation, key: str) -> None:
    assert keys(asked(text, words, situation=situation)) == [key]


def test_the_article_of_a_list_holds_for_all_of_it() -> None:
    talks = Situation("recipient", "ACCUSE")
    assert keys(asked("Cairo accused the Turks and Qataris.", "the Turks and Qataris", situation=talks)) == [
        "TUR/GOV",
        "QAT/GOV",
    ]
