"""Words that point back: 'whose', and 'they' for those who met."""

from __future__ import annotations

import pytest
from entity_samples import asked, keys

from rapallo.entities import Situation


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Vučić praised Serbia's spy service, whose agents caught a smuggler in Vienna.", "agents", "SRB/SPY"),
        ("Kenya blamed Al-Shabaab, whose fighters took a village.", "fighters", "SOM/REB"),
        ("He thanked Norway, whose troops held the bridge.", "troops", "NOR/MIL"),
        ("Macron named the French police, whose officers were hurt.", "officers", "FRA/COP"),
    ],
)
def test_whose_is_who_stands_before_it(text: str, words: str, key: str) -> None:
    assert keys(asked(text, words)) == [key]


def test_they_are_the_two_who_shook_hands() -> None:
    text = "Vladimir Putin and Emmanuel Macron shook hands in Moscow. On Friday they signed a treaty."
    assert keys(asked(text, "they", situation=Situation("actor", "AGREE"))) == ["RUS/GOV", "FRA/GOV"]
