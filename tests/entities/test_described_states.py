"""States called by what they are: kingdoms, archipelagos, former republics and colonies."""

from __future__ import annotations

import pytest
from entity_samples import asked, keys


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Moldova held a vote. Russia praised the former Soviet republic.", "the former Soviet republic", "MDA/GOV"),
        ("Accra signed. London thanked its former colony.", "its former colony", "GHA/GOV"),
        ("Seychelles shut it. Rome warned the Indian Ocean archipelago.", "the Indian Ocean archipelago", "SYC/GOV"),
        ("Fiji held a vote. Beijing praised the Pacific island nation.", "the Pacific island nation", "FJI/GOV"),
        ("Honduras closed a road. Rome warned the Central American nation.", "the Central American nation", "HND/GOV"),
        ("The former Romanian minister resigned.", "The former Romanian minister", "ROU/ELI"),
    ],
)  # fmt: skip
def test_state_is_called_by_what_it_is(text: str, words: str, key: str) -> None:
    assert keys(asked(text, words)) == [key]


@pytest.mark.parametrize(("on", "key"), [("2003-01-01", "NPL/GOV"), ("2015-01-01", "BTN/GOV")])
def test_kingdoms_are_those_of_the_day(on: str, key: str) -> None:
    text = "Nepal and Bhutan share a river. India thanked the Himalayan kingdom."
    assert keys(asked(text, "the Himalayan kingdom", on=on)) == [key]


def test_a_sea_is_not_the_state_that_it_is_called_after() -> None:
    assert asked("A trawler sank in the South China Sea.", "the South China Sea") == []
